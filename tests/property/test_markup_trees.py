"""What was checked is what is written: a tree, written and read again by any parser of MyST, is the same tree."""

from __future__ import annotations

import trees
from hypothesis import example, given
from jiaozhu.markup.faults import of_token
from jiaozhu.markup.grammar import parser
from jiaozhu.markup.reading import read, tree_of
from jiaozhu.markup.shaping import one_line
from jiaozhu.markup.tree import Emphasis, Paragraph, Strong, Text, Tree, normal
from jiaozhu.markup.writing import write, write_line
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

#: Every extension of MyST that changes what is parsed.
EXTENSIONS = (
    "alert",
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "gfm_autolink",
    "html_admonition",
    "html_image",
    "linkify",
    "replacements",
    "section_ref",
    "smartquotes",
    "strikethrough",
    "substitution",
    "tasklist",
)
EXTENDED = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
PARSERS = {"the bodies' own": parser(), "the site's with every extension": EXTENDED}


def test_every_extension_is_on() -> None:
    """Linkify is a package of its own, and is dropped where that is missing."""
    assert EXTENDED.options["linkify"]
    assert EXTENDED.options["typographer"]


@given(trees.trees)
def test_a_tree_is_read_as_it_was_written(tree: Tree) -> None:
    written = write(tree)
    assert written.splitlines() == written.split("\n")
    for name, made in PARSERS.items():
        assert normal(tree_of(made.parse(written, {}))) == tree, name
    assert write(read(written).tree) == written


@given(trees.trees)
@example(Tree((Paragraph((Text("1"), Emphasis((Text("1"), Strong((Text("# "),)))))),)))
def test_a_line_is_read_as_it_was_written(tree: Tree) -> None:
    inlines = one_line(tree)
    written = write_line(inlines, opens_line=True)
    assert len(written.splitlines()) <= 1
    for name, made in PARSERS.items():
        assert tree_of(made.parse(written, {})) == normal(Tree((Paragraph(inlines),))), name


@given(trees.trees)
def test_what_is_written_has_no_fault_of_markup(tree: Tree) -> None:
    found = [fault for token in parser().parse(write(tree), {}) for fault in of_token(token, 0)]
    assert {fault.said.message for fault in found} <= {"invisible character {character}"}
