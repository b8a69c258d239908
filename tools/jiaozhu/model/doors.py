"""Doors: what varies is a record in a tuple, and other packages add theirs by entry points.

Each kind of record has its own group: ``jiaozhu.formats``, ``jiaozhu.outputs``, ``jiaozhu.checks``,
``jiaozhu.languages``. An entry point names one record, or a tuple of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, Protocol, TypeVar

__all__ = ["BrokenPlugin", "Named", "Registry", "plugins", "with_plugins"]


class Named(Protocol):
    """A record that has a name, unique among those of its kind."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


class BrokenPlugin(Exception):
    """An installed package offers something that cannot be used; the message names it and the reason."""


def with_plugins(group: str, kind: type[T], own: Sequence[T]) -> tuple[T, ...]:
    """Return the records of this package, then those that other installed packages add.

    Args:
        group: The group of entry points.
        kind: The type of the records.
        own: This package's records, in order.

    Raises:
        BrokenPlugin: A plug-in cannot be imported, offers something of another type, or takes a name that is taken.
    """
    found = list(own)
    names = {record.name for record in found}
    for point, record in plugins(group, kind):
        if record.name in names:
            raise BrokenPlugin(f"{group}: '{record.name}' of {point.value} already exists")
        names.add(record.name)
        found.append(record)
    return tuple(found)


def plugins(group: str, kind: type[T]) -> Iterator[tuple[EntryPoint, T]]:
    """Yield the records that other installed packages offer in ``group``, by the names of their entry points.

    Raises:
        BrokenPlugin: A plug-in cannot be imported, or offers something of another type.
    """
    for point in sorted(entry_points(group=group), key=lambda item: item.name):
        try:
            offered = point.load()
        except Exception as error:  # whatever a stranger's module raises, the message names the stranger
            raise BrokenPlugin(f"{group}: {point.value} cannot be imported: {error}") from error
        records = offered if isinstance(offered, tuple) and not isinstance(offered, kind) else (offered,)
        for record in records:
            if not isinstance(record, kind):
                raise BrokenPlugin(f"{group}: {point.value} is not a {kind.__name__}")
            yield point, record


class Registry(Mapping[str, T], Generic[T]):
    """Records by name, in order: this package's, then those of others, which are looked for when first asked for."""

    def __init__(self, group: str, kind: type[T], own: Sequence[T]) -> None:
        """See ``with_plugins``."""
        self._group, self._kind, self._own = group, kind, own

    @cached_property
    def _records(self) -> dict[str, T]:
        return {record.name: record for record in with_plugins(self._group, self._kind, self._own)}

    def __getitem__(self, name: str) -> T:
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)
