"""From records of the model to the data of a file, in the order in which the record declares its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from jiaozhu.model.keys import EDITOR, Flat, Form, Unset
from jiaozhu.store.corpus_language import editor
from jiaozhu.store.forms import QUOTED
from jiaozhu.store.kinds import KINDS
from jiaozhu.store.shapes import CODECS, Spec, specs
from jiaozhu.store.special import SPECIAL
from jiaozhu.store.yaml_writing import Quoted

__all__ = ["data_of"]

assert SPECIAL  # they are known to the shapes
assert KINDS


def data_of(record: object) -> dict[str, Any]:
    """Return what a file holds of a record: its keys, without those that say what their absence says too."""
    data: dict[str, Any] = {}
    kind: type = type(record)
    for spec in specs(kind):
        value = getattr(record, spec.name)
        if spec.flat is not None:
            data |= _flat(value, spec.flat)
        elif spec.at is None and not spec.beside and not _is_left_out(spec, value):
            data[spec.word] = _value(spec, value)
    return data


def _flat(record: object, flat: Flat) -> dict[str, Any]:
    """The keys of a record that are among those of the record that holds it."""
    data = data_of(record)
    return {name: data[name] for name in flat.keys if name in data}


def _is_left_out(spec: Spec, value: Any) -> bool:
    if not spec.is_optional:
        return False
    absent = spec.default if isinstance(spec.key.default, Unset) else spec.key.default
    if spec.key.default is EDITOR:
        absent = editor()
    plain = value.value if isinstance(value, Enum) else value
    return bool(absent is not MISSING and plain == absent)


def _value(spec: Spec, value: Any) -> Any:
    if value is None:
        return None
    if spec.special is not None:
        return CODECS[spec.special].dump(value)
    quoted = spec.key.quoted or spec.form in QUOTED
    if get_origin(spec.type) is tuple:
        return [_item(spec, item, quoted=quoted) for item in value]
    return _plain(value, quoted=quoted)


def _item(spec: Spec, item: Any, *, quoted: bool) -> Any:
    hint = get_args(spec.type)[0]
    for extra in getattr(hint, "__metadata__", ()):
        if extra in CODECS:
            return CODECS[extra].dump(item)
        if isinstance(extra, Form) and extra in QUOTED:
            quoted = True
    return _plain(item, quoted=quoted)


def _plain(value: Any, *, quoted: bool) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return Quoted(value) if quoted else value
    if isinstance(value, Mapping):
        return dict(value)
    return data_of(value) if is_dataclass(value) else value
