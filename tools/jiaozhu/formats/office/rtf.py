"""RTF: every word on a line, with the lists, tables, notes and links that control words make of them.

Notes and text boxes follow the paragraph in which they are anchored. Comments, deletions, codes of fields, properties
and what a program marks as to be passed over are left out, with their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits, too_deep
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.office.docx_fields import address_of
from jiaozhu.formats.office.rtf_paragraphs import Paragraphs
from jiaozhu.formats.office.rtf_text import NO_TEXT, Characters, count_rtf
from jiaozhu.formats.office.rtf_tokens import RtfToken, code_page, fonts_of, rtf_tokens
from jiaozhu.formats.sample import Sample
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import lazy
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

__all__ = ["sniff_rtf", "transcribe_rtf"]

#: Parts that are left out, and as what.
_LEFT_OUT = {
    "info": "metadata", "revtbl": "metadata", "annotation": "comment", "atnid": "comment", "atnauthor": "comment",
    "atntime": "comment", "atndate": "comment", "fldinst": "field-code", "upr": "repeated", "htmltag": "markup",
    "footnotesep": "hidden", "ftnsep": "hidden", "ftnsepc": "hidden", "ftncn": "hidden", "aftnsep": "hidden",
    "aftnsepc": "hidden", "aftncn": "hidden", "xe": "hidden", "tc": "hidden", "userprops": "metadata",
    "docvar": "metadata", "ffdata": "form-field", "formfield": "form-field",
}  # fmt: skip
_SIGNATURE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\{\\rtf[0-9]?")
_FURNITURE = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
#: Parts after a ``\*`` that are text nevertheless.
_TEXT = frozenset("shppict shpinst shptxt ud fldrslt result listtext footnote nesttableprops".split())
_PICTURES = frozenset({"pngblip", "jpegblip", "dibitmap", "wmetafile", "emfblip", "macpict", "pmmetafile"})
#: Hexadecimal digits of a picture that are kept: of more, it is not.
_MOST_DIGITS = 60_000_000


@dataclass(slots=True)
class _Group:
    """What is in force between two braces."""

    kind: str = ""  #: What its words are left out as; ``none`` if its letters are no text; empty for text.
    word: str = ""  #: Of the part that begins with it.
    around: str = ""  #: The kind of the group around.
    font: int | None = None
    stands_in: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    is_starred: bool = False
    words: list[str] = field(default_factory=list)  #: Of what is left out, in groups inside too.
    begins: bool = True  #: Whether what is left out begins with it.
    close: list[Callable[[], None]] = field(default_factory=list)


def sniff_rtf(sample: Sample) -> Sniffed | None:
    """Claim a file that begins with RTF's first control word."""
    if _SIGNATURE.match(sample.data):
        return Sniffed(1.0, lazy("begins with {name}", name="{\\rtf"))
    return None


def transcribe_rtf(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an RTF file: one line a paragraph.

    Raises:
        UnreadableSource: It exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    builder.expect(count_rtf(data))
    reader = _Reader(builder, data, limits)
    builder.find_picture = reader.pictures.get
    reader.read(data)
    return builder.finish()


class _Reader:
    """Gives the words of a file to a flow."""

    def __init__(self, builder: TranscriptBuilder, data: bytes, limits: Limits) -> None:
        self.pictures: dict[str, bytes] = {}
        self._builder, self._limits = builder, limits
        self._fonts = fonts_of(data)
        self._characters = Characters(self._fonts)
        self._flow = Flow(builder, layout=False)
        self._paragraphs = Paragraphs(self._flow, data)
        self._groups = [_Group()]
        self._notes = 0
        self._digits: list[bytes] | None = None  #: Of the picture that is open.
        self._size = 0
        self._link = ""  #: The address in the last code of a field.
        self._starts: dict[str, Callable[[_Group], None]] = {
            "footnote": self._footnote,
            "shptxt": self._box,
            "pict": self._picture,
            "fldinst": self._code,
            "fldrslt": self._result,
            "object": self._object,
            **dict.fromkeys(_FURNITURE, self._furniture),
        }

    def read(self, data: bytes) -> None:
        """Take a file apart.

        Raises:
            UnreadableSource: Groups are nested too deeply.
        """
        for token in rtf_tokens(data):
            group = self._groups[-1]
            if self._digits is not None and token.kind in ("text", "byte", "word"):
                self._take_digits(token)
            self._put(self._characters.take(token, group.font, group.stands_in))
            if token.kind == "open":
                self._open(group)
            elif token.kind == "close":
                self._close()
            elif token.kind == "sign" and token.word == "*":
                group.is_starred = True
            elif token.kind == "sign" and token.word in "\r\n":
                self._paragraphs.end()
            elif token.kind == "word":
                self._word(token, group)
        self._put(self._characters.flush())
        while len(self._groups) > 1:
            self._close()
        self._paragraphs.end()
        self._leave(self._groups[0])

    def _open(self, group: _Group) -> None:
        if len(self._groups) > 5 * self._limits.depth:
            raise too_deep(5 * self._limits.depth)
        left_out = group.kind not in ("", "none")
        inner = replace(group, word="", around=group.kind, is_starred=False, close=[], begins=not left_out)
        inner.words = group.words if left_out else []
        self._groups.append(inner)
        self._paragraphs.open_group()

    def _close(self) -> None:
        if len(self._groups) == 1:  # what programs write at the end of a file, and other programs pass over
            return
        group = self._groups.pop()
        self._leave(group)
        for close in reversed(group.close):
            close()
        self._paragraphs.close_group()

    def _leave(self, group: _Group) -> None:
        words = "".join(group.words) if group.begins else ""
        if group.word == "title" and group.around == "metadata" and not self._builder.title:
            self._builder.title = words
        if words and group.kind not in ("", "none"):
            self._builder.leave(group.kind, words, group.word)
        elif words:
            self._builder.leave("hidden", words, group.word)

    def _word(self, token: RtfToken, group: _Group) -> None:
        word, number = token.word, token.number
        if word in NO_TEXT:
            group.kind, group.word = "none", word
            if word == "pict":
                self._picture(group)
        elif group.kind == "none":
            return
        elif word in _LEFT_OUT:
            self._begin(group, _LEFT_OUT[word], word)
        elif group.is_starred and word not in _TEXT:
            self._begin(group, group.kind or "hidden", word)
        elif word in self._starts and not (group.kind and word != "fldinst"):
            group.word = word
            self._starts[word](group)
        elif word == "ud":
            group.kind = ""
        elif word == "ansicpg":
            self._characters.encoding = code_page(number)
        elif word in ("f", "plain"):
            group.font = (number or 0) if word == "f" else None
            if word == "plain":
                group.is_hidden = group.is_deleted = False
        elif word == "uc":
            group.stands_in = max(0, min(number if number is not None else 1, 10))
        elif word == "v":
            group.is_hidden = number != 0
        elif word == "deleted":
            group.is_deleted = number != 0
        elif word == "title" and group.kind == "metadata":
            self._begin(group, group.kind, word)
        elif not group.kind:
            self._in_text(word, number)
        group.is_starred = False

    def _begin(self, group: _Group, kind: str, word: str) -> None:
        self._leave(group)  # what a damaged file has before the word that says what it is
        group.kind, group.word = kind, word
        group.words, group.begins = [], True
        if word == "fldinst":
            self._code(group)

    def _in_text(self, word: str, number: int | None) -> None:
        if word in ("chftn", "chatn"):
            self._mark()
        elif word == "line":
            self._flow.line_break()
        else:
            self._paragraphs.take(word, number)

    def _put(self, words: str) -> None:
        if not words:
            return
        group = self._groups[-1]
        if group.kind == "none":
            return
        if group.kind:
            group.words.append(words)
        elif group.is_hidden or group.is_deleted:
            self._builder.leave("hidden" if group.is_hidden else "deleted", words)
        else:
            self._paragraphs.begin(blank=not words.strip())
            self._flow.text(words)

    # Parts of their own

    def _beside(self, group: _Group, spot: PageSpot) -> None:
        self._flow.open(spot, beside=self._paragraphs.is_open)
        self._paragraphs.push()
        group.close.append(self._end_beside)

    def _end_beside(self) -> None:
        self._paragraphs.pop()
        self._flow.close()

    def _furniture(self, group: _Group) -> None:
        self._beside(group, PageSpot("furniture", at=group.word))

    def _box(self, group: _Group) -> None:
        self._beside(group, PageSpot("p", at=group.word))

    def _footnote(self, group: _Group) -> None:
        self._paragraphs.begin()
        self._notes += 1
        name = f"note-{self._notes}"
        if not self._paragraphs.has_mark:
            self._flow.show("note", name)
        self._paragraphs.has_mark = False
        self._beside(group, PageSpot("footnote", at=f"footnote {self._notes}", shape=Shape(note=name)))
        self._paragraphs.note = self._notes

    def _mark(self) -> None:
        """The number of a note, which the file leaves to the program that shows it."""
        if self._paragraphs.note:
            self._flow.mark("note-mark", f"[{self._paragraphs.note}] ")
            self._paragraphs.note = 0
        elif not self._paragraphs.is_in_note:
            self._paragraphs.begin()
            self._flow.begin("note", f"note-{self._notes + 1}")
            self._flow.supply("note-mark", f"[{self._notes + 1}]")
            self._flow.end()
            self._paragraphs.has_mark = True

    def _code(self, group: _Group) -> None:
        def remember() -> None:
            self._link = address_of("".join(group.words)) or self._link

        group.close.append(remember)

    def _result(self, group: _Group) -> None:
        address, self._link = self._link, ""
        if address:
            self._paragraphs.begin()
            number = self._paragraphs.number
            self._flow.begin("link", address)
            group.close.append(lambda: self._flow.end() if self._paragraphs.number == number else None)

    def _object(self, group: _Group) -> None:
        self._builder.leave("attachment", "", group.word)

    def _picture(self, group: _Group) -> None:
        if group.around == "none" or self._digits is not None:
            return
        self._digits, self._size = [], 0
        group.close.append(self._end_picture)

    def _take_digits(self, token: RtfToken) -> None:
        if self._digits is not None and self._size < _MOST_DIGITS and (token.kind == "text" or token.word == "bin"):
            self._digits.append(token.data if token.kind == "text" else token.data.hex().encode("ascii"))
            self._size += len(self._digits[-1])

    def _end_picture(self) -> None:
        digits, self._digits = b"".join(self._digits or ()).replace(b" ", b""), None
        name = f"picture {len(self.pictures) + 1}"
        try:
            self.pictures[name] = bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            self.pictures[name] = b""
        self._builder.leave("picture", "", name)
        self._flow.show("picture", name)
