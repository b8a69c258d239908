"""The search data of a book without a site around it: its texts and its glossary."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.book import Book
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.search.nearness import near_script
from jiaozhu.outputs.search.records import entry_pages, text_pages
from jiaozhu.outputs.search.shards import search_scripts

__all__ = ["search_files"]


def search_files(book: Book) -> Iterator[Generated]:
    """Yield the scripts; the address of a page is its docname with ``.html``."""
    sources = {volume.source.siglum: volume.source.about.title for volume in book.volumes}
    texts = list(text_pages(book, lambda docname: f"{docname}.html"))
    reference = [page for _docname, page in entry_pages(book, lambda docname: f"{docname}.html")]
    title = book.corpus.info.title
    for script in search_scripts(reference, texts, book.dictionary, sources, title=title, profile=book.profile):
        yield Generated(script.name, script.text)
    near = near_script([*reference, *texts], book.profile)
    yield Generated(near.name, near.text)
