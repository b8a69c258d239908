"""How much text a file has: walks that share nothing with the readers, so that they find what a reader loses.

They go over the events of Expat, where readers go over trees or over tokens of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from html import unescape
from html.entities import html5
from xml.parsers import expat

from jiaozhu.formats.marked.packages import in_utf8
from jiaozhu.formats.web.html_tokens import tokens
from jiaozhu.model.file_account import solid

__all__ = ["HTML_TEXT", "count_characters", "count_markup"]

#: Attributes of HTML that carry text, of any element (``*``) or of one.
HTML_TEXT = frozenset("*@alt *@title *@aria-label *@placeholder *@summary *@label meta@content input@value".split())
#: Elements of HTML that hold programs.
_PROGRAMS = frozenset({"script", "style"})
_NOTHING: frozenset[str] = frozenset()


class _Counter:
    """Counts what Expat reports."""

    def __init__(
        self, only: Collection[str] | None, attributes: Collection[str], empty: Collection[str], never: Collection[str]
    ) -> None:
        self.total = 0
        self.under = ""  #: The element in which text is counted, at any depth; empty for the whole file.
        self._around = 0
        self._only, self._attributes, self._empty, self._never = only, attributes, empty, never
        self._inside: list[bool] = []

    def start(self, name: str, values: dict[str, str]) -> None:
        element = name.rpartition(":")[2]
        self._around += bool(self._around) or not self.under or element == self.under
        hidden = element in self._never or (bool(self._inside) and not self._inside[-1] and self._only is None)
        self._inside.append(not hidden and (self._only is None or element in self._only))
        if not self._around:
            return
        self.total += element in self._empty
        for key, value in values.items():
            own = key.rpartition(":")[2]
            if f"{element}@{own}" in self._attributes or f"*@{own}" in self._attributes:
                self.total += solid(value)

    def end(self, _name: str) -> None:
        self._inside.pop()
        self._around = max(0, self._around - 1)

    def characters(self, words: str) -> None:
        if self._around and self._inside and self._inside[-1]:
            self.total += solid(words)

    def skipped(self, name: str, _parameter: bool) -> None:
        self.characters(html5.get(f"{name};", "?"))


def count_characters(
    data: bytes,
    *,
    only: Collection[str] | None = None,
    attributes: Collection[str] = _NOTHING,
    empty: Collection[str] = _NOTHING,
    never: Collection[str] = _NOTHING,
    under: str = "",
) -> int:
    """Return how many characters of an XML file are text, blanks aside.

    Args:
        data: XML that has been parsed before, so that it is known to be harmless.
        only: The elements in which characters are text, without prefixes; None for all.
        attributes: Those that carry text, each as ``element@attribute`` without prefixes; ``*`` for any element.
        empty: Elements that are a character each.
        never: Elements in which nothing is text.
        under: The element in which text is counted; empty for the whole file.
    """
    counter = _Counter(only, attributes, empty, never)
    counter.under = under
    _feed(expat.ParserCreate(), counter, in_utf8(data))
    return counter.total


def count_markup(text: str, attributes: Collection[str] = HTML_TEXT) -> int:
    """Return how many characters of an HTML file are text, blanks aside.

    What is well-formed XML is counted by Expat, without anything from elsewhere; the rest by its tokens.

    Args:
        text: HTML or XHTML.
        attributes: As for ``count_characters``.
    """
    counter = _Counter(None, attributes, (), _PROGRAMS)
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)
    parser.ExternalEntityRefHandler = lambda *_: 1
    parser.SkippedEntityHandler = counter.skipped
    parser.EntityDeclHandler = _refuse
    try:
        _feed(parser, counter, text.encode("utf-8", "replace"))
    except (expat.ExpatError, ValueError):
        return _count_tokens(text, attributes)
    return counter.total


def _feed(parser: expat.XMLParserType, counter: _Counter, data: bytes) -> None:
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    parser.CharacterDataHandler = counter.characters
    parser.Parse(data, True)


def _refuse(*_: object) -> None:
    raise ValueError("an entity is declared")


def _count_tokens(text: str, attributes: Collection[str]) -> int:
    total = 0
    program = False
    for token in tokens(text):
        content = text[token.start : token.end]
        if token.kind in ("open", "close", "empty") and token.name.rpartition(":")[2] in _PROGRAMS:
            program = token.kind == "open"
        if token.kind in ("text", "entity"):
            total += 0 if program else solid(unescape(content))
        elif token.kind == "other" and content.startswith("<![CDATA["):
            total += solid(content[9:].removesuffix("]]>"))
        for key, value in token.attributes:
            element, own = token.name.rpartition(":")[2], key.rpartition(":")[2]
            if value and (f"{element}@{own}" in attributes or f"*@{own}" in attributes):
                total += solid(value)
    return total
