"""Mobipocket and Kindle books (MOBI, AZW3): the markup in their records, as that of web pages is read.

The libraries that read them may not be used under this project's licence, so the records are read here. Books that are
encrypted, or compressed as Amazon's shop does it, are refused by name.
"""

from __future__ import annotations

import re

from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_markup
from jiaozhu.formats.marked.markup_lines import MarkupLines
from jiaozhu.formats.marked.palm import PalmBook
from jiaozhu.formats.sample import Sample
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import lazy
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import Transcript

__all__ = ["sniff_mobi", "transcribe_mobi"]

_SIGNATURES = (b"BOOKMOBI", b"TEXtREAd")
_EMBEDDED = re.compile(r"kindle:embed:([0-9A-V]{4,8})\b")
_NUMBER = re.compile(r"picture ([0-9]{1,6})")
#: Numbers of metadata: authors, publisher, date, title.
_AUTHORS, _PUBLISHER, _DATE, _TITLE = 100, 101, 106, 503


def sniff_mobi(sample: Sample) -> Sniffed | None:
    """Claim a database of Palm's whose kind is that of books."""
    kind = sample.data[60:68]
    return Sniffed(1.0, lazy("the database is of the kind {name}", name=kind.decode())) if kind in _SIGNATURES else None


def transcribe_mobi(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a book.

    Raises:
        UnreadableSource: It is damaged, encrypted or compressed in a way that is not read, or exceeds the limits.
    """
    book = PalmBook(data, limits)
    header = book.header
    text = book.text().decode(header.encoding, "replace").replace("\x00", "")
    builder = TranscriptBuilder(limits)
    if book.missing:
        builder.notes.append(
            lazy("the records of the book have {n} bytes of text less than it says", n=f"{book.missing:,}")
        )
    builder.expect(count_markup(text) + sum(solid(words) for said in header.said.values() for words in said))
    for kind, said in header.said.items():
        for words in said:
            builder.leave("metadata", words, f"EXTH {kind}")
    first = {kind: said[0] for kind, said in header.said.items()}
    builder.title = first.get(_TITLE, "") or header.title
    builder.author = ", ".join(header.said.get(_AUTHORS, [])[:10])
    builder.publisher, builder.date = first.get(_PUBLISHER, ""), first.get(_DATE, "")
    builder.find_picture = lambda address: _picture(book, address)
    MarkupLines(builder, limits, resolve=_resolved).read(text)
    return builder.finish()


def _resolved(address: str) -> str:
    """What an address is called: a picture by its number."""
    if address.isascii() and address.isdigit() and len(address) < 7:
        return f"picture {int(address)}"
    if found := _EMBEDDED.match(address):
        return f"picture {int(found.group(1), 32)}"
    return address


def _picture(book: PalmBook, address: str) -> bytes | None:
    found = _NUMBER.fullmatch(address)
    return book.picture(int(found.group(1))) if found else None
