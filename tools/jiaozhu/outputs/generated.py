"""What an output makes: files by name, each written in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from jiaozhu.locale import use_language

__all__ = ["Generated", "in_language"]

T = TypeVar("T")


class Generated(NamedTuple):
    """One file to be written."""

    name: str  #: Below the folder of generated files, with forward slashes.
    text: str


def in_language(language: str, items: Iterator[T]) -> Iterator[T]:
    """Yield items, each made in a language.

    A generator shares its caller's context, so the language is set again for every item.
    """
    while True:
        with use_language(language):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item
