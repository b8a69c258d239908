"""The language of the corpus that is being read: what a file leaves out is said in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jiaozhu.locale import pgettext, use_language

#: The language of a corpus that does not say its own.
DEFAULT_LANGUAGE = "zh-CN"
_language: ContextVar[str] = ContextVar("jiaozhu_corpus_language", default=DEFAULT_LANGUAGE)


@contextmanager
def corpus_language(tag: str) -> Iterator[None]:
    """Read or write a corpus in this language for a while.

    Args:
        tag: A language tag, as ``corpus.yaml`` has it.
    """
    token = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(token)


def editor() -> str:
    """Return who answers for something if the file does not say: the edition's editor, in words."""
    with use_language(_language.get()):
        return pgettext("who answers if none is named", "the editor")
