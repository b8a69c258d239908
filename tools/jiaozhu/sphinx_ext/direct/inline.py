"""The words of a paragraph as HTML, from MyST's tokens: what docutils, Sphinx and our own transforms make of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from markdown_it.token import Token

from jiaozhu.sphinx_ext.direct.names import Names, Target
from jiaozhu.sphinx_ext.direct.records import Cited, Hole, Part, Pieces, Span, UnusualPageError
from jiaozhu.sphinx_ext.documents.rubies import READINGS, RUBY

__all__ = [
    "CLOSE_PLACE",
    "NAMED_PLACE",
    "PLACE",
    "Inline",
    "Marks",
    "attribute",
    "encode",
    "pieces_of",
    "start",
    "text_of",
]

#: As docutils writes text.
_SPECIAL = {ord("&"): "&amp;", ord("<"): "&lt;", ord('"'): "&quot;", ord(">"): "&gt;", ord("@"): "&#64;"}
_BLANKS = re.compile(r"[\n\r\t\v\f]")
_WORDS_AND_SPACES = re.compile(r"[^ \n]+| +|\n")
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:|\s*//", re.I)
#: What the theme shortens where it is an address that is shown whole.
_SHORTENED = re.compile(r"https?://(?:www\.)?(?:github|gitlab|bitbucket)\.", re.I)
#: The end of a link to a place on the page, and the kinds of such links: without and with classes or an id.
CLOSE_PLACE, PLACE, NAMED_PLACE = "\0place", "place", "named-place"
_CLOSE_RUBY = "</ruby>"
_KEYS = re.compile(r"[^{}\s,]+(?:,[^{}\s,]+)*\Z")


class Marks(Protocol):
    """Writes the marks of notes."""

    def mark(self, label: str, *, follows: bool) -> list[Part]:
        """Return the mark of a note, by the label of the note."""


def encode(text: str) -> str:
    """Return text as HTML."""
    return text.translate(_SPECIAL)


def attribute(value: str) -> str:
    """Return the value of an attribute as HTML."""
    return _BLANKS.sub(" ", value).translate(_SPECIAL)


def start(tag: str, classes: Sequence[str] = (), ids: Sequence[str] = (), **others: str) -> str:
    """Return a start tag. Further ids are elements of their own, inside it."""
    found = {name.replace("_", "-"): value for name, value in others.items()}
    shown: list[str] = []
    for name in classes:
        if name.startswith("language-"):
            found.setdefault("lang", name.removeprefix("language-"))
        elif name not in shown:
            shown.append(name)
    if shown:
        found["class"] = " ".join(shown)
    if ids:
        found["id"] = ids[0]
    inside = "".join([f'<span id="{id}"></span>' for id in ids[1:]])
    written = "".join([f' {name}="{attribute(found[name])}"' for name in sorted(found)])
    return f"<{tag}{written}>{inside}"


class Inline:
    """Writes the inline tokens of one page."""

    def __init__(
        self, names: Names, marks: Marks, citations: list[Cited], sounds: tuple[re.Pattern[str], str] | None
    ) -> None:
        self.names = names
        self.marks = marks
        self.citations = citations
        self.sounds = sounds
        self._handlers: Mapping[str, Callable[[Token], None]] = {
            "text": self._text,
            "softbreak": lambda token: self.out.append("\n"),
            "hardbreak": lambda token: self.out.append("<br />\n"),
            "code_inline": self._code,
            "em_open": lambda token: self._open("<em>", "</em>"),
            "strong_open": lambda token: self._open("<strong>", "</strong>"),
            "span_open": self._span,
            "link_open": self._link,
            "em_close": self._close,
            "strong_close": self._close,
            "span_close": self._close,
            "link_close": self._close,
            "myst_role": self._role,
            "footnote_ref": self._note,
        }
        self.out: list[Part] = []
        self._ends: list[tuple[str, bool, Any]] = []
        self._in_language = 0
        self._line = 0
        self.lent = ""  #: An id that something else has on the page; its own element has only the name.

    def write(self, tokens: Sequence[Token], line: int = 0) -> list[Part]:
        """Return the HTML of some tokens.

        Args:
            tokens: Children of an inline token.
            line: The line that they are on.

        Raises:
            UnusualPageError: There is something that is not written here.
        """
        self.out, self._ends, self._in_language, self._line, self._marked = [], [], 0, line, False
        for token in tokens:
            handler = self._handlers.get(token.type)
            if handler is None:
                raise UnusualPageError(f"a token {token.type}")
            self._after_mark, self._marked = self._marked, False
            handler(token)
        return self.out

    def _text(self, token: Token) -> None:
        if token.content:
            self.out.append(self.words(token.content))
        else:
            self._marked = self._after_mark

    def words(self, text: str) -> str:
        """Return words as HTML, with what is a pronunciation marked as such."""
        if self.sounds is None or self._in_language or not self.sounds[0].search(text):
            return encode(text)
        pattern, tag = self.sounds
        found, at = [], 0
        for match in pattern.finditer(text):
            found.append(f'{encode(text[at : match.start()])}<span lang="{tag}">{encode(match[0])}</span>')
            at = match.end()
        return f"{''.join(found)}{encode(text[at:])}"

    def _open(self, opening: str, closing: str, *, language: bool = False, wrap: Any = None) -> None:
        self.out.append(opening)
        self._ends.append((closing, language, wrap))
        self._in_language += language

    def _close(self, token: Token) -> None:
        closing, language, wrap = self._ends.pop()
        self._in_language -= language
        if wrap is not None:
            at, kind, target = wrap
            if any(not isinstance(part, str) for part in self.out[at:]):
                raise UnusualPageError("a link in a link")
            inner = "".join(part for part in self.out[at:] if isinstance(part, str))
            self.out[at:] = [Hole(kind, target, inner)]
        else:
            self.out.append(closing)

    def _code(self, token: Token) -> None:
        if token.attrs:
            raise UnusualPageError("attributes of code")
        pieces = []
        for piece in _WORDS_AND_SPACES.findall(encode(token.content)):
            if piece.strip():
                pieces.append(f'<span class="pre">{piece}</span>')
            else:
                pieces.append(piece if piece in (" ", "\n") else f"{'&#160;' * (len(piece) - 1)} ")
        self.out.append(f'<code class="docutils literal notranslate">{"".join(pieces)}</code>')

    def _span(self, token: Token) -> None:
        classes = str(token.attrs.get("class", "")).split()
        ids: list[str] = []
        if "id" in token.attrs:
            self.names.name(str(token.attrs["id"]), Target("inline", ids))
            if ids == [self.lent]:  # the term of the entry has it
                ids = []
        language = any(name.startswith("language-") for name in classes)
        inside = bool(self._ends) and self._ends[-1][0] == _CLOSE_RUBY
        if RUBY in classes:
            self._open(start("ruby", classes, ids), _CLOSE_RUBY, language=language)
        elif inside and (part := next((part for part in READINGS if part in classes), "")):
            self._open(f"<{READINGS[part]}>", f"</{READINGS[part]}>", language=language)
        else:
            self._open(start("span", classes, ids), "</span>", language=language)

    def _link(self, token: Token) -> None:
        href = str(token.attrs.get("href", ""))
        if token.info or "title" in token.attrs or set(token.attrs) - {"href", "class", "id"}:
            raise UnusualPageError("a link of another form")
        if href.startswith("#"):
            self._to_place(token, href[1:])
        elif _SCHEME.match(href):
            if not href.startswith(("http://", "https://")) or set(token.attrs) != {"href"} or _SHORTENED.match(href):
                raise UnusualPageError(f"a link to {href}")
            self._open(start("a", ("reference", "external"), href=href), "</a>")
        else:
            if set(token.attrs) != {"href"} or "#" in href or "%" in href or not href.endswith(".md"):
                raise UnusualPageError(f"a link to {href}")
            self._open("", "", wrap=(len(self.out) + 1, "doc", href))

    def _to_place(self, token: Token, name: str) -> None:
        """A link to a place on the page, which may come later: so it is resolved at the end."""
        classes = str(token.attrs.get("class", "")).split()
        if "external" in classes or "%" in name:
            raise UnusualPageError("a link of another form")
        ids, own = list[str](), str(token.attrs.get("id", ""))
        if own:
            self.names.name(own, Target("link", ids))
        kind = PLACE if not token.attrs.keys() - {"href"} else NAMED_PLACE
        opening = start("a", [*classes, "reference", "internal"], ids, href="#")
        self.out.append(Hole(kind, name, opening, own.lower()))
        self._ends.append((CLOSE_PLACE, False, None))

    def _note(self, token: Token) -> None:
        self.out += self.marks.mark(token.meta["label"], follows=self._after_mark)
        self._marked = True

    def _role(self, token: Token) -> None:
        name, content = token.meta["name"], token.content
        if content.startswith("!") or "\\" in content or "\0" in content:
            raise UnusualPageError(f"the role {name} of another form")
        if name == "cite":
            if not _KEYS.match(content):
                raise UnusualPageError("a citation of another form")
            id = self.names.count()
            self.citations.append(Cited(id, self._line, content))
            self.out.append(Hole("cite", content, id))
            return
        if name not in ("ref", "term"):
            raise UnusualPageError(f"the role {name}")
        found = _explicit(content)
        words, target = found or (content, content)
        if name == "ref":
            if not found:
                raise UnusualPageError("a reference without words")
            target = target.lower()
        self.out.append(Hole(name, " ".join(target.split()), self.words(words)))


def _explicit(content: str) -> tuple[str, str] | None:
    """The words and the target of a role that gives both, ``words <target>``; None of one that does not."""
    words, opening, target = content.removesuffix(">").rpartition("<")
    if not content.endswith(">") or not opening or not words:
        return None
    return words.rstrip() or words[0], target


def pieces_of(tokens: Sequence[Token]) -> Pieces:
    """Return the words of a heading as lists of contents have them: without links and marks.

    Raises:
        UnusualPageError: There is something else in it.
    """
    found: Pieces = []
    around: list[Pieces] = []
    for token in tokens:
        if token.type == "text":
            if token.content:
                found.append(token.content)
        elif token.type == "span_open":
            names = (str(token.attrs["id"]).lower(),) if "id" in token.attrs else ()
            span = Span(tuple(str(token.attrs.get("class", "")).split()), names, [])
            found.append(span)
            around.append(found)
            found = span.pieces
        elif token.type == "link_open":
            around.append(found)
            if str(token.attrs.get("href", "")).endswith(".md"):  # which page it is, is not known yet
                link = Span(("xref", "myst"), (), [])
                found.append(link)
                found = link.pieces
        elif token.type in ("span_close", "link_close"):
            found = around.pop()
        elif token.type != "footnote_ref":
            raise UnusualPageError(f"a token {token.type} in a heading")
    return found


def text_of(pieces: Pieces) -> str:
    """Return the words of a heading alone."""
    return "".join(piece if isinstance(piece, str) else text_of(piece.pieces) for piece in pieces)
