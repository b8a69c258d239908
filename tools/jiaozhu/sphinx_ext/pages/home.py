"""The first page of an edition: what it is, how a page looks, where to begin, its sources, what to take along.

A project puts the directive where it wants this, with prose of its own around it::

    ```{jz-home}
    :begin: texts/xiaoshanghai-2019/diaoyan
    :guide: guide-reader
    :contribute: guide-contributor
    ```

All of it comes from the book, not from the document; so the page is written again when the book has changed.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.locale import _, match_language, pgettext, use_language
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.sphinx_ext.identity import Identity, identity_of, public_base
from jiaozhu.sphinx_ext.pages.home_data import Link, cards, facts, sample
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.scripts.script_bundles import HOME_BUNDLE
from jiaozhu.sphinx_ext.state import BuildState, domain_of, state_of

__all__ = ["add_home", "add_home_sheet", "changed_home", "reference_to"]

#: At most so many sources are shown as cards; the page of sources has them all.
MOST_CARDS = 24
#: In a document's metadata, if it has the directive.
_MARK = "jiaozhu_home"


class home(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """The edition in front of its readers: ``begin``, ``guide``, ``contribute``, docnames or empty."""


class Home(Directive):
    """``{jz-home}``; its options name the pages to begin with, on how to read, and on how to take part."""

    option_spec: ClassVar[dict[str, Any]] = {
        "begin": directives.unchanged,
        "guide": directives.unchanged,
        "contribute": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return one node."""
        env = self.state.document.settings.env
        env.metadata[env.docname][_MARK] = "1"
        wanted = {name: self.options.get(name, "").strip() for name in self.option_spec}
        unknown = [name for name in wanted.values() if name and name not in env.found_docs]
        if unknown:
            raise self.error(f"there is no document '{unknown[0]}'")
        return [home("", **wanted)]


def add_home(app: Sphinx) -> None:
    """Register directive and node; a book on paper has its title page and its contents instead."""
    skip = (_skip, None)
    app.add_node(home, html=(_visit, None), latex=skip, text=skip, man=skip, texinfo=skip, typst=skip)
    app.add_directive("jz-home", Home)


def add_home_sheet(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Load the style sheet and the script of the first page where they are needed."""
    if is_site(app) and _MARK in app.env.metadata.get(pagename, {}):
        app.add_css_file("jiaozhu-home.css", priority=800)
        app.add_js_file(HOME_BUNDLE, loading_method="defer", priority=600)


@in_site_language
def changed_home(app: Sphinx, env: BuildEnvironment, *_documents: set[str]) -> list[str]:
    """Return the pages with the directive if what they show has changed."""
    state, domain = state_of(app), domain_of(env)
    said = repr((_shown(state, public_base(app.config)), state.renderer.digest))
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    before, domain.home = domain.home or digest, digest
    return sorted(name for name, data in env.metadata.items() if _MARK in data) if before != digest else []


def _shown(state: BuildState, base: str) -> dict[str, Any]:
    """What the template is given, but for the addresses of pages."""
    book, edition = state.book, identity_of(state.book, state.history, base)
    info = book.corpus.info
    return {
        "info": info,
        "edition": edition,
        "facts": facts(book),
        "cards": list(islice(cards(book), MOST_CARDS)),
        "left_out": max(0, len(book.volumes) - MOST_CARDS),
        "sample": sample(book),
        "downloads": state.downloads.edition,
        "reference": reference_to(info, edition),
    }


def reference_to(info: CorpusInfo, edition: Identity) -> str:
    """Return a reference to the whole edition by GB/T 7714; the address only if others can follow it."""
    editors = pgettext("between editors", ", ").join(info.editors)
    version = _("version {version}. ", version=edition.version) if edition.version else ""
    year = f"{edition.date[:4]}. " if edition.date else ""
    carrier = "[M/OL]" if edition.base else "[M]"
    return f"{editors}. {info.title}{carrier}. {version}{year}{edition.base}".rstrip(" .") + "."


def _visit(self: HTML5Translator, node: home) -> None:
    env, builder = self.builder.env, self.builder
    state, folder = state_of(env), env.config.jiaozhu_folder
    here = builder.current_docname

    def address(docname: str, anchor: str = "") -> str:
        return builder.get_relative_uri(here, docname) + (f"#{anchor}" if anchor else "")

    def place(link: Link) -> str:
        return address(f"{folder}/{link.docname}", link.anchor)

    pages = [f"{folder}/{page.docname}" for page in state.book.pages]
    template = "jz-home-sources.html" if builder.name == "epub" else "jz-home.html"
    with use_language(env.config.language):
        shown = _shown(state, public_base(env.config))
    html = state.renderer.render(
        template,
        **shown,
        address=address,
        place=place,
        folder=folder,
        root="../" * builder.get_target_uri(here).count("/"),
        begin=node["begin"] or (pages[0] if pages else ""),
        guide=node["guide"],
        contribute=node["contribute"],
        offline=env.config.jiaozhu_offline,
        foreign=_foreign(shown["info"].language, env.config.language),
    )
    self.body.append(html)
    raise nodes.SkipNode


def _foreign(language: str, site: str) -> Markup:
    """The attribute of words in the language of the corpus, where the site has another."""
    return Markup(' lang="{}"').format(language) if match_language(language) != match_language(site) else Markup()


def _skip(self: nodes.NodeVisitor, node: home) -> None:
    raise nodes.SkipNode
