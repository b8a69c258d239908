"""The table of handlers, and visitors that extensions register beside it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from books import pages_of, source_of, warnings_of
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp
from sphinx_typst.context import DocumentContext
from sphinx_typst.handlers import FAMILIES, HANDLERS
from sphinx_typst.node_warnings import NodeWarnings
from sphinx_typst.translator import TypstTranslator


def test_each_type_of_node_is_in_one_family() -> None:
    counted = Counter(node_type for family in FAMILIES for node_type in family)
    assert [node_type for node_type, count in counted.items() if count > 1] == []
    assert len(HANDLERS) == len(counted)


#: Nodes that the handler of the node around them writes.
_PARTS = frozenset(
    "attribution caption colspec entry label legend line option option_argument option_string row tbody thead".split()
)


def test_every_node_of_docutils_and_sphinx_is_handled() -> None:
    """Not what docutils resolves before, nor what is in a node that is left out."""
    handled = tuple(HANDLERS)
    unknown = {
        node_type.__name__
        for node_type in (getattr(nodes, name) for name in nodes.node_class_names if name != "Text")
        if not issubclass(node_type, handled)
    }
    docinfo = set("address author authors contact copyright date organization revision status version".split())
    assert unknown - _PARTS - docinfo == {"footer", "header", "substitution_reference"}
    mine = {addnodes.toctree, addnodes.index, addnodes.desc, addnodes.glossary, addnodes.only, addnodes.hlist}
    assert all(issubclass(node_type, handled) for node_type in mine)


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_visitors_may_skip_what_docutils_lets_them_skip(app: SphinxTestApp) -> None:
    """Each of docutils' exceptions has the effect that it has in other translators."""

    class Box(nodes.General, nodes.Inline, nodes.TextElement):
        """A node of an extension."""

    calls: list[str] = []

    def translate(raised: type[Exception] | None) -> str:
        calls.clear()
        document = new_document("x")
        document += nodes.paragraph("", "", Box("", "", nodes.Text("内")), nodes.Text("后"))
        translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())

        def visit(node: nodes.Node) -> None:
            calls.append("visit")
            translator.put("<")
            if raised:
                raise raised

        def depart(node: nodes.Node) -> None:
            calls.append("depart")
            translator.put(">")

        vars(translator).update(visit_Box=visit, depart_Box=depart)  # as Sphinx does for ``app.add_node``
        return translator.translate().render({}, set()).text.strip()

    assert translate(None) == "<内>后"
    assert translate(nodes.SkipNode) == "<后"
    assert translate(nodes.SkipChildren) == "<>后"
    assert translate(nodes.SkipDeparture) == "<内后"
    assert translate(nodes.SkipSiblings) == "<"


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_a_visitor_of_a_block_may_skip_its_siblings(app: SphinxTestApp) -> None:
    document = new_document("x")
    document += [nodes.topic("", nodes.container("", nodes.paragraph("", "无")), nodes.paragraph("", "甲"))]
    document += [nodes.container(""), nodes.paragraph("", "乙")]
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())

    def visit(node: nodes.Element) -> None:
        raise nodes.SkipSiblings

    vars(translator).update(visit_container=visit)
    text = translator.translate().render({}, set()).text
    assert ("甲" in text, "乙" in text, "无" in text) == (True, False, False)


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_a_visitor_may_walk_its_children_by_docutils(app: SphinxTestApp) -> None:
    document = new_document("x")
    document += nodes.container("", nodes.paragraph("", "", nodes.strong("", "重")))
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())

    def visit(node: nodes.Element) -> None:
        for child in node.children:
            child.walkabout(translator)
        raise nodes.SkipNode

    vars(translator).update(visit_container=visit)
    assert translator.translate().render({}, set()).text == "#strong[重]\n"


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_comments_are_printed_only_if_they_hold_elements(app: SphinxTestApp) -> None:
    """As those of ``sphinx.ext.autosummary`` do, whose tables are in subclasses of comments."""

    class Summary(nodes.comment):
        """A node of an extension."""

    document = new_document("x")
    document += [nodes.comment("", "隐"), Summary("", "", nodes.paragraph("", "显"))]
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())
    assert translator.translate().render({}, set()).text == "显\n"


@pytest.mark.sphinx("typst", testroot="typst-index")
def test_the_index_uses_the_sort_keys_of_nodes(app: SphinxTestApp) -> None:
    app.build()
    assert warnings_of(app) == []
    main = (app.outdir / "book.typ").read_text(encoding="utf-8")
    expected = ["长白山", "鴜鹭湖", "老虎", "老参王", "梅河"]
    places = [main.index(f'("{words}", (') for words in expected]
    assert places == sorted(places)
    assert [letter for letter in "CLM" if f'("{letter}", (' in main] == ["C", "L", "M"]
    assert source_of(app, "text").startswith('#import "/template.typ": *')
    assert pages_of(app)[-1].startswith("索引C长白山")
    # Keys are pickled with the documents: a build that reads nothing again has them too.
    app.build()
    assert (app.outdir / "book.typ").read_text(encoding="utf-8") == main


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_a_heading_begins_a_line_after_marks_of_the_index(app: SphinxTestApp) -> None:
    document = new_document("x")
    entries = [("single", "module", "module-x", "", None)]
    section = nodes.section("", nodes.title("", "节"), ids=["s"])
    document += [addnodes.index(entries=entries), section]
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())
    assert translator.translate().render({}, set()).text == '#index-mark("=module")\n\n= 节\n'


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_a_figure_without_an_image_is_its_caption(app: SphinxTestApp) -> None:
    document = new_document("x")
    document += nodes.figure("", nodes.container(), nodes.caption("", "题"))
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())
    assert translator.translate().render({}, set()).text == '#div("caption")[题]\n'


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_only_addresses_of_the_schemes_that_are_set_become_links(app: SphinxTestApp) -> None:
    for address in (
        "https://example.org/",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "FILE:///etc/hosts",
        "data:x",
    ):
        document = new_document("x")
        document += nodes.paragraph("", "", nodes.reference("", "字", refuri=address))
        context = DocumentContext("x", Path())
        text = TypstTranslator(document, app.builder, context, NodeWarnings()).translate().render({}, set()).text
        assert "字" in text
        assert (address in text) == address.startswith(("https:", "mailto:")), address
    context = DocumentContext("x", Path(), link_schemes=frozenset({"data"}))
    assert "#link" in TypstTranslator(document, app.builder, context, NodeWarnings()).translate().render({}, set()).text
