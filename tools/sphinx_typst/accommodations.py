"""What other extensions have to know of this builder, and what is taken from them: notebooks, tabs, diagrams."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .escape import quote_string
from .html_content import has_table
from .locale import __

__all__ = ["accommodate", "add_diagrams"]

#: Kinds of a notebook's output, the best first.
_OUTPUTS = (
    "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/html", "text/markdown", "text/latex", "text/plain"
)  # fmt: skip


def accommodate(app: Sphinx) -> None:
    """Let extensions that ask for the names of builders know this one. A handler of ``builder-inited``."""
    config = app.config
    if app.builder.name != "typst":
        return
    if "nb_mime_priority_overrides" in config:
        ours = [("typst", kind, number) for number, kind in enumerate(_OUTPUTS)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]
        app.add_post_transform(ChosenOutputs)
    if "sphinx_tabs_valid_builders" in config and "typst" not in config.sphinx_tabs_valid_builders:
        config.sphinx_tabs_valid_builders = [*config.sphinx_tabs_valid_builders, "typst"]


class ChosenOutputs(SphinxPostTransform):
    """Chooses HTML among the forms of a notebook's output only where it has a table: the others are text as well."""

    default_priority = 3  # before MyST-NB chooses
    formats = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for bundle in self.document.findall(nodes.container):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            kinds = {child.get("mime_type") for child in bundle.children if isinstance(child, nodes.Element)}
            if "text/plain" not in kinds:
                continue
            for child in list(bundle.children):
                if not isinstance(child, nodes.Element) or child.get("mime_type") != "text/html":
                    continue
                if not has_table(_markup(child)):
                    bundle.remove(child)


def _markup(node: nodes.Element) -> str:
    return "".join(raw.astext() for raw in node.findall(nodes.raw))


def add_diagrams(app: Sphinx) -> None:
    """Let diagrams of Graphviz be printed, those of inheritance too. A handler of ``builder-inited``."""
    if app.builder.name != "typst":
        return
    if "sphinx.ext.graphviz" in app.extensions:
        from sphinx.ext.graphviz import graphviz

        app.add_node(graphviz, override=True, typst=(_visit_graphviz, None))
    if "sphinx.ext.inheritance_diagram" in app.extensions:
        from sphinx.ext.inheritance_diagram import inheritance_diagram

        app.add_node(inheritance_diagram, override=True, typst=(_visit_inheritance, None))


def _visit_graphviz(self: Any, node: nodes.Element) -> None:
    _put_diagram(self, node, node["code"], node.get("options", {}), "graphviz")


def _visit_inheritance(self: Any, node: Any) -> None:
    from sphinx.ext.inheritance_diagram import get_graph_hash

    config = self.config
    code = node["graph"]._generate_dot(
        f"inheritance{get_graph_hash(node)}", {}, config=config, graph_attrs={"size": '""'}
    )
    _put_diagram(self, node, code, {}, "inheritance")


def _put_diagram(self: Any, node: nodes.Element, code: str, options: dict[str, Any], prefix: str) -> None:
    """Write the picture of a graph; without Graphviz its source, with a warning."""
    from sphinx.ext.graphviz import GraphvizError, render_dot

    file = None
    self.builder.imagedir, self.builder.imgpath = "diagrams", "diagrams"
    try:
        _path, file = render_dot(self, code, options, "svg", prefix, node.get("filename"))
    except GraphvizError as error:
        self.writer.warnings.warn("%s", error, subtype="diagram", location=node)
    if file is None or not Path(file).is_file():
        message = __("the diagram cannot be drawn, so its source is printed")
        self.writer.warnings.warn(message, subtype="diagram", location=node)
        self.put_block(node, f"#code({quote_string(code)}, columns: 80)")
    else:
        alt = node.get("alt") or code
        name = f"/diagrams/{Path(file).name}"
        self.writer.found.diagrams.append(str(file))
        self.put_block(node, f"#figure[#picture({quote_string(name)}, alt: {quote_string(' '.join(alt.split()))})]")
    raise nodes.SkipNode
