"""From what a file holds to records of the model. No decisions here: the shapes have been checked already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from jiaozhu.model.edition import TextSpec
from jiaozhu.model.keys import EDITOR, UNSET, Flat, Special
from jiaozhu.model.problem import Place
from jiaozhu.model.quantity import Quantity
from jiaozhu.store.corpus_language import editor
from jiaozhu.store.shapes import CODECS, Spec, specs, unwrapped
from jiaozhu.store.yaml_text import Located, Path

T = TypeVar("T")
_Load = Callable[[Any, Located, Path], Any]


def load(record: type[T], checked: Any, located: Located, path: Path = (), /, **beside: Any) -> T:
    """Make a record of what a file holds.

    Args:
        record: The record's class.
        checked: The same data as pydantic has checked them; its attributes are those of the record.
        located: The data with their places.
        path: The way to them from the root.
        beside: Fields of the record that are not keys, such as a note's body.
    """
    values = dict(beside)
    kind: type = record
    for name, read in _fields(kind):
        values[name] = read(checked, located, path)
    if has_places(kind):
        values["places"] = located.places if not path else _places(record, located, path)
    made = _EXTRAS[record](checked) if record in _EXTRAS else {}
    loaded: T = record(**values, **made)
    return _AFTER[record](loaded) if record in _AFTER else loaded


@cache
def has_places(record: type) -> bool:
    """Whether a record keeps the places of its keys."""
    return "places" in record.__dataclass_fields__  # type: ignore[attr-defined]


@cache
def _fields(record: type) -> tuple[tuple[str, _Load], ...]:
    return tuple((spec.name, _reader(spec)) for spec in specs(record) if not spec.beside)


def _reader(spec: Spec) -> _Load:
    """How one field is read from the checked data of its record."""
    if spec.at is not None:
        below = spec.at.path
        return lambda checked, located, path: located.place((*path, *below))
    if spec.flat is not None:
        return _flat_reader(spec.type, spec.flat)
    name, word = spec.name, spec.word
    absent = spec.default if spec.default is not MISSING else None
    convert = _converter(spec.type, spec.special)
    if spec.key.default is EDITOR:
        return lambda checked, located, path: getattr(checked, name) or editor()
    if convert is None:
        if spec.nullable or not spec.is_optional or spec.key.default is not UNSET:
            return lambda checked, located, path: getattr(checked, name)
        return lambda checked, located, path: absent if (found := getattr(checked, name)) is None else found

    def read(checked: Any, located: Located, path: Path) -> Any:
        found = getattr(checked, name)
        return absent if found is None else convert(found, located, (*path, word))

    return read


def _converter(kind: Any, special: Special | None) -> _Load | None:
    """How a value is made of what a file holds; None if it is the same."""
    if special is not None:
        return CODECS[special].load
    if get_origin(kind) is tuple:
        inner, _, extras = unwrapped(get_args(kind)[0])
        convert = _converter(inner, next((extra for extra in extras if isinstance(extra, Special)), None))
        if convert is None:
            return lambda found, located, path: tuple(found)
        return lambda found, located, path: tuple(
            convert(item, located, (*path, number)) for number, item in enumerate(found)
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda found, located, path: kind(found)
    if is_dataclass(kind):
        return lambda found, located, path: load(kind, found, located, path)  # type: ignore[arg-type]
    return None


def _flat_reader(kind: type, flat: Flat) -> _Load:
    """A record whose keys are among those of the record that holds it."""
    known = {spec.name: spec for spec in specs(kind)}
    wanted = [(name, known[name].default) for name in flat.keys]

    def read(checked: Any, located: Located, path: Path) -> Any:
        values = {}
        for name, default in wanted:
            found = getattr(checked, name)
            values[name] = default if found is None else found
        for spec in known.values():
            if spec.at is not None:
                values[spec.name] = located.place((*path, *spec.at.path))
        return kind(**values, places=_places(kind, located, path))

    return read


def _places(record: type, located: Located, path: Path) -> dict[Path, Place]:
    """Where those keys of a record are that are written down at ``path``."""
    return {(key,): located.places[*path, key] for key in _words(record) if (*path, key) in located.places}


@cache
def _words(record: type) -> tuple[str, ...]:
    found: list[str] = []
    for spec in specs(record):
        if spec.flat is not None:
            found += spec.flat.keys
        elif spec.at is None and not spec.beside:
            found.append(spec.word)
    return tuple(found)


def _decimal(checked: Any) -> dict[str, Any]:
    return {"shown": decimal(checked.value)}


def decimal(number: float) -> str:
    """Return the shortest decimal that is this number, without a fraction that says nothing: ``92.37``, ``3``."""
    return str(number).removesuffix(".0")


def _with_their_text(spec: TextSpec) -> TextSpec:
    """A text whose events hold to words of it."""
    if not spec.events:
        return spec
    events = tuple(replace(event, target=replace(event.target, text=spec.id)) for event in spec.events)
    return replace(spec, events=events)


#: Fields that are made of the checked data, by the record's class.
_EXTRAS: dict[type, Callable[[Any], dict[str, Any]]] = {Quantity: _decimal}
#: What is still to be done when a record has been read.
_AFTER: dict[type, Callable[[Any], Any]] = {TextSpec: _with_their_text}
