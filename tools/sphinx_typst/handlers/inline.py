"""Running text: emphasis, literals, mathematics, and other nodes inside a paragraph."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from ..escape import escape_text, quote_string
from ..index import read_entry
from ..latex_math import Untranslatable, translate_math
from ..locale import _, __
from ..tokens import PartEnd, PartStart
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")


def wrapped(function: str) -> Handler:
    """Return a handler that puts running text into a Typst function."""

    def put_wrapped(writer: Writer, node: nodes.Element) -> None:
        writer.put_inline(node, f"#{function}[", *writer.children(node), "]")

    return put_wrapped


def inline(writer: Writer, node: nodes.Element) -> None:
    """Running text with ids and classes."""
    writer.put_inline(node, *writer.children(node))


def abbreviation(writer: Writer, node: nodes.Element) -> None:
    """An abbreviation, followed by its explanation."""
    explanation = node.get("explanation", "")
    words = escape_text(_(" ({explanation})").format(explanation=explanation)) if explanation else ""
    writer.put_inline(node, *writer.children(node), words)


def literal(writer: Writer, node: nodes.Element) -> None:
    """Code in running text."""
    writer.put_inline(node, f"#raw({quote_string(node.astext())})")


def math(writer: Writer, node: nodes.Element) -> None:
    """A formula in running text."""
    formula = _formula(writer, node)
    if formula is None:
        literal(writer, node)
    else:
        source = f"#math.equation(alt: {quote_string(node.astext())}, ${formula}$)"
        writer.put_inline(node, PartStart(node, is_block=False), source, PartEnd())


def math_block(writer: Writer, node: nodes.Element) -> None:
    """A displayed formula."""
    formula = _formula(writer, node)
    source = quote_string(node.astext())
    if formula is None:
        writer.put_block(node, f"#raw(block: true, {source})")
    else:
        shown = quote_string(f"({node['number']})") if node.get("number") else ""
        number = f", numbering: _ => {shown}" if shown else ""
        writer.put_block(node, f"#math.equation(block: true, alt: {source}{number}, $ {formula} $)")


def _formula(writer: Writer, node: nodes.Element) -> str | None:
    """Return a formula as Typst, or ``None`` with a warning if it cannot be translated."""
    try:
        return translate_math(node.astext())
    except Untranslatable as error:
        message = __("formula is printed as its LaTeX source (%s): %s")
        writer.warnings.warn(message, error, node.astext(), subtype="math", location=node)
        return None


def index(writer: Writer, node: nodes.Element) -> None:
    """Marks of the places that the index lists. A glossary's own are left out: its terms are in the index."""
    if isinstance(node.parent, nodes.term):
        return
    entries = [
        entry for kind, value, *_rest in node["entries"] for entry in read_entry(kind, value, node.get("sort_key", ""))
    ]
    writer.found.entries += entries
    writer.put(*(entry.mark for entry in entries))


def raw(writer: Writer, node: nodes.Element) -> None:
    """Raw Typst, and MyST's line breaks, which are raw HTML."""
    formats = node.get("format", "").split()
    if "html" in formats and _LINE_BREAK.fullmatch(node.astext()):
        writer.put(" \\\n")
    elif "typst" in formats:
        put = writer.put_inline if isinstance(node.parent, nodes.TextElement) else writer.put_block
        put(node, node.astext())


def nothing(writer: Writer, node: nodes.Element) -> None:
    """What is not printed: definitions of substitutions, settings of other builders."""


HANDLERS: dict[type, Handler] = {
    nodes.emphasis: wrapped("emph"),
    nodes.title_reference: wrapped("emph"),
    nodes.strong: wrapped("strong"),
    nodes.subscript: wrapped("sub"),
    nodes.superscript: wrapped("super"),
    nodes.inline: inline,
    nodes.generated: inline,
    nodes.acronym: inline,
    nodes.problematic: inline,
    nodes.abbreviation: abbreviation,
    nodes.literal: literal,
    nodes.math: math,
    nodes.math_block: math_block,
    nodes.raw: raw,
    nodes.Invisible: nothing,
    nodes.meta: nothing,
    nodes.decoration: nothing,
    nodes.docinfo: nothing,
    addnodes.manpage: inline,
    addnodes.pending_xref: inline,
    addnodes.index: index,
    addnodes.tabular_col_spec: nothing,
    addnodes.highlightlang: nothing,
}
