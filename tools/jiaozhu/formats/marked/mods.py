"""MODS: a library's description of a book. Titles, summaries, contents and notes are lines; the rest is metadata.

https://www.loc.gov/standards/mods/. Who wrote the book, who published it and when goes to ``about.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.packages import local, outermost, parse_xml, walk
from jiaozhu.formats.marked.visiting import words_of
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

__all__ = ["transcribe_mods"]

#: Elements that are text, and the kinds of their lines.
_LINES = {"titleInfo": "heading", "abstract": "p", "note": "p", "tableOfContents": "item"}
#: What parts the entries of a table of contents.
_ENTRIES = re.compile(r"(?<!\s)(?:\s++--\s++|[^\S\n]*+\n\s*+)")
#: Attributes that carry text.
_ATTRIBUTES = frozenset({"displayLabel", "altRepGroup"})
_AUTHORS = frozenset({"creator", "author", "aut", "cre"})


def transcribe_mods(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a record, or of a collection of records.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    root = parse_xml(data, limits)
    builder.expect(count_characters(data, attributes=frozenset(f"*@{name}" for name in _ATTRIBUTES)))
    records = list(outermost(root, "mods"))
    known = set(records)
    for number, record in enumerate(records, 1):
        _describe(builder, record)
        _leave_attributes(builder, record, f"mods {number}")
        _leave(builder, record.text, f"mods {number}")
        for part in record:
            _take(builder, part, f"mods {number}/{local(part)}")
            _leave(builder, part.tail, f"mods {number}")
    _leave_outside(builder, root, known)
    return builder.finish()


def _take(builder: TranscriptBuilder, part: Element, where: str) -> None:
    kind = _LINES.get(local(part))
    if kind is None:
        for element, _depth in walk(part):
            _leave_attributes(builder, element, where)
        for words in part.itertext():
            _leave(builder, words, where)
        return
    for element, _depth in walk(part):
        _leave_attributes(builder, element, where)
    text = "".join(part.itertext())
    entries = _ENTRIES.split(text) if kind == "item" else [" ".join(_words(part))]
    parts = [match.group() for match in _ENTRIES.finditer(text)] if kind == "item" else []
    for mark in parts:
        _leave(builder, mark, where)
    for entry in entries:
        shape = Shape(level=1) if kind in ("heading", "item") else None
        builder.add(" ".join(entry.split()), PageSpot(kind, at=where, shape=shape))


def _words(part: Element) -> Iterator[str]:
    """The words of an element, those of each inner one apart."""
    for text in part.itertext():
        if words := " ".join(text.split()):
            yield words


def _describe(builder: TranscriptBuilder, record: Element) -> None:
    """What ``about.yaml`` says of the book, of the first record that says it."""
    for part in record:
        name = local(part)
        if name == "titleInfo" and part.get("type") is None:
            builder.title = builder.title or " ".join(_words(part))
        elif name == "name" and not builder.author:
            roles = {words_of(element).casefold() for element, _ in walk(part) if local(element) == "roleTerm"}
            if not roles or roles & _AUTHORS:
                names = [words_of(item) for item in part if local(item) == "namePart" and item.get("type") != "date"]
                builder.author = " ".join(filter(None, names))
        elif name == "originInfo":
            for element, _depth in walk(part):
                if local(element) == "publisher":
                    builder.publisher = builder.publisher or words_of(element)
                elif local(element) in ("dateIssued", "dateCreated"):
                    builder.date = builder.date or words_of(element)


def _leave_outside(builder: TranscriptBuilder, root: Element, records: set[Element]) -> None:
    """Account for what a collection has around its records."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element in records:
            continue
        _leave_attributes(builder, element, local(element))
        _leave(builder, element.text, local(element))
        for part in element:
            _leave(builder, part.tail, local(element))
        stack += reversed(element)


def _leave_attributes(builder: TranscriptBuilder, element: Element, where: str) -> None:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] in _ATTRIBUTES:
            _leave(builder, value, where)


def _leave(builder: TranscriptBuilder, words: str | None, where: str) -> None:
    if words:
        builder.leave("metadata", words, where)
