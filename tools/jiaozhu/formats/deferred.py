"""Functions that are imported when they are first called: what reads PDFs is of no use to those who have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

__all__ = ["Deferred", "deferred"]


@dataclass(frozen=True, slots=True)
class Deferred:
    """A function by its module and name."""

    module: str
    name: str

    def __call__(self, *arguments: Any) -> Any:
        return self.function(*arguments)

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself; its module is imported."""
        found: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return found


def deferred(place: str) -> Deferred:
    """Return a function of a module of this package that is imported with its first call.

    Args:
        place: ``module:function``, the module below ``jiaozhu.formats``.
    """
    module, _colon, name = place.partition(":")
    return Deferred(f"jiaozhu.formats.{module}", name)
