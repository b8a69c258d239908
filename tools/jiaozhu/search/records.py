"""Records of everything that can be found: paragraphs, notes, source readings, glossary entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jiaozhu.model.term import Term
from jiaozhu.myst.body import plain_text
from jiaozhu.pipeline import Book


class Record(NamedTuple):
    """One thing that can be found."""

    page: int  #: Index into the list of pages.
    anchor: str
    kind: str  #: ``text``, ``note``, ``source`` (the source's reading of a changed place) or ``term``.
    text: str


def records_script(book: Book, address: Callable[[str], str]) -> str:
    """The records as a classic script that sets one global.

    Args:
        book: What is searched.
        address: The address of a generated page by its docname, from the site's root.
    """
    titles = [(address(page.docname), page.title, page.source_title) for page in book.pages]
    titles.append((address("glossary"), "词汇", ""))
    data = {"pages": titles, "records": list(_records(book, len(titles) - 1))}
    # In a script, U+2028 ends a line in old engines and "</" could end the element: JSON lets both be escaped.
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    body = body.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.jiaozhuRecords={body};\n"


def _records(book: Book, glossary: int) -> Iterator[Record]:
    for number, page in enumerate(book.pages):
        for block in page.blocks:
            if block.reading:
                yield Record(number, block.id, "text", block.reading)
            for change in block.changes:
                if change.source:
                    yield Record(number, block.id, "source", change.source)
            for note in block.notes:
                yield Record(number, block.id, "note", f"{note.note.target.quote}：{plain_text(note.note.body)}")
    for term in book.corpus.terms:
        yield Record(glossary, term.slug, "term", _entry(term))


def _entry(term: Term) -> str:
    return f"{'、'.join(term.strings)}　{term.pinyin}　{term.gloss}　{plain_text(term.definition)}"
