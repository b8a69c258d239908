"""Data against their shape: every mismatch is a problem with its place and a hint, in words a contributor knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jiaozhu.model.characters import look_alike
from jiaozhu.model.names import did_you_mean, near
from jiaozhu.model.problem import Problem
from jiaozhu.store.forms import FORMS
from jiaozhu.store.yaml_text import Located, Path

R = TypeVar("R", bound=BaseModel)

_GUIDE = "the contributor's guide shows what each file says"
_DELETE = "delete it: it comes along when text is copied, and can make text read otherwise than it is"
_COMPOSE = "type the character anew: letter and mark are one"
_LINES_HINT = 'write a number (12), a range ("12-14"), a piece ({at: 12, from: "…", until: "…"}), or a list of these'

#: What was asked for, and how to give it, by the name of the error.
_WANTED = {
    "string_type": ("text", "write one text here, without brackets or dashes"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "int_type": ("a whole number", "write the number without quotes"),
    "float_type": ("a number", "write the number without quotes"),
    "list_type": ("a list", "begin each item on its own line with '- ', or write [one, two]"),
    "dict_type": ("keys with values", "indent the keys below it"),
    "model_type": ("keys with values", ""),
    "model_attributes_type": ("keys with values", ""),
}


def validated(data: Located, record: type[R]) -> tuple[R | None, list[Problem]]:
    """``data`` as a ``record``, or None and every reason why not."""
    try:
        return record.model_validate(data.data), []
    except ValidationError as error:
        return None, list(_problems(error.errors(include_url=False), data, record))


def _problems(errors: Iterable[ErrorDetails], data: Located, record: type[BaseModel]) -> Iterator[Problem]:
    details = [(detail, _real(detail["loc"], data)) for detail in errors]
    slips: set[tuple[Path, str]] = set()  # keys that a near miss stands for: saying that they are missing says it twice
    for detail, path in details:
        if detail["type"] == "extra_forbidden":
            slips.update((path[:-1], key) for key in near(str(path[-1]), _keys_at(record, path[:-1])))
    for detail, path in details:
        if detail["type"] == "missing" and (path, str(detail["loc"][-1])) in slips:
            continue
        yield _problem(detail, path, data, record)


def _problem(detail: ErrorDetails, path: Path, data: Located, record: type[BaseModel]) -> Problem:
    place = data.place(path)
    kind, last = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        return Problem(place, "Y102", f"unknown key '{_cut(last)}'", _unknown_key(last, path[:-1], record))
    if kind == "literal_error" and last == "[key]":
        name = str(path[-1])
        hint = _choice(name, [*_expected(detail), "gap"])
        return Problem(place, "Y102", f"unknown kind of block '{_cut(name)}'", hint)
    if kind == "missing":
        return Problem(place, "Y103", f"'{last}' is missing", missing_hint(last))
    if kind == "value_error":
        message = detail["msg"].removeprefix("Value error, ")
        hint = _LINES_HINT if detail["loc"][-1:] == ("range",) else _GUIDE
        return Problem(place, "Y103", f"{_name(path)}: {message}" if path else message, hint)
    if kind in ("invisible", "apart"):
        code, hint = ("Y107", _DELETE) if kind == "invisible" else ("Y108", _COMPOSE)
        return Problem(data.place_in(path, detail["ctx"]["char"]), code, f"{_name(path)} {detail['msg']}", hint)
    message, hint = _mismatch(kind, detail)
    if kind.startswith("model_"):
        hint = f"indent its keys below it: {', '.join(sorted(_keys_at(record, path)))}"
    return Problem(place, "Y103", f"{_name(path)} {message}", hint)


def missing_hint(key: str) -> str:
    """Return how to add a key that a file needs."""
    return f"add '{key}: …' here; {_GUIDE}"


def _mismatch(kind: str, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, as the end of a sentence, and a hint."""
    value, context = detail["input"], detail.get("ctx", {})
    if kind in _WANTED:
        wanted, hint = _WANTED[kind]
        if value is None:
            return f"says nothing; it should be {wanted}", "write something after the colon"
        if kind == "string_type" and isinstance(value, (bool, int, float)):
            hint = f'write it in quotes: "{str(value).lower()}"'
        return f"is {_what(value)}; it should be {wanted}", hint
    if kind == "lines" or (kind == "string_pattern_mismatch" and detail["loc"][-1] == "range"):
        return ("says nothing" if value is None else f"is {_what(value)}, which names no lines"), _LINES_HINT
    if kind == "string_pattern_mismatch":
        return f"is {_what(value)}; it should be {FORMS[context['pattern']]}", look_alike(value) or _GUIDE
    if kind == "literal_error":
        return f"is {_what(value)}, which is none of the known ones", _choice(str(value), _expected(detail))
    if kind in ("string_too_short", "too_short"):
        return "is empty", "write at least one item" if kind == "too_short" else "write something between the quotes"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", "shorten it"
    if kind == "too_long":
        return (
            f"has more than {context['max_length']} items",
            "leave some out, or make another file of them",
        )
    if kind in ("less_than_equal", "greater_than_equal"):
        most = kind == "less_than_equal"
        return (
            f"is {_what(value)}; it should be at {'most' if most else 'least'} {context['le' if most else 'ge']:g}",
            _GUIDE,
        )
    if kind == "block":
        several = isinstance(value, dict) and len(value) > 1
        hint = "begin every block on its own line: '- ', one kind, a colon, its lines"
        return f"{f'has {len(value)} kinds' if several else f'is {_what(value)}'}; {detail['msg']}", hint
    return f"is wrong: {detail['msg']}", _GUIDE


def _real(location: tuple[str | int, ...], data: Located) -> Path:
    """``location`` without what pydantic adds to it: names of branches, ``[key]``, keys that are not there."""
    path: Path = ()
    for part in location:
        if (*path, part) in data.places:
            path = (*path, part)
    return path


def _name(path: Path) -> str:
    """The innermost key on ``path``, for a message."""
    keys = [part for part in path if isinstance(part, str)]
    if not keys:
        return "this"
    return f"'{_cut(keys[-1])}'" if isinstance(path[-1], str) else f"an item of '{_cut(keys[-1])}'"


def _what(value: Any) -> str:
    """A value as the contributor sees it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f"'{_cut(value)}'" if value else "empty"
    return "a list" if isinstance(value, list) else "a mapping (keys with values)"


def _cut(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _unknown_key(name: str, path: Path, record: type[BaseModel]) -> str:
    here = _keys_at(record, path)
    if question := did_you_mean(name, here):
        return question
    if name in _keys_below(_schema(record)):
        return f"'{name}' is a key of another place: mind the indentation; the keys here are {', '.join(sorted(here))}"
    return f"the keys here are {', '.join(sorted(here))}"


def _choice(value: str, known: list[str]) -> str:
    return f"{did_you_mean(value, known)} known are: {', '.join(known)}".strip()


def _expected(detail: ErrorDetails) -> list[str]:
    """The words a literal may be: pydantic gives them as ``'a', 'b' or 'c'``."""
    return [word.strip("' ") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]


@cache
def _schema(record: type[BaseModel]) -> dict[str, Any]:
    return record.model_json_schema(by_alias=True)


def _keys_at(record: type[BaseModel], path: Path) -> set[str]:
    """The keys that ``record`` knows at ``path``."""
    schema = _schema(record)
    here = list(_branches(schema, schema))
    for part in path:
        below: list[dict[str, Any]] = []
        for branch in here:
            if isinstance(part, int):
                below += _branches(branch.get("items", {}), schema)
            elif part in branch.get("properties", {}):
                below += _branches(branch["properties"][part], schema)
            elif part in branch.get("propertyNames", {}).get("enum", [branch.get("propertyNames", {}).get("const")]):
                below += _branches(branch["additionalProperties"], schema)
        here = below
    return {key for branch in here for key in branch.get("properties", {})}


def _branches(part: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema's alternatives, references followed."""
    if "$ref" in part:
        yield from _branches(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
        return
    alternatives = [*part.get("anyOf", ()), *part.get("oneOf", ())]
    if not alternatives:
        yield part
    for alternative in alternatives:
        yield from _branches(alternative, schema)


def _keys_below(schema: dict[str, Any]) -> set[str]:
    return {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", {})}
