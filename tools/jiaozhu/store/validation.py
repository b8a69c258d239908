"""Data against their shape: every mismatch is a problem with its place and a hint."""

from __future__ import annotations

import difflib
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from jiaozhu.model.problem import Problem
from jiaozhu.store.yaml_text import Located

R = TypeVar("R", bound=BaseModel)

_HINTS = {
    "string_type": "quote it, so that it is text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "missing": "see the contributor's guide for what the file must say",
}


def validated(data: Located, record: type[R]) -> tuple[R | None, list[Problem]]:
    """``data`` as a ``record``, or None and every reason why not."""
    try:
        return record.model_validate(data.data), []
    except ValidationError as error:
        return None, _problems(error, data, record)


def _problems(error: ValidationError, data: Located, record: type[BaseModel]) -> list[Problem]:
    problems: list[Problem] = []
    taken: set[tuple[int, int, str]] = set()
    for detail in error.errors(include_url=False, include_context=False):
        path = tuple(detail["loc"])
        place = data.place(path)
        kind = detail["type"]
        about_key = kind in ("extra_forbidden", "missing")
        name = str(path[-1]) if about_key else _name(data, path)
        key = (place.line, place.column, name if about_key else "")
        if key in taken:
            continue  # the branches of one union, each complaining about the same value
        taken.add(key)
        if kind == "extra_forbidden":
            problems.append(Problem(place, "Y102", f"unknown key '{name}'", _nearest(name, record)))
        elif kind == "missing":
            problems.append(Problem(place, "Y103", f"'{name}' is missing", _HINTS["missing"]))
        else:
            message = detail["msg"].removeprefix("Value error, ")
            hint = _HINTS.get(kind, "")
            problems.append(Problem(place, "Y103", f"'{name}': {message[:1].lower()}{message[1:]}", hint))
    return problems


def _name(data: Located, path: tuple[str | int, ...]) -> str:
    """The innermost key on ``path`` that the file really has (pydantic adds the names of union branches)."""
    while path and path not in data.places:
        path = path[:-1]
    keys = [part for part in path if isinstance(part, str)]
    return keys[-1] if keys else "the file"


def _nearest(name: str, record: type[BaseModel]) -> str:
    known = sorted(_keys(record))
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else "remove it; unknown keys are refused so that slips are found"


def _keys(record: type[BaseModel]) -> set[str]:
    """The keys of a record and of the records inside it."""
    schema = record.model_json_schema(by_alias=True)
    keys = set(schema.get("properties", {}))
    for part in schema.get("$defs", {}).values():
        keys |= set(part.get("properties", {}))
    return keys
