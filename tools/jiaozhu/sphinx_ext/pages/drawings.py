"""Drawings on the pages of the site: what is a picture elsewhere has links here, and takes the look of the page.

A page of the chronology or of quantities has its drawings as pictures, so that it is whole in a book and for any other
parser. On the site a node takes the place of each, which a template writes as SVG into the page; a script makes it
answer to mouse, key and touch. Pages without a drawing load neither that script nor its styles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.edition.book import Book
from jiaozhu.locale import _, use_language
from jiaozhu.outputs.drawings.bars import bar_chart
from jiaozhu.outputs.drawings.place_map import place_map
from jiaozhu.outputs.drawings.timeline import timeline
from jiaozhu.outputs.myst.chronology import chronicle
from jiaozhu.outputs.myst.entries import REGISTERS
from jiaozhu.outputs.myst.overview import DIRECTIVE
from jiaozhu.outputs.overview import groups, matrix_of
from jiaozhu.outputs.registers import points, registers
from jiaozhu.outputs.site import TIMELINE, chart_name, charted, map_name
from jiaozhu.sphinx_ext.products import is_epub, is_site
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.scripts.script_bundles import DRAWING_BUNDLE
from jiaozhu.sphinx_ext.state import domain_of, state_of

__all__ = ["add_drawing_files", "add_drawing_node", "add_drawings", "changed_drawings", "drawing"]

_STYLE = "jiaozhu-drawing.css"


class drawing(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """A drawing: ``kind`` and ``name`` say which, ``description`` says it in words."""


class Drawings(SphinxPostTransform):
    """Puts drawings in the places of their pictures."""

    default_priority = 5  # before Sphinx collects the pictures of a page
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        folder = f"{self.env.config.jiaozhu_folder}/"
        inside = self.env.docname.removeprefix(folder)
        if inside not in ("figures", "chronology") and not inside.startswith(f"{REGISTERS}/"):
            return
        state = state_of(self.env)
        with use_language(self.env.config.language):
            known = {f"{folder}{chart_name(series)}": ("bars", series.id) for series in charted(state.book)}
            known |= {f"{folder}{map_name(found)}": ("map", found.id) for found in registers(state.book)}
        known[f"{folder}{TIMELINE}"] = ("timeline", "")
        for image in list(self.document.findall(nodes.image)):
            kind, name = known.get(image["uri"].removeprefix("/"), ("", ""))
            if kind and isinstance(image.parent, nodes.paragraph):
                image.parent.replace_self(drawing("", kind=kind, name=name, description=image.get("alt", "")))


class Overview(Directive):
    """``{jz-overview} GROUP``: the matrix of a group of the glossary's entries and the texts."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the node; which groups there are is known when it is written."""
        return [drawing("", kind="matrix", name=self.arguments[0], description="")]


def add_drawing_node(app: Sphinx) -> None:
    """Register node and directive; in a book, the tables beside the drawings say the same."""
    skip = (_skip, None)
    app.add_node(drawing, html=(_visit, None), latex=skip, text=skip, man=skip, texinfo=skip, typst=skip)
    app.add_directive(DIRECTIVE, Overview)


def add_drawings(app: Sphinx) -> None:
    """Put drawings into the pages of the site; an EPUB keeps the pictures."""
    if not is_epub(app):
        app.add_post_transform(Drawings)


@in_site_language
def changed_drawings(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with drawings if one has changed: they are made of the book, not of the page."""
    if not is_site(app):
        return []
    book, domain = state_of(app).book, domain_of(env)
    records = [
        _timeline(book, "")[0],
        *(bar_chart(bars) for bars in charted(book).values()),
        *((group, matrix_of(book, group)) for group in groups(book)),
    ]
    before, domain.drawn = domain.drawn, hashlib.sha256(repr(records).encode("utf-8", "replace")).hexdigest()
    pages = [f"{app.config.jiaozhu_folder}/{name}" for name in ("chronology", "figures", "overview")]
    return [] if before in ("", domain.drawn) else [name for name in pages if name in env.found_docs]


def add_drawing_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a page with a drawing load what drawings need; an EPUB has none."""
    if not is_epub(app) and doctree is not None and next(doctree.findall(drawing), None) is not None:
        app.add_js_file(DRAWING_BUNDLE, loading_method="defer", priority=600)
        app.add_css_file(_STYLE, priority=800)


def _visit(self: HTML5Translator, node: drawing) -> None:
    builder, state = self.builder, state_of(self.builder.env)
    if builder.name == "epub":
        raise nodes.SkipNode
    address = _addresses(builder.get_relative_uri, builder.current_docname, builder.config.jiaozhu_folder)
    with use_language(builder.config.language):
        record, described = _DRAWN[node["kind"]](state.book, node["name"])
        if record is not None:
            inside = state.renderer.render(
                f"jz-{node['kind']}.svg",
                drawing=record,
                description=node["description"] or described,
                address=address,
            )
            self.body.append(state.renderer.render("jz-drawing.html", kind=node["kind"], svg=inside))
    raise nodes.SkipNode


def _bars(book: Book, name: str) -> tuple[Any, str]:
    found = next((bars for series, bars in charted(book).items() if series.id == name), None)
    return (bar_chart(found), "") if found else (None, "")


def _timeline(book: Book, _name: str) -> tuple[Any, str]:
    return timeline([entry.moment for entry in chronicle(book.events, book.pages)]), ""


def _matrix(book: Book, name: str) -> tuple[Any, str]:
    found = next((group for group in groups(book) if group.id == name), None)
    if found is None:
        return None, ""
    said = _("Words and texts: {group}. The table below says the same.", group=found.name)
    return matrix_of(book, found), said


def _map(book: Book, name: str) -> tuple[Any, str]:
    found = next((register for register in registers(book) if register.id == name), None)
    return (place_map(points(book, found)), "") if found else (None, "")


_DRAWN: Mapping[str, Callable[[Book, str], tuple[Any, str]]] = {
    "bars": _bars,
    "timeline": _timeline,
    "matrix": _matrix,
    "map": _map,
}


def _addresses(relative: Callable[[str, str], str], here: str, folder: str) -> Callable[[str], str]:
    return cache(lambda docname: relative(here, f"{folder}/{docname}"))


def _skip(self: nodes.NodeVisitor, node: drawing) -> None:
    raise nodes.SkipNode
