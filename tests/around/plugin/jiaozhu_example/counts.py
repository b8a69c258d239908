"""An output: how many characters each text has."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.book import Book
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.registry import Output, Surroundings


def count(book: Book, around: Surroundings) -> Iterator[Generated]:
    """Yield one file: a line for each text."""
    lines = [f"{page.docname}\t{sum(len(block.reading) for block in page.blocks)}\n" for page in book.pages]
    yield Generated("counts.tsv", "".join(lines))


COUNTS = Output("counts", "characters of each text, as a table", count)
