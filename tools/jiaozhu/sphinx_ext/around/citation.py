"""How a text is cited: metadata for machines, and forms of citation for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pybtex_gbt7714 import tex

from jiaozhu.edition.versions import revised
from jiaozhu.language import label
from jiaozhu.locale import _, pgettext
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.model.page import Page
from jiaozhu.sphinx_ext.identity import Identity

__all__ = ["Cited", "Tag", "bibtex", "linked_data", "reference", "tags"]


class Tag(NamedTuple):
    """One ``meta`` element."""

    key: str  #: ``name`` or ``property``.
    name: str
    content: str


class Cited(NamedTuple):
    """A text with all that a reference to it needs."""

    page: Page
    info: CorpusInfo  #: What the corpus says of itself.
    edition: Identity
    address: str  #: The page's full address; empty if it is not known.
    pdf: str = ""  #: Full address of the text as a PDF, likewise.


def tags(cited: Cited) -> Iterator[Tag]:
    """Yield a text's metadata for Highwire Press (Google Scholar, Zotero) and Dublin Core."""
    page, info = cited.page, cited.info
    found = [
        Tag("name", "citation_title", page.title),
        *(Tag("name", "citation_author", author) for author in page.authors),
        *(Tag("name", "citation_editor", editor) for editor in info.editors),
        Tag("name", "citation_inbook_title", info.title),
        Tag("name", "citation_publication_date", (revised(page) or page.date or "").replace("-", "/")),
        Tag("name", "citation_language", info.language),
        Tag("name", "citation_fulltext_html_url", cited.address),
        Tag("name", "citation_pdf_url", cited.pdf),
        *(Tag("name", "dcterms.creator", author) for author in page.authors),
        Tag("name", "dcterms.source", _source(page)),
        Tag("name", "dcterms.license", cited.edition.licence_address),
    ]
    return (tag for tag in found if tag.content)


def linked_data(cited: Cited) -> dict[str, object]:
    """Return a text's metadata as schema.org's vocabulary has them (JSON-LD)."""
    page, info, edition = cited.page, cited.info, cited.edition
    authors = [{"@type": "Person", "name": name} for name in page.authors]
    source: dict[str, object] = {
        "@type": "CreativeWork",
        "name": page.source_title,
        "datePublished": page.date,
        "author": authors or None,
    }
    book: dict[str, object] = {
        "@type": "Book",
        "name": info.title,
        "editor": [{"@type": "Person", "name": name} for name in info.editors],
        "version": edition.version or None,
        "url": edition.base or None,
    }
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "author": authors or None,
        "inLanguage": info.language,
        "genre": label(page.genre),
        "temporalCoverage": page.date,
        "dateModified": revised(page) or None,
        "license": edition.licence_address or None,
        "isBasedOn": known(source),
        "isPartOf": known(book),
        "url": cited.address or None,
    }
    return known(found)


def reference(cited: Cited, *, online: bool = True) -> str:
    """Return a reference by GB/T 7714, with places for the line, the day and the address: ``@line@`` and so on.

    The standard treats a text as part of a collection (析出文献, type G): authors. title[type]//editors. book. version:
    place in it[day of access]. address.

    Args:
        cited: The text.
        online: Whether it names an address and the day; a site on a disk has no address that others could follow.
    """
    page, info = cited.page, cited.info
    comma = pgettext("between editors", ", ")
    parts = {
        "title": f"{comma.join(page.authors)}. {page.title}" if page.authors else page.title,
        "editors": comma.join(info.editors),
        "book": info.title,
        "version": _version(cited),
        "source": _source(page),
    }
    if online:
        return _("{title}[G/OL]//{editors}. {book}. {version}Source: {source}: line @line@[@today@]. @url@.", **parts)
    return _("{title}[G]//{editors}. {book}. {version}Source: {source}: line @line@.", **parts)


def bibtex(cited: Cited) -> str:
    """Return the same reference as a BibTeX entry, with the same places for what only the reader's page knows.

    What needs an address is on lines of its own, so that a page without one can leave them out.
    """
    page, info = cited.page, cited.info
    version = revised(page)
    note = _("Source: {source}; line @line@", source=_source(page))
    fields = {
        "author": " and ".join(f"{{{tex(author)}}}" for author in page.authors),
        "title": tex(page.title),
        "booktitle": tex(info.title),
        "editor": " and ".join(f"{{{tex(editor)}}}" for editor in info.editors),
        "edition": tex(cited.edition.version),
        "year": version[:4],
        "note": tex(note + (_("; revised {date}", date=version) if version else "")),
        "url": "@url@",
        "urldate": "@today@",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@incollection{{{page.siglum}-{page.text},\n{lines}\n}}"


def known(fields: dict[str, object]) -> dict[str, object]:
    """Return ``fields`` without those that are not known."""
    return {key: value for key, value in fields.items() if value is not None}


def _version(cited: Cited) -> str:
    """The edition's version and the date of the text's last revision, each as a sentence; empty without."""
    date = revised(cited.page)
    version = _("version {version}. ", version=cited.edition.version) if cited.edition.version else ""
    return version + (_("revised {date}. ", date=date) if date else "")


def _source(page: Page) -> str:
    return _("{title}, {date}", title=page.source_title, date=page.date) if page.date else page.source_title
