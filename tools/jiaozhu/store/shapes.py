"""The shapes of data files, derived from the records of the model: what pydantic checks, and how a value is read.

Each record of the model gets one pydantic model. Unknown keys are errors, and so are values of another type than the
one that the record declares.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pydantic
from pydantic import BaseModel, ConfigDict, create_model

from jiaozhu.model.keys import UNSET, At, Beside, Flat, Form, Key, Special, Unset
from jiaozhu.model.problem import Place
from jiaozhu.store.forms import FORM_TYPES, MAY_BE_EMPTY
from jiaozhu.store.yaml_text import Located, Path


class Shape(BaseModel):
    """What every pydantic model of a data file has in common."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Codec(NamedTuple):
    """How a value of a shape of its own is checked, read and written."""

    type: Callable[[], Any]  #: The type that pydantic checks.
    load: Callable[[Any, Located, Path], Any]
    dump: Callable[[Any], Any]


#: Filled by ``store.special``.
CODECS: dict[Special, Codec] = {}
#: Checks of several keys of a record at once, by the record's class; they raise ``ValueError``.
RULES: dict[type, Callable[[Any], Any]] = {}


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of a record, as its annotations declare it."""

    name: str
    type: Any  #: Without ``Annotated`` and ``None``.
    key: Key
    form: Form | None
    special: Special | None
    flat: Flat | None
    at: At | None
    beside: bool
    nullable: bool
    default: Any  #: ``MISSING`` without a default.

    @property
    def word(self) -> str:
        """The key in the file."""
        return self.key.name or self.name

    @property
    def is_optional(self) -> bool:
        """Whether the key may be left out."""
        return not self.key.required and (self.default is not MISSING or self.key.default is not UNSET)


@cache
def specs(record: type) -> tuple[Spec, ...]:
    """Return the fields of a record's class, in the order in which they are written."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_spec(item, hints[item.name]) for item in fields(record) if item.name != "places")


def _spec(item: Field[Any], hint: Any) -> Spec:
    hint, nullable, extras = unwrapped(hint)
    found: dict[type, Any] = {type(extra): extra for extra in extras}
    default = item.default
    if item.default_factory is not MISSING:
        default = item.default_factory()
    at = found.get(At) or (At() if hint is Place else None)
    beside = Beside in extras
    return Spec(
        item.name,
        hint,
        found.get(Key, Key()),
        found.get(Form),
        found.get(Special),
        found.get(Flat),
        at,
        beside,
        nullable,
        default,
    )


def unwrapped(hint: Any) -> tuple[Any, bool, list[Any]]:
    """A type without ``Annotated`` and ``None``, whether it had ``None``, and what was annotated."""
    extras: list[Any] = []
    nullable = False
    while True:
        if get_origin(hint) is Annotated:
            extras += hint.__metadata__
            hint = hint.__origin__
        elif get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint):
            nullable = True
            (hint,) = (part for part in get_args(hint) if part is not type(None))
        else:
            return hint, nullable, extras


@cache
def shape_of(record: type) -> type[Shape]:
    """Return the pydantic model of a record's class."""
    made: dict[str, Any] = {}
    for spec in specs(record):
        if spec.flat is not None:
            made |= _flat_fields(spec, spec.flat)
        elif spec.at is None and not spec.beside:
            made[spec.name] = _field(spec)
    rules: dict[str, Any] = {}
    if rule := RULES.get(record):
        rules["fits_together"] = pydantic.model_validator(mode="after")(rule)
    name = f"{record.__name__}Record"
    return create_model(name, __base__=Shape, __doc__=record.__doc__, __validators__=rules, **made)


def _flat_fields(spec: Spec, flat: Flat) -> dict[str, Any]:
    about = dict(flat.about)
    inner = {item.name: item for item in specs(spec.type)}
    made = {}
    for name in flat.keys:
        item = inner[name]
        form = Form.QUOTE if flat.unlimited and item.form is Form.NOTE_QUOTE else item.form
        text = _type(item.type, item.key, form, item.special)
        description = about.get(name)
        if name in flat.required or not item.is_optional:
            made[name] = (text, pydantic.Field(description=description))
        else:
            made[name] = (text | None, pydantic.Field(None, description=description))
    return made


def _field(spec: Spec) -> tuple[Any, Any]:
    """A key's type and what pydantic knows of it."""
    key = spec.key
    wanted = _type(spec.type, key, spec.form, spec.special)
    more: dict[str, Any] = {"description": key.about or None, "alias": key.name or None}
    if get_origin(spec.type) is tuple:
        more |= {"min_length": key.least or None, "max_length": key.most}
    elif spec.type is float:
        more |= {"ge": key.least, "le": key.most}
    if not spec.is_optional:
        return (wanted | None if spec.nullable else wanted), pydantic.Field(**more)
    if get_origin(spec.type) is tuple and spec.special is None:
        return wanted, pydantic.Field([], **more)
    if is_mapping(spec.type):
        return wanted, pydantic.Field({}, **more)
    if not isinstance(key.default, Unset):
        return wanted, pydantic.Field(key.default, **more)
    if isinstance(spec.default, str) and (spec.default or spec.form in MAY_BE_EMPTY):
        return wanted, pydantic.Field(spec.default, **more)
    if isinstance(spec.default, bool):
        return wanted, pydantic.Field(spec.default, **more)
    return wanted | None, pydantic.Field(None, **more)


def _type(kind: Any, key: Key, form: Form | None, special: Special | None) -> Any:
    """The type that pydantic checks."""
    if special is not None:
        return CODECS[special].type()
    if key.choices:
        return literal(key.choices)
    if form is not None:
        return FORM_TYPES[form]
    if get_origin(kind) is tuple:
        inner, _, extras = unwrapped(get_args(kind)[0])
        found: dict[type, Any] = {type(extra): extra for extra in extras}
        return list[_type(inner, Key(), found.get(Form), found.get(Special))]  # type: ignore[misc]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return literal(tuple(member.value for member in kind))
    if is_dataclass(kind):
        return shape_of(kind)  # type: ignore[arg-type]
    if is_mapping(kind):
        return dict[get_args(kind)]  # type: ignore[misc]
    return kind


def literal(values: tuple[str, ...]) -> Any:
    """Return the type of values that are one of a few."""
    return Literal[values]


def is_mapping(kind: Any) -> bool:
    """Whether a type is a mapping of plain values."""
    return get_origin(kind) is Mapping
