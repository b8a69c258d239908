"""How a text is cited: metadata for machines, and forms of citation for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pybtex_gbt7714 import tex

from jiaozhu.language import label
from jiaozhu.locale import _, pgettext
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.model.page import Page

#: Code points of a description; what is longer is cut there.
_LONGEST_DESCRIPTION = 120


class Tag(NamedTuple):
    """One ``meta`` element."""

    key: str  #: ``name`` or ``property``.
    name: str
    content: str


def tags(page: Page, info: CorpusInfo, address: str) -> Iterator[Tag]:
    """Yield a text's metadata for Highwire Press (Google Scholar, Zotero), Dublin Core and Open Graph.

    Args:
        page: The text.
        info: What the corpus says of itself.
        address: The page's full address; empty if it is not known.
    """
    opening = next((block.reading for block in page.blocks if block.kind == "p" and block.reading), page.title)
    cut = len(opening) > _LONGEST_DESCRIPTION
    description = f"{opening[:_LONGEST_DESCRIPTION]}…" if cut else opening
    found = [
        Tag("name", "description", description),
        Tag("name", "citation_title", page.title),
        *(Tag("name", "citation_editor", editor) for editor in info.editors),
        Tag("name", "citation_inbook_title", info.title),
        Tag("name", "citation_publication_date", (revised(page) or page.date or "").replace("-", "/")),
        Tag("name", "citation_language", info.language),
        Tag("name", "citation_fulltext_html_url", address),
        Tag("name", "dcterms.source", _source(page)),
        Tag("property", "og:type", "article"),
        Tag("property", "og:title", page.title),
        Tag("property", "og:site_name", info.title),
        Tag("property", "og:description", description),
        Tag("property", "og:locale", info.language.replace("-", "_")),
        Tag("property", "og:url", address),
    ]
    return (tag for tag in found if tag.content)


def linked_data(page: Page, info: CorpusInfo, address: str) -> dict[str, object]:
    """Return a text's metadata as schema.org's vocabulary has them (JSON-LD); see ``tags``."""
    source: dict[str, object] = {"@type": "CreativeWork", "name": page.source_title, "datePublished": page.date}
    editors = [{"@type": "Person", "name": name} for name in info.editors]
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "inLanguage": info.language,
        "genre": label(page.genre),
        "temporalCoverage": page.date,
        "dateModified": revised(page) or None,
        "isBasedOn": _known(source),
        "isPartOf": {"@type": "Book", "name": info.title, "editor": editors},
        "url": address or None,
    }
    return _known(found)


def revised(page: Page) -> str:
    """Return the date of a text's edition: the last that its notes and proofreadings record, or an empty string."""
    return max([page.proof.date, *(note.note.date for note in page.notes)], default="")


def reference(page: Page, info: CorpusInfo) -> str:
    """Return a reference by GB/T 7714, with places for the line, the day and the address: ``@line@`` and so on.

    The standard treats a text as part of a collection (析出文献, type G): title[type]//editors. book. version:
    place in it[day of access]. address.
    """
    version = revised(page)
    return _(
        "{title}[G/OL]//{editors}. {book}. {version}Source: {source}: line @line@[@today@]. @url@.",
        title=page.title,
        editors=pgettext("between editors", ", ").join(info.editors),
        book=info.title,
        version=_("revised {date}. ", date=version) if version else "",
        source=_source(page),
    )


def bibtex(page: Page, info: CorpusInfo) -> str:
    """Return the same reference as a BibTeX entry, with the same places for what only the reader's page knows."""
    version = revised(page)
    note = _("Source: {source}; line @line@", source=_source(page))
    fields = {
        "title": tex(page.title),
        "booktitle": tex(info.title),
        "editor": " and ".join(f"{{{tex(editor)}}}" for editor in info.editors),
        "year": version[:4],
        "note": tex(note + (_("; revised {date}", date=version) if version else "")),
        "url": "@url@",
        "urldate": "@today@",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@incollection{{{page.siglum}-{page.text},\n{lines}\n}}"


def _source(page: Page) -> str:
    return _("{title}, {date}", title=page.source_title, date=page.date) if page.date else page.source_title


def _known(fields: dict[str, object]) -> dict[str, object]:
    """``fields`` without those that are not known."""
    return {key: value for key, value in fields.items() if value is not None}
