"""The reading texts as plain text: title, then a paragraph for each block, without notes and marks."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.book import Book
from jiaozhu.outputs.generated import Generated

__all__ = ["plain_files"]


def plain_files(book: Book) -> Iterator[Generated]:
    """Yield a file for each text, ``<siglum>/<text>.txt``."""
    for page in book.pages:
        blocks = [block.reading for block in page.blocks if block.reading]
        own_title = any(block.kind == "title" for block in page.blocks)
        paragraphs = blocks if own_title else [page.title, *blocks]
        yield Generated(f"{page.docname}.txt", "\n\n".join(paragraphs) + "\n")
