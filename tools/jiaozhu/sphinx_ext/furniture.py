"""What stands around a text on its page: metadata for machines, ways to cite it, its neighbours, what is named in it.

All of it comes from the book, not from the document, and a change of it does not change the document. So each page's
furniture has a digest in the environment, and a page whose furniture has changed is read and written again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from pybtex_gbt7714 import ADMITTED, tex

from jiaozhu.edition.credits import History, page_credit
from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.language import label
from jiaozhu.model.credit import PageCredit
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.model.work import WORK_KINDS
from jiaozhu.outputs.myst.glossary import anchor
from jiaozhu.sphinx_ext.form_data import lines_name
from jiaozhu.sphinx_ext.printing import part_name

#: Where the books of single texts are, from the site's root.
BOOKS = "pdf"
#: At most so many neighbours on either side: a volume may have hundreds.
_NEIGHBOURS = 6


class Furniture(NamedTuple):
    """HTML for a text's page. Addresses in it are functions of the page: ``{docname}`` is put in when it is written."""

    head: str
    foot: str

    @property
    def digest(self) -> str:
        """Changes when anything of it does."""
        return hashlib.sha256(f"{self.head}\n{self.foot}".encode("utf-8", "replace")).hexdigest()[:16]


class Site(NamedTuple):
    """What furniture needs to know of the site."""

    folder: str  #: Of generated pages.
    base: str  #: Address of the site, with a slash at its end; empty if not known.
    relative: Callable[[str, str], str]  #: The address of a page from another.
    absolute: Callable[[str], str]  #: The address of a page from the site's root.
    books: frozenset[str] = frozenset()  #: Names of the books of single texts that the site has.
    corpus: str = "corpus"  #: The corpus folder, from the top of the repository.
    create: str = ""  #: The host's page for a new file, with ``@path@`` and ``@content@`` in it; empty if not known.


def furnish(book: Book, site: Site, history: History) -> dict[str, Furniture]:
    """The furniture of every text, by the name of its document."""
    found = {}
    for volume in book.volumes:
        for number, page in enumerate(volume.pages):
            docname = f"{site.folder}/{page.docname}"
            head = _head(book, page, site, docname)
            parts = [
                _book(page, site, docname),
                _beside(volume, number, site, docname),
                _named(book, page, site, docname),
                _credits(page_credit(page, history), escape(site.relative(docname, f"{site.folder}/contributors"))),
            ]
            foot = "\n".join(filter(None, parts))
            found[docname] = Furniture(head, foot)
    return found


# For machines ---------------------------------------------------------------------------------------------------------


def _head(book: Book, page: Page, site: Site, docname: str) -> str:
    info = book.corpus.info
    address = site.base + site.absolute(docname) if site.base else ""
    source = f"{page.source_title}，{page.date}" if page.date else page.source_title
    opening = next((block.reading for block in page.blocks if block.kind == "p" and block.reading), page.title)
    description = f"{opening[:120]}…" if len(opening) > 120 else opening
    tags = [
        ("name", "description", description),
        ("name", "citation_title", page.title),
        *(("name", "citation_editor", editor) for editor in info.editors),
        ("name", "citation_inbook_title", info.title),
        ("name", "citation_publication_date", (revised(page) or page.date or "").replace("-", "/")),
        ("name", "citation_language", info.language),
        ("name", "citation_fulltext_html_url", address),
        ("name", "dcterms.source", source),
        ("property", "og:type", "article"),
        ("property", "og:title", page.title),
        ("property", "og:site_name", info.title),
        ("property", "og:description", description),
        ("property", "og:locale", info.language.replace("-", "_")),
        ("property", "og:url", address),
    ]
    lines = [f'<meta {key}="{name}" content="{escape(value)}"/>' for key, name, value in tags if value]
    linked = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "inLanguage": info.language,
        "genre": label(page.genre),
        "temporalCoverage": page.date,
        "dateModified": revised(page) or None,
        "isBasedOn": {"@type": "CreativeWork", "name": page.source_title, "datePublished": page.date},
        "isPartOf": {"@type": "Book", "name": info.title, "editor": [_person(name) for name in info.editors]},
        "url": address or None,
    }
    lines.append(_json("application/ld+json", _without_nothing(linked)))
    lines.append(_json("application/json", _citation(book, page, source, address, site), id="jz-data"))
    return "\n".join(lines)


def revised(page: Page) -> str:
    """The date of the edition of a text: the last that its notes and proofreadings record; empty without any."""
    return max([page.proof.date, *(note.note.date for note in page.notes)], default="")


def _citation(book: Book, page: Page, source: str, address: str, site: Site) -> dict[str, Any]:
    """Forms of citation with places for the line, the day and the address: ``@line@``, ``@today@``, ``@url@``.

    GB/T 7714 treats a text as part of a collection (析出文献, 类型标识 G): title[type]//editors. book. version:
    place in it[day of access]. address.
    """
    info = book.corpus.info
    editors = "，".join(info.editors)
    version = revised(page)
    edition = f"{version}修订版. " if version else ""
    reference = f"{page.title}[G/OL]//{editors}. {info.title}. {edition}底本：{source}: 第@line@行[@today@]. @url@."
    note = f"底本：{source}；第@line@行" + (f"；{version}修订版" if version else "")
    fields = {
        "title": page.title,
        "booktitle": info.title,
        "editor": " and ".join(f"{{{tex(editor)}}}" for editor in info.editors),
        "year": version[:4],
        "note": note,
        "url": "@url@",
        "urldate": "@today@",
    }
    written = ",\n".join(
        f"  {name} = {{{value if name in ('editor', 'url') else tex(value)}}}"
        for name, value in fields.items()
        if value
    )
    return {
        "text": page.text,
        "source": page.siglum,
        "notes": f"{site.corpus}/sources/{page.siglum}/notes/",
        "emendations": f"{site.corpus}/sources/{page.siglum}/emendations/",
        "lines": lines_name(page.siglum, page.text),
        "kinds": [[name, kind.shown, kind.asked, kind.required] for name, kind in WORK_KINDS.items()],
        "admits": ADMITTED.pattern,
        "create": site.create,
        "url": address,
        "reference": reference,
        "bibtex": f"@incollection{{{page.siglum}-{page.text},\n{written}\n}}",
    }


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return value


def _json(type: str, data: Any, id: str = "") -> str:
    """Data in the page; nothing in it can end its element."""
    body = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c").replace("&", "\\u0026")
    name = f' id="{id}"' if id else ""
    return f'<script type="{type}"{name}>{body}</script>'


# For readers ----------------------------------------------------------------------------------------------------------


def _book(page: Page, site: Site, docname: str) -> str:
    """The way to the text as a PDF, if there is one."""
    name = part_name(page.docname)
    if name not in site.books:
        return ""
    root = "../" * site.absolute(docname).count("/")
    return f'<p class="jz-book"><a href="{root}{BOOKS}/{escape(name)}.pdf">本篇的 PDF</a></p>'


def _beside(volume: Volume, number: int, site: Site, docname: str) -> str:
    """The other texts of the same source, in its order, with the places they had on it."""
    pages = volume.pages
    if len(pages) < 2:
        return ""
    first = max(0, number - _NEIGHBOURS)
    around = pages[first : number + _NEIGHBOURS + 1]
    items = [_neighbour(page, page is pages[number], site, docname) for page in around]
    left = len(pages) - len(around)
    volume_page = escape(site.relative(docname, f"{site.folder}/{volume.source.siglum}/index"))
    rest = f'<li><a href="{volume_page}">其余 {left} 篇</a></li>' if left else ""
    return (
        '<section class="jz-beside" aria-labelledby="jz-beside"><h2 id="jz-beside">同一来源的各篇</h2>'
        f'<p>与本篇同载于<a href="{volume_page}">{escape(volume.source.about.title)}</a>，依原文先后。</p>'
        f"<ol>{''.join(items)}{rest}</ol></section>"
    )


def _neighbour(page: Page, here: bool, site: Site, docname: str) -> str:
    where = f' <span class="jz-position">{escape(page.position)}</span>' if page.position else ""
    title = escape(page.title)
    if here:
        return f'<li aria-current="page"><strong>{title}</strong>{where}</li>'
    address = escape(site.relative(docname, f"{site.folder}/{page.docname}"))
    return f'<li><a href="{address}">{title}</a>{where}</li>'


def _named(book: Book, page: Page, site: Site, docname: str) -> str:
    """People, places, institutions, firms and words of the glossary in the text, the most frequent first."""
    counts = Counter(match.slug for block in page.blocks for match in block.terms)
    if not counts:
        return ""
    glossary = escape(site.relative(docname, f"{site.folder}/glossary"))
    groups: dict[str, list[Term]] = {}
    for slug in counts:
        term = book.terms[slug]
        groups.setdefault(term.kind.id if term.kind.group else "", []).append(term)
    kinds = [(kind.id, label(kind)) for kind in book.corpus.info.kinds.terms if kind.group]
    rows = [
        f"<dt>{escape(shown)}</dt><dd>{' '.join(_mentions(groups[kind], counts, glossary))}</dd>"
        for kind, shown in (*kinds, ("", "词语"))
        if kind in groups
    ]
    return (
        '<section class="jz-named" aria-labelledby="jz-named"><h2 id="jz-named">篇中所见</h2>'
        f"<dl>{''.join(rows)}</dl></section>"
    )


def _mentions(terms: Sequence[Term], counts: Counter[str], glossary: str) -> Iterator[str]:
    for term in sorted(terms, key=lambda term: -counts[term.slug]):
        times = f'<span class="jz-count">{counts[term.slug]}</span>' if counts[term.slug] > 1 else ""
        link = f'<a href="{glossary}#{anchor(term.slug)}">{escape(term.headword)}</a>'
        yield f'<span class="jz-mention">{link}{times}</span>'


def _credits(credit: PageCredit, address: str) -> str:
    """Whose work the page is."""
    rows = {
        "整理": "、".join(map(escape, credit.edition)),
        "校改": _counted(credit.emendations, "处"),
        "注释": _counted(credit.notes, "条"),
        "通校": "、".join(map(escape, credit.readers)),
        "修订": credit.last,
    }
    said = "".join(f"<dt>{role}</dt><dd>{names}</dd>" for role, names in rows.items() if names)
    return (
        '<section class="jz-named jz-credits" aria-labelledby="jz-credits"><h2 id="jz-credits">本篇的整理者</h2>'
        f'<dl>{said}</dl><p><a href="{address}">全部贡献者</a></p></section>'
    )


def _counted(people: Sequence[tuple[str, int]], unit: str) -> str:
    return "、".join(f"{escape(name)}（{count} {unit}）" for name, count in people)
