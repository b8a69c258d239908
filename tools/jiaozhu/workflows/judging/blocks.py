"""Changes of an edition's blocks, in the file as its editor wrote it: everything else stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.locale import _
from jiaozhu.model.edition import BlockSpec, LineRange, Piece
from jiaozhu.model.problem import NOWHERE

__all__ = ["Blocks", "NamedParagraph", "NotByLine"]


class NotByLine(ValueError):
    """Blocks that cannot be changed by the numbers of their lines; the message says why."""


class NamedParagraph(NamedTuple):
    """A paragraph in an edition."""

    text: int  #: Number of its text.
    spec: int  #: Number of the block in the file that names it.
    kind: str  #: As it is read.
    first: int  #: Its first and last line of the source, from 1.
    last: int
    opens: bool  #: Whether it is the first of its text.


class _Rewriting(NamedTuple):
    """What is to be there for a paragraph."""

    place: NamedParagraph
    items: list[CommentedMap]


class Blocks:
    """The blocks of a source's edition.

    Args:
        edited: The source.
        data: What ``edition.yaml`` holds, as ruamel.yaml has it; it is changed in place.
    """

    def __init__(self, edited: EditedSource, data: CommentedMap) -> None:
        self._edited, self._data = edited, data
        self._index = LineIndex(edited.document)

    def place(self, line: int) -> NamedParagraph:
        """Return the paragraph that a line of the source is in.

        Raises:
            NotByLine: It is in none, or is made of pieces of lines.
        """
        for number, text in enumerate(self._edited.texts):
            for at, block in enumerate(text.blocks):
                if block.kind == "gap" or not block.fragments:
                    continue
                numbers = [self._lines(fragment.span.start, fragment.span.end) for fragment in block.fragments]
                if not any(first <= line <= last for first, last in numbers):
                    continue
                if block.kind == "cell" or len(numbers) > 1:
                    break
                spec = self._spec(number, line)
                return NamedParagraph(number, spec, block.kind, *numbers[0], at == 0)
        raise NotByLine(_("line {line} is not a paragraph of its own: change edition.yaml by hand", line=line))

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        return self._index.locate(start)[0], self._index.locate(max(start, end - 1))[0]

    def _spec(self, text: int, line: int) -> int:
        for number, spec in enumerate(self._edited.texts[text].spec.blocks):
            if any(isinstance(name, LineRange) and name.first <= line <= name.last for name in spec.lines):
                if any(isinstance(name, Piece) or name.part is not None for name in spec.lines):
                    break
                return number
        raise NotByLine(_("line {line} is named in pieces: change edition.yaml by hand", line=line))

    def retype(self, place: NamedParagraph, kind: str) -> None:
        """Give a paragraph another kind."""
        self._rewrite([_Rewriting(place, [CommentedMap({kind: _named(place.first, place.last)})])])

    def omit(self, place: NamedParagraph, reason: str, resp: str) -> None:
        """Leave a paragraph out of its text."""
        self._rewrite([_Rewriting(place, [])])
        lines = CommentedSeq([_named(place.first, place.last)])
        lines.fa.set_flow_style()
        entry = CommentedMap({"lines": lines, "reason": DoubleQuotedScalarString(reason), "resp": resp})
        self._data.setdefault("omissions", CommentedSeq()).append(entry)

    def part(self, place: NamedParagraph, line: int) -> None:
        """Begin a paragraph at a line inside another.

        Raises:
            NotByLine: The paragraph begins there.
        """
        if not place.first < line <= place.last:
            raise NotByLine(_("line {line} already begins a paragraph", line=line))
        before = [name for name in (self._shown(place.first, line - 1), self._shown(line, place.last)) if name]
        self._rewrite([_Rewriting(place, [CommentedMap({place.kind: name}) for name in before])])

    def join(self, place: NamedParagraph, other: NamedParagraph, order: CommentedMap) -> None:
        """Read a paragraph as the continuation of another of the same text.

        Args:
            place: The paragraph that breaks off.
            other: What continues it.
            order: Why, if it is not the next one.

        Raises:
            NotByLine: They are in two texts, or are one paragraph.
        """
        if place.text != other.text or place == other:
            raise NotByLine(_("lines {first} and {second} are not of one text", first=place.first, second=other.first))
        lines = CommentedSeq([_named(place.first, place.last), _named(other.first, other.last)])
        lines.fa.set_flow_style()
        joined = CommentedMap({place.kind: lines})
        text = self._data["texts"][place.text]
        if self._edited.document.text[self._end(place.last) : self._start(other.first)].strip() and "order" not in text:
            text.insert(list(text).index("blocks"), "order", order)
        edits = sorted([_Rewriting(place, [joined]), _Rewriting(other, [])], key=lambda edit: edit.place.first)
        if place.spec == other.spec:
            self._rewrite(edits)
        else:
            for edit in sorted(edits, key=lambda item: -item.place.spec):
                self._rewrite([edit])

    def divide(self, place: NamedParagraph, id: str, title: str) -> None:
        """Begin another text at a paragraph.

        Args:
            place: The paragraph; it becomes the title if it is a heading.
            id: Of the new text.
            title: Of the new text, if it has none of its own.
        """
        texts, old = self._data["texts"], self._data["texts"][place.text]
        kind = "title" if place.kind in ("heading", "title") else place.kind
        self._rewrite([_Rewriting(place, [CommentedMap({kind: _named(place.first, place.last)})])])
        at = place.spec + (1 if self._left(place, 1, place.first - 1) else 0)
        after = list(old["blocks"])[at:]
        del old["blocks"][at:]
        made = CommentedMap({"id": id, "genre": old["genre"], "date": old.get("date")})
        if kind != "title":
            made.insert(1, "title", DoubleQuotedScalarString(title))
        if "order" in old:
            made["order"] = old["order"]
        made["blocks"] = CommentedSeq(after)
        texts.insert(place.text + 1, made)

    def unite(self, place: NamedParagraph) -> None:
        """Read a text as the end of the one before; its title becomes a heading.

        Raises:
            NotByLine: It is the first text.
        """
        if place.text == 0:
            raise NotByLine(_("no text is before it"))
        texts = self._data["texts"]
        gone = texts.pop(place.text)
        for item in gone["blocks"]:
            texts[place.text - 1]["blocks"].append(
                CommentedMap({"heading": item["title"]}) if "title" in item else item
            )
        if "order" in gone:
            texts[place.text - 1].setdefault("order", gone["order"])

    def _rewrite(self, edits: Sequence[_Rewriting]) -> None:
        """Put other blocks for some paragraphs of one block of the file; the rest of it stays."""
        first = edits[0].place
        items: list[CommentedMap] = []
        at = 1
        for place, made in edits:
            items += [*self._left(place, at, place.first - 1), *made]
            at = place.last + 1
        items += self._left(first, at, self._index.last)
        self._data["texts"][first.text]["blocks"][first.spec : first.spec + 1] = items

    def _left(self, place: NamedParagraph, low: int, high: int) -> list[CommentedMap]:
        """The block of the file that a paragraph is in, cut down to some lines; nothing, if none of them is its."""
        spec: BlockSpec = self._edited.texts[place.text].spec.blocks[place.spec]
        names = [
            name
            for line in spec.lines
            if isinstance(line, LineRange) and (name := self._shown(max(low, line.first), min(high, line.last)))
        ]
        if not names:
            return []
        value: Any = names[0]
        if len(names) > 1:
            value = CommentedSeq(names)
            value.fa.set_flow_style()
        return [CommentedMap({spec.kind: value})]

    def _shown(self, first: int, last: int) -> int | str | None:
        """Lines as a file names them, without blank ones at either end; None if none has text."""
        found = self._index.lines_of(LineRange(first, last, NOWHERE)) if first <= last else range(0)
        if not found:
            return None
        lines = self._edited.document.lines
        return _named(lines[found.start].number, lines[found.stop - 1].number)

    def _start(self, line: int) -> int:
        return self._index.file_line(line).start

    def _end(self, line: int) -> int:
        return self._index.file_line(line).end


def _named(first: int, last: int) -> int | str:
    return first if first == last else DoubleQuotedScalarString(f"{first}-{last}")
