"""What the head of every page says to machines: its address, its description, how it looks when somebody shares it.

Whatever needs the address of the site is left out where that is not known (``html_baseurl``), not made up. What only a
text has, such as its authors, is in ``citation.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from jiaozhu.edition.book import Book
from jiaozhu.language import profile_for
from jiaozhu.markup.script import script_literal
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.model.page import Page
from jiaozhu.sphinx_ext.around.citation import Tag, known
from jiaozhu.sphinx_ext.files.share_pictures import pictures_of
from jiaozhu.sphinx_ext.identity import Identity, address_of, identity_of, public_base
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.state import BuildState, domain_of, state_of

__all__ = ["SHORTEST", "add_head", "changed_edition", "description_of", "head_tags", "linked_page"]

#: Code points of a description; what is longer is cut there.
LONGEST = 120
#: Fewer code points than that say nothing: a date, a place.
SHORTEST = 12
_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')


class About(NamedTuple):
    """A page, as its head has it. What is not known is empty."""

    title: str
    description: str
    address: str
    language: str  #: As a tag.
    kind: str  #: Of Open Graph.
    picture: str = ""  #: Address of a picture of the edition.


class Crumb(NamedTuple):
    """A page on the way to another."""

    title: str
    address: str  #: May be empty.


def head_tags(about: About, info: CorpusInfo) -> Iterator[Tag]:
    """Yield the tags that search engines and those that show links to a page read: description and Open Graph."""
    found = [
        Tag("name", "description", about.description),
        Tag("property", "og:type", about.kind),
        Tag("property", "og:title", about.title),
        Tag("property", "og:site_name", info.title),
        Tag("property", "og:description", about.description),
        Tag("property", "og:locale", about.language.replace("-", "_")),
        Tag("property", "og:url", about.address),
        Tag("property", "og:image", about.picture),
        Tag("property", "og:image:alt", about.picture and f"{info.title}{_colon(about.language)}{info.subtitle}"),
        Tag("name", "twitter:card", about.picture and "summary_large_image"),
    ]
    return (tag for tag in found if tag.content)


def linked_page(
    about: About, info: CorpusInfo, edition: Identity, way: Sequence[Crumb], search: str
) -> dict[str, object]:
    """Return what a page is in schema.org's vocabulary.

    Args:
        about: The page.
        info: What the corpus says of itself.
        edition: How it is referred to.
        way: The pages on the way to it from the first, and itself; only itself for the first.
        search: The address of the search; empty if it is not known.
    """
    if len(way) > 1:
        crumbs = [
            known({"@type": "ListItem", "position": number, "name": crumb.title, "item": crumb.address or None})
            for number, crumb in enumerate(way, 1)
        ]
        return known(
            {
                "@context": "https://schema.org",
                "@type": "WebPage",
                "name": about.title,
                "description": about.description or None,
                "inLanguage": about.language,
                "isPartOf": known({"@type": "WebSite", "name": info.title, "url": edition.base or None}),
                "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs},
                "url": about.address or None,
            }
        )
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return known(
        {
            "@context": "https://schema.org",
            "@type": ["WebSite", "Book"],
            "name": info.title,
            "alternateName": info.subtitle or None,
            "description": info.description or None,
            "inLanguage": info.language,
            "editor": [{"@type": "Person", "name": name} for name in info.editors],
            "version": edition.version or None,
            "dateModified": edition.date or None,
            "license": edition.licence_address or None,
            "image": about.picture or None,
            "url": edition.base or None,
            "potentialAction": action if search else None,
        }
    )


def openings(book: Book) -> dict[str, str]:
    """Return what the pages of texts and of sources are about, by their names among the generated ones."""
    found = {page.docname: _opening(page) for page in book.pages}
    for volume in book.volumes:
        if volume.source.about.summary:
            found[f"{volume.source.siglum}/index"] = volume.source.about.summary
    return found


def description_of(state: BuildState, inside: str | None, doctree: nodes.document | None) -> str:
    """Return what a page is about, in at most ``LONGEST`` code points.

    Args:
        state: Of the build.
        inside: The page's name among the generated ones; empty for the first page of the site, None for others.
        doctree: Its document, if it has one.
    """
    if state.openings is None:
        state.openings = openings(state.book)
    if inside == "":
        return _cut(state.corpus.info.description)
    if inside is not None and inside in state.openings:
        return _cut(state.openings[inside])
    for paragraph in doctree.findall(nodes.paragraph) if doctree else ():
        text = " ".join(_words(paragraph).split())
        if len(text) >= SHORTEST:
            return _cut(text)
    return _cut(state.corpus.info.description)


def _words(node: nodes.Element) -> str:
    """The words of a paragraph; a line break, which MyST writes as markup, is a blank."""
    return "".join(" " if isinstance(text.parent, nodes.raw) else text.astext() for text in node.findall(nodes.Text))


def _opening(page: Page) -> str:
    return next((block.reading for block in page.blocks if block.kind == "p" and block.reading), page.title)


def _cut(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def add_head(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document) -> None:
    """Give the page's template what its head says."""
    if not is_site(app):
        return
    state, config = state_of(app), app.config
    info, root = state.book.corpus.info, config.root_doc
    if state.identity is None:
        state.identity = identity_of(state.book, state.history, public_base(config))
    edition = state.identity
    inside = pagename.removeprefix(f"{config.jiaozhu_folder}/") if pagename.startswith(config.jiaozhu_folder) else None
    is_text = pagename in state.furniture
    language = info.language if is_text else config.language.replace("_", "-")
    pictures = pictures_of(app)

    def address(name: str) -> str:
        return address_of(edition.base, app.builder.get_target_uri(name), app.builder.get_target_uri(root))

    title = (
        f"{info.title}{_colon(config.language)}{info.subtitle}"
        if pagename == root and info.subtitle
        else _text(context.get("title") or "")
    )
    about = About(
        title or info.title,  # templates may name their own pages
        description_of(state, "" if pagename == root else inside, doctree),
        address(pagename) if pagename in app.env.found_docs or pagename == "search" else "",
        language,
        "article" if is_text else "website",
        f"{edition.base}{pictures.card}" if edition.base and pictures.card else "",
    )
    way = [Crumb(_title(app.env, name), address(name)) for name in _way(pagename, root, state.parents or {})]
    way[-1] = Crumb(about.title, about.address)
    page_root = "../" * app.builder.get_target_uri(pagename).count("/")
    if pagename == root:
        context["title"] = about.title
    # Docutils writes one of its own for every document.
    context["metatags"] = _VIEWPORT.sub("", str(context.get("metatags", "")))
    context["jiaozhu_page_head"] = state.renderer.render(
        "jz-head.html",
        about=about,
        tags=list(head_tags(about, info)),
        linked="" if is_text else script_literal(linked_page(about, info, edition, way, address("search"))),
        root=page_root,
        touch_icon=pictures.icons[0] if pictures.icons else "",
        base=edition.base,
        edition=info.title,
    )


def _way(pagename: str, root: str, parents: Mapping[str, str]) -> list[str]:
    """The pages on the way to one from the first page of the site, both included."""
    way = [pagename]
    while way[0] in parents and parents[way[0]] not in way:
        way.insert(0, parents[way[0]])
    return way if way[0] == root else [root, *way]


def _title(env: BuildEnvironment, name: str) -> str:
    return env.titles[name].astext() if name in env.titles else name


def _colon(language: str) -> str:
    return profile_for(language).typography.colon


def _text(markup: object) -> str:
    """A title as Sphinx gives it to templates, which is HTML, as text."""
    return Markup(str(markup)).striptags()


def changed_edition(app: Sphinx, env: BuildEnvironment, *_documents: set[str]) -> list[str]:
    """Return all pages if what the edition is called or cited by has changed: each of them says it."""
    if not is_site(app):
        return []
    info, base = state_of(app).corpus.info, public_base(app.config)
    said: Mapping[str, object] = {"info": info, "base": base, "pictures": pictures_of(app)}
    digest = hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()
    domain = domain_of(env)
    before, domain.edition = domain.edition or digest, digest
    found = sorted(env.found_docs) if before != digest else []
    state_of(app).stale.update(found)
    return found
