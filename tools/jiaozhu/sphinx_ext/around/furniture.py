"""What is around a text on its page: metadata, its neighbours, what is named in it, whose work it is.

All of it comes from the book, not from the document, and a change of it does not change the document. So each page's
furniture has a digest in the environment, and a page whose furniture has changed is read and written again. What it
looks like is in the templates ``jz-text-head.html`` and ``jz-text-foot.html``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from jiaozhu.edition.credits import History, page_credit
from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.language import label
from jiaozhu.locale import _, ngettext, pgettext
from jiaozhu.markup.script import script_literal
from jiaozhu.model.credit import PageCredit
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.entries import anchor, home
from jiaozhu.sphinx_ext.around.citation import Cited, Tag, bibtex, linked_data, reference, tags
from jiaozhu.sphinx_ext.around.facsimiles import PageLink, facsimile_data, page_links
from jiaozhu.sphinx_ext.around.form_data import form_data
from jiaozhu.sphinx_ext.identity import Identity
from jiaozhu.sphinx_ext.offers import Download
from jiaozhu.sphinx_ext.products import BOOKS, part_name

__all__ = ["Furniture", "Site", "furnish"]

#: At most so many neighbours on either side: a volume may have hundreds.
_NEIGHBOURS = 6


class Neighbour(NamedTuple):
    """Another text of the same source, or this one."""

    title: str
    position: str  #: Where it is on its source, as the edition has it; may be empty.
    address: str  #: Empty if it is this text.


class Beside(NamedTuple):
    """The texts of one source."""

    source: str  #: Its title.
    address: str  #: Of its page.
    texts: tuple[Neighbour, ...]
    left_out: int  #: How many texts are not among them.


class Mention(NamedTuple):
    """A term that a text names."""

    headword: str
    address: str
    times: int


class Group(NamedTuple):
    """The terms of one kind that a text names, the most frequent first."""

    label: str
    mentions: tuple[Mention, ...]


class Furniture(NamedTuple):
    """What is around one text. Addresses are relative to its page."""

    tags: tuple[Tag, ...]
    linked_data: str  #: JSON for schema.org, which can end no element.
    data: str  #: JSON for our own scripts, likewise.
    downloads: tuple[Download, ...]  #: Addresses are relative to the page.
    beside: Beside | None  #: None if it is the only text of its source.
    named: tuple[Group, ...]
    credits: tuple[tuple[str, str], ...]  #: Roles, and the names of those who had them.
    contributors: str  #: Address of the page with all of them.
    pictures: tuple[PageLink, ...] = ()  #: Of the pages that it is on, where readers may see them.
    facsimile: str = ""  #: JSON for the viewer of those that are on this site.

    def digest(self, templates: str) -> str:
        """Return a digest that changes when anything of it does.

        Args:
            templates: The digest of the templates.
        """
        return hashlib.sha256(f"{templates}\n{self!r}".encode("utf-8", "replace")).hexdigest()[:16]


class Site(NamedTuple):
    """What furniture needs to know of the site."""

    folder: str  #: Of generated pages.
    edition: Identity
    relative: Callable[[str, str], str]  #: The address of a page from another.
    absolute: Callable[[str], str]  #: The address of a page from the site's root.
    #: What is offered of each text, by docname.
    downloads: Mapping[str, tuple[Download, ...]] = MappingProxyType({})


def furnish(book: Book, site: Site, history: History) -> dict[str, Furniture]:
    """Return the furniture of every text, by docname.

    Args:
        book: The book.
        site: The site it is for.
        history: Who changed which file of the corpus.
    """
    return {
        f"{site.folder}/{page.docname}": _furniture(book, volume, number, site, history)
        for volume in book.volumes
        for number, page in enumerate(volume.pages)
    }


def _furniture(book: Book, volume: Volume, number: int, site: Site, history: History) -> Furniture:
    page, info = volume.pages[number], book.corpus.info
    docname = f"{site.folder}/{page.docname}"
    root = "../" * site.absolute(docname).count("/")
    base, pdf = site.edition.base, _book(page, site)
    address = base and base + site.absolute(docname)
    cited = Cited(page, info, site.edition, address, base + pdf if base and pdf else "")
    forms = {
        "url": address,
        "reference": reference(cited),
        "unlinked": reference(cited, online=False),
        "bibtex": bibtex(cited),
    }
    return Furniture(
        tuple(tags(cited)),
        script_literal(linked_data(cited)),
        script_literal({**form_data(page), **forms}),
        tuple(item._replace(address=root + item.address) for item in site.downloads.get(page.docname, ())),
        _beside(volume, number, site, docname),
        tuple(_named(book, page, site, docname)),
        tuple(_credits(page_credit(page, history))),
        site.relative(docname, f"{site.folder}/contributors"),
        page_links(volume, page, root),
        facsimile_data(volume, page, root),
    )


def _book(page: Page, site: Site) -> str:
    """Where the text's own book is, from the site's root; empty if it has no book."""
    name = f"{BOOKS}/{part_name(page.docname)}.pdf"
    return name if any(item.address == name for item in site.downloads.get(page.docname, ())) else ""


def _beside(volume: Volume, number: int, site: Site, docname: str) -> Beside | None:
    """The texts of the same source, in its order, as many as are near."""
    pages = volume.pages
    if len(pages) < 2:
        return None
    around = pages[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
    texts = tuple(
        Neighbour(
            page.title,
            page.position,
            "" if page is pages[number] else site.relative(docname, f"{site.folder}/{page.docname}"),
        )
        for page in around
    )
    address = site.relative(docname, f"{site.folder}/{volume.source.siglum}/index")
    return Beside(volume.source.about.title, address, texts, len(pages) - len(around))


def _named(book: Book, page: Page, site: Site, docname: str) -> Iterator[Group]:
    """Terms of the glossary in the text: those of each kind that names something, then words."""
    counts = Counter(match.slug for block in page.blocks for match in block.terms)
    address = cache(lambda page: site.relative(docname, f"{site.folder}/{page}"))
    groups: dict[str, list[Term]] = {}
    for slug in counts:
        term = book.terms[slug]
        groups.setdefault(term.kind.id if term.kind.group else "", []).append(term)
    kinds = [(kind.id, label(kind)) for kind in book.corpus.info.kinds.terms if kind.group]
    for id, shown in (*kinds, ("", _("Words"))):
        if id in groups:
            ordered = sorted(groups[id], key=lambda term: -counts[term.slug])
            mentions = [
                Mention(term.headword, f"{address(home(term))}#{anchor(term.slug)}", counts[term.slug])
                for term in ordered
            ]
            yield Group(shown, tuple(mentions))


def _credits(credit: PageCredit) -> Iterator[tuple[str, str]]:
    """Whose work the page is: each role that somebody had."""
    comma = pgettext("between names", ", ")
    rows = {
        _("Edition"): comma.join(credit.edition),
        _("Corrections"): comma.join(_places(credit.emendations)),
        _("Notes"): comma.join(_notes(credit.notes)),
        _("Proofreading"): comma.join(credit.readers),
        _("Last revised"): credit.last,
    }
    return ((role, names) for role, names in rows.items() if names)


def _places(people: Sequence[tuple[str, int]]) -> Iterator[str]:
    for name, count in people:
        yield ngettext("{name} ({count} place)", "{name} ({count} places)", count, name=name, count=count)


def _notes(people: Sequence[tuple[str, int]]) -> Iterator[str]:
    for name, count in people:
        yield ngettext("{name} ({count} note)", "{name} ({count} notes)", count, name=name, count=count)
