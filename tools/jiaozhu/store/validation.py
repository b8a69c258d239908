"""Data against their shape: every mismatch is a problem with its place and a hint, in words a contributor knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jiaozhu.locale import N_, _
from jiaozhu.model.characters import look_alike, named
from jiaozhu.model.edition import ROW_KINDS
from jiaozhu.model.limits import MOST_PROBLEMS
from jiaozhu.model.names import did_you_mean, enumerated, near, quoted, suggested
from jiaozhu.model.problem import Cause, Defect, Place, Problem, unlisted
from jiaozhu.store.forms import FORMS
from jiaozhu.store.yaml_text import Located, Path

R = TypeVar("R", bound=BaseModel)

_GUIDE = N_("the contributor's guide shows what each file holds")
_DELETE = N_("delete it: it comes along when text is copied, and can make text read otherwise than it is written")
_COMPOSE = N_("type the character again: letter and mark are one")
_LINES_HINT = N_(
    'write a number (12), a range ("12-14"), a piece ({at: 12, from: "…", until: "…"}), or a list of these'
)


class _Wanted(NamedTuple):
    """What was expected, and how to write it."""

    what: str
    hint: str
    defect: Defect | None = None


#: By the name of pydantic's error.
_WANTED = {
    "string_type": _Wanted(N_("text"), N_("write one text here, without brackets or dashes"), Defect.NOT_TEXT),
    "bool_type": _Wanted(N_("true or false"), N_("write true or false, without quotes"), Defect.NOT_A_BOOLEAN),
    "int_type": _Wanted(N_("a whole number"), N_("write the number without quotes"), Defect.NOT_WHOLE),
    "float_type": _Wanted(N_("a number"), N_("write the number without quotes"), Defect.NOT_A_NUMBER),
    "finite_number": _Wanted(N_("a number"), N_("write a number that is not so large"), Defect.NOT_A_NUMBER),
    "list_type": _Wanted(N_("a list"), N_("begin each item on its own line with '- ', or write [one, two]")),
    "dict_type": _Wanted(N_("keys with values"), N_("indent the keys below it")),
    "model_type": _Wanted(N_("keys with values"), ""),
    "model_attributes_type": _Wanted(N_("keys with values"), ""),
}


class _Mismatch(NamedTuple):
    """What is wrong with a value: the end of a sentence, a hint, and what a repair must know."""

    message: str
    hint: str
    suggestion: str | None = None
    cause: Cause | None = None


def validated(data: Located, record: type[R]) -> tuple[R | None, list[Problem]]:
    """Check data against a pydantic model.

    Args:
        data: The data with their places.
        record: The model.

    Returns:
        An instance, or None and every reason why not; of more than are listed, how many they are.
    """
    try:
        return record.model_validate(data.data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = list(_problems(details[:MOST_PROBLEMS], data, record))
        if len(details) > MOST_PROBLEMS:
            place = data.place(_real(details[MOST_PROBLEMS]["loc"], data))
            problems.append(unlisted(place, len(details) - MOST_PROBLEMS))
        return None, problems


def faults(data: Located, record: type[BaseModel]) -> int:
    """Return how many problems data have, which is less work than to say what they are."""
    try:
        record.model_validate(data.data)
    except ValidationError as error:
        return error.error_count()
    return 0


def _problems(errors: Iterable[ErrorDetails], data: Located, record: type[BaseModel]) -> Iterator[Problem]:
    details = [(detail, _real(detail["loc"], data)) for detail in errors]
    slips: set[tuple[Path, str]] = set()  # keys that a near miss was meant for: to report them as missing repeats it
    for detail, path in details:
        if detail["type"] == "extra_forbidden":
            slips.update((path[:-1], key) for key in near(str(path[-1]), _keys_at(record, path[:-1])))
    for detail, path in details:
        if detail["type"] == "missing" and (path, str(detail["loc"][-1])) in slips:
            continue
        yield _problem(detail, path, data, record)


def _problem(detail: ErrorDetails, path: Path, data: Located, record: type[BaseModel]) -> Problem:
    kind, last = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    place = data.place(path)
    if kind == "extra_forbidden":
        return _unknown_key(last, path, data, record)
    if kind == "literal_error" and last == "[key]":
        return _unknown_block(path, detail, data)
    if kind == "missing":
        return Problem(place, "Y103", _("'{key}' is missing", key=last), missing_hint(last))
    if kind == "value_error":
        message = detail["msg"].removeprefix("Value error, ")
        hint = _(_LINES_HINT) if detail["loc"][-1:] == ("range",) else _(_GUIDE)
        return Problem(place, "Y103", _("{key}: {why}", key=_name(path), why=message) if path else message, hint)
    if kind in ("invisible", "apart"):
        return _strange_character(kind, path, detail["ctx"]["char"], data)
    found = _mismatch(kind, detail)
    hint = found.hint
    if kind.startswith("model_"):
        keys = enumerated(sorted(_keys_at(record, path)))
        hint = _("indent its keys below it: {keys}", keys=keys)
    return Problem(place, "Y103", f"{_name(path)} {found.message}", hint, found.suggestion, found.cause)


def missing_hint(key: str) -> str:
    """Return how to add a key that a file needs."""
    return _("add '{key}: …' here; {guide}", key=key, guide=_(_GUIDE))


def _unknown_key(name: str, path: Path, data: Located, record: type[BaseModel]) -> Problem:
    here = sorted(_keys_at(record, path[:-1]))
    keys = _("the keys here are {keys}", keys=enumerated(here))
    hint = did_you_mean(name, here)
    if not hint and name in _keys_below(_schema(record)):
        hint = _("'{key}' is a key of another place: check the indentation; {keys}", key=name, keys=keys)
    message = _("unknown key '{key}'", key=_cut(name))
    return Problem(data.place(path), "Y102", message, hint or keys, suggested(name, here))


def _unknown_block(path: Path, detail: ErrorDetails, data: Located) -> Problem:
    name, known = str(path[-1]), [*_expected(detail), *ROW_KINDS, "gap"]
    message = _("unknown kind of block '{kind}'", kind=_cut(name))
    return Problem(data.place(path), "Y102", message, _choice(name, known), suggested(name, known))


def _strange_character(kind: str, path: Path, char: str, data: Located) -> Problem:
    place = data.place_in(path, char)
    if kind == "invisible":
        message = _("{key} has the invisible character {char}", key=_name(path), char=named(char))
        return Problem(place, "Y107", message, _(_DELETE), cause=Cause(Defect.INVISIBLE, char))
    message = _("{key} has a letter apart from its mark: '{char}'", key=_name(path), char=char)
    return Problem(place, "Y108", message, _(_COMPOSE), cause=Cause(Defect.APART, char))


def _mismatch(kind: str, detail: ErrorDetails) -> _Mismatch:
    """What is wrong with a value."""
    value, context = detail["input"], detail.get("ctx", {})
    if kind in _WANTED:
        return _wrong_type(_WANTED[kind], value)
    if kind == "lines" or (kind == "string_pattern_mismatch" and detail["loc"][-1] == "range"):
        message = _("is empty") if value is None else _("is {value}, which names no lines", value=_what(value))
        return _Mismatch(message, _(_LINES_HINT))
    if kind == "string_pattern_mismatch":
        return _Mismatch(_should_be(value, _(FORMS[context["pattern"]])), look_alike(value) or _(_GUIDE))
    if kind == "literal_error":
        return _not_a_choice(value, _expected(detail))
    if kind == "block":
        several = isinstance(value, dict) and len(value) > 1
        found = _("has {n} kinds", n=len(value)) if several else _("is {value}", value=_what(value))
        message = _("{found}; a block is one kind and its lines, such as '- p: 12'", found=found)
        return _Mismatch(message, _("begin every block on its own line: '- ', one kind, a colon, its lines"))
    if kind in _SIZES:
        return _SIZES[kind](value, context)
    return _Mismatch(_("is wrong: {why}", why=detail["msg"]), _(_GUIDE))


def unknown_choice(key: str, value: str, known: list[str], place: Place) -> Problem:
    """Return the problem of a value that is not one of a few.

    Args:
        key: Of the value.
        value: What the file says.
        known: What it may say.
        place: Of the value.
    """
    found = _not_a_choice(value, known)
    return Problem(place, "Y103", f"'{_cut(key)}' {found.message}", found.hint, found.suggestion, found.cause)


def _not_a_choice(value: Any, known: list[str]) -> _Mismatch:
    message = _("is {value}, which is not one of the known values", value=_what(value))
    cause = Cause(Defect.UNKNOWN_CHOICE, str(value))
    return _Mismatch(message, _choice(str(value), known), suggested(str(value), known), cause)


def _wrong_type(wanted: _Wanted, value: Any) -> _Mismatch:
    if value is None:
        return _Mismatch(
            _("is empty; it should be {wanted}", wanted=_(wanted.what)), _("write something after the colon")
        )
    hint = _(wanted.hint) if wanted.hint else ""
    scalar = isinstance(value, (bool, int, float))
    if wanted.defect is Defect.NOT_TEXT and scalar:
        hint = _('write it in quotes: "{value}"', value=str(value).lower())
    cause = Cause(wanted.defect) if wanted.defect and (wanted.defect is not Defect.NOT_TEXT or scalar) else None
    return _Mismatch(_should_be(value, _(wanted.what)), hint, cause=cause)


def _should_be(value: Any, wanted: str) -> str:
    return _("is {value}; it should be {wanted}", value=_what(value), wanted=wanted)


def _too_short(value: Any, context: dict[str, Any]) -> _Mismatch:
    is_text = isinstance(value, str)
    return _Mismatch(
        _("is empty"), _("write something between the quotes") if is_text else _("write at least one item")
    )


def _text_too_long(value: Any, context: dict[str, Any]) -> _Mismatch:
    return _Mismatch(_("is longer than {n} characters", n=context["max_length"]), _("shorten it"))


def _list_too_long(value: Any, context: dict[str, Any]) -> _Mismatch:
    hint = _("leave some out, or make another file of them")
    return _Mismatch(_("has more than {n} items", n=context["max_length"]), hint)


def _too_large(value: Any, context: dict[str, Any]) -> _Mismatch:
    return _Mismatch(_should_be(value, _("at most {n}", n=f"{context['le']:g}")), _(_GUIDE))


def _too_small(value: Any, context: dict[str, Any]) -> _Mismatch:
    return _Mismatch(_should_be(value, _("at least {n}", n=f"{context['ge']:g}")), _(_GUIDE))


#: Errors about how much there is, by pydantic's names.
_SIZES: dict[str, Callable[[Any, dict[str, Any]], _Mismatch]] = {
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _text_too_long,
    "too_long": _list_too_long,
    "less_than_equal": _too_large,
    "greater_than_equal": _too_small,
}


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
        return _("this")
    key = _cut(keys[-1])
    return quoted(key) if isinstance(path[-1], str) else _("an item of '{key}'", key=key)


def _what(value: Any) -> str:
    """A value as the contributor sees it."""
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return _("the number {value}", value=value)
    if isinstance(value, str):
        return quoted(_cut(value)) if value else _("empty")
    return _("a list") if isinstance(value, list) else _("a mapping (keys with values)")


def _cut(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _choice(value: str, known: list[str]) -> str:
    expected = _("expected one of: {names}", names=enumerated(known))
    return f"{did_you_mean(value, known)} {expected}".strip()


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
