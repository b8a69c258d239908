"""What the readers of HTML share: which elements are blocks, which are not text, and a tokenizer that never fails.

The standard library's tokenizer begins again at every ``<`` whose tag never ends, which takes the square of a text's
length, and what it makes of broken markup changes from one version to the next. This one takes every text apart in one
pass, whatever it holds: it remembers what it has looked for in vain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

__all__ = ["BLOCKS", "OPAQUE", "VOID", "Token", "tokens"]

#: Elements at whose borders a line of text ends.
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody td tfoot th thead "
    "title tr ul".split()
)
#: Elements whose content is not text.
OPAQUE = frozenset({"script", "style", "template", "noscript"})
#: Elements that have no end.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

#: Elements in which nothing but their own end is markup; it may have anything up to its ``>``, as browsers read it.
_RAW = {"script": re.compile(r"</\s*+script(?=[\s/>])", re.I), "style": re.compile(r"</\s*+style(?=[\s/>])", re.I)}
_TEXT_END = re.compile("[<&]")
_ENTITY = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][-.a-zA-Z0-9]*+);?")
_NAME = re.compile(r"[a-zA-Z][^\t\n\r\f />\x00]*+")
_GAP = re.compile(r"(?:\s|/(?!>))*+")
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/=>]*+)(\s*+=++\s*+)?")
_BARE_VALUE = re.compile(r"[^>\s]*+")
_COMMENT_END = re.compile(r"--\s*+>")
_SECTION = re.compile(r"<!\[(?:cdata|temp|ignore|include|rcdata)\[", re.I)
_SECTION_END = re.compile(r"\]\s*+\]\s*+>")
_CONDITION_END = re.compile(r"\]\s*+>")

#: Code points of what may be an element's name in a closing tag with blanks before it.
_LONGEST_NAME = 100

#: Code points of a ``noscript`` that are looked at, and those that are not blank from which on it is text.
_NOSCRIPT, _WORDS = 4000, 400
_TAG = re.compile(r"<[^<>]*+>")

_Attributes = tuple[tuple[str, str | None], ...]


class Token(NamedTuple):
    """A stretch of HTML; the tokens of a text follow one another without a gap."""

    start: int
    end: int
    kind: str  #: ``open``, ``close``, ``empty``, ``text``, ``entity``, or ``other`` for comments and declarations.
    name: str = ""  #: Of an element, in lower case.
    attributes: _Attributes = ()


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of HTML, in one pass.

    Args:
        text: The HTML, well-formed or not. What begins like a tag and never ends is text.
        start: Where it begins in the text, in code points.
    """
    scanner = _Scanner(text)
    at = start
    while at < len(text):
        token = scanner.token(at)
        if token.name == "noscript" and token.kind == "open" and _has_words(text, token.end):
            token = token._replace(name="div")
        yield token
        at = token.end
        if token.kind == "open" and token.name in _RAW:
            end = scanner.search(_RAW[token.name], at)
            border = end.start() if end else len(text)
            if border > at:
                yield Token(at, border, "text")
            at = border


def _has_words(text: str, start: int) -> bool:
    """Whether a ``noscript`` holds words, and not a picture or a request: pages that are made by scripts have their
    article there."""
    end = text.find("</noscript", start, start + _NOSCRIPT)
    content = text[start : end if end >= 0 else start + _NOSCRIPT]
    return len("".join(_TAG.sub("", content).split())) >= _WORDS


class _Scanner:
    """Finds one token at a time, and remembers what is not to be found in the rest of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[str, tuple[int, int]] = {}  # where a character was looked for last, and where it was found
        self._absent: set[re.Pattern[str]] = set()
        self._dead: set[int] = set()  # places between attributes from which no tag ends
        self._name_end = 0  # of the last name: what begins inside it ends there too

    def token(self, at: int) -> Token:
        """Return the token at a place."""
        char = self.text[at]
        if char == "<":
            return self._markup(at) or self._plain(at)
        if char == "&" and (entity := _ENTITY.match(self.text, at)):
            return Token(at, entity.end(), "entity")
        return self._plain(at)

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Return the next match of a pattern; places are asked for in rising order."""
        found = None if pattern in self._absent else pattern.search(self.text, start)
        if found is None:
            self._absent.add(pattern)
        return found

    def _find(self, needle: str, start: int) -> int:
        """Return where a character is next; -1 if it is not in the rest of the text."""
        asked, found = self._next.get(needle, (0, -1))
        if not asked <= start <= found:
            found = self.text.find(needle, start)
            found = len(self.text) if found < 0 else found
            self._next[needle] = start, found
        return found if found < len(self.text) else -1

    def _plain(self, at: int) -> Token:
        """Text up to what may be markup."""
        end = _TEXT_END.search(self.text, at + 1)
        return Token(at, end.start() if end else len(self.text), "text")

    def _markup(self, at: int) -> Token | None:
        following = self.text[at + 1 : at + 2]
        if following == "/":
            return self._close(at)
        if following == "!":
            return self._declaration(at)
        if following == "?":
            return self._other(at, at + 2)
        return self._open(at) if following.isascii() and following.isalpha() else None

    def _other(self, at: int, after: int) -> Token | None:
        end = self._find(">", after)
        return Token(at, end + 1, "other") if end >= 0 else None

    def _declaration(self, at: int) -> Token | None:
        if self.text.startswith("<!--", at):
            end = self.search(_COMMENT_END, at + 4)
            return Token(at, end.end(), "other") if end else None
        if self.text.startswith("<![", at):
            section = _SECTION.match(self.text, at)
            if end := self.search(_SECTION_END if section else _CONDITION_END, at + 3):
                return Token(at, end.end(), "other")
        return self._other(at, at + 2)

    def _close(self, at: int) -> Token | None:
        border = self._find(">", at + 2)
        if border < 0:
            return None
        if name := _NAME.match(self.text, at + 2):
            return Token(at, self._find(">", name.end()) + 1, "close", name.group().lower())
        spaced = self.text[at + 2 : min(border, at + _LONGEST_NAME)].strip()
        if _NAME.fullmatch(spaced):
            return Token(at, border + 1, "close", spaced.lower())
        return Token(at, border + 1, "other")

    def _open(self, at: int) -> Token | None:
        if self._find(">", at) < 0:
            return None
        if at + 1 >= self._name_end:
            name = _NAME.match(self.text, at + 1)
            self._name_end = name.end() if name else at + 1
        place = self._name_end
        passed: list[int] = []
        attributes: list[tuple[int, int, int, int]] = []
        while place not in self._dead:
            passed.append(place)
            if gap := _GAP.match(self.text, place):
                place = gap.end()
            if self.text.startswith((">", "/>"), place):
                kind, end = ("open", place + 1) if self.text[place] == ">" else ("empty", place + 2)
                return Token(at, end, kind, self.text[at + 1 : passed[0]].lower(), self._read(attributes))
            apart = self.text[place - 1].isspace() or self.text[place - 1] in "'\"/"
            found = _ATTRIBUTE.match(self.text, place) if apart else None
            if found is None:
                break
            start, place = (found.end(), self._value_end(found.end())) if found[2] else (-1, found.end())
            if place < 0:
                break
            attributes.append((*found.span(1), start, place))
        self._dead.update(passed)
        return None

    def _value_end(self, start: int) -> int:
        """Where a value ends, its quotes included; -1 if they are not closed."""
        quote = self.text[start : start + 1]
        if quote in ("'", '"'):
            return self._find(quote, start + 1) + 1 or -1
        bare = _BARE_VALUE.match(self.text, start)
        return bare.end() if bare else start

    def _read(self, attributes: list[tuple[int, int, int, int]]) -> _Attributes:
        """The attributes as they are meant, of the places of their names and values."""
        read = []
        for begin, end, start, stop in attributes:
            value = self.text[start:stop] if start >= 0 else None
            if value and value[0] in "'\"":
                value = value[1:-1]
            read.append((self.text[begin:end].lower(), unescape(value) if value else value))
        return tuple(read)
