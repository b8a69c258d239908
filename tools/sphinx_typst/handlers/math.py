"""Mathematics, in a line and displayed."""

from __future__ import annotations

from docutils import nodes

from ..escape import quote_string
from ..latex_math import Untranslatable, translate_math
from ..locale import __
from ..tokens import PartEnd, PartStart
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]


def math(writer: Writer, node: nodes.Element) -> None:
    """A formula in running text."""
    formula = _formula(writer, node)
    if formula is None:
        writer.put_inline(node, f"#raw({quote_string(node.astext())})")
    else:
        source = f"#math.equation(alt: {quote_string(_spoken(node))}, ${formula}$)"
        writer.put_inline(node, PartStart(node, is_block=False), source, PartEnd())


def math_block(writer: Writer, node: nodes.Element) -> None:
    """A displayed formula, with the number that references to it have."""
    formula = _formula(writer, node)
    if formula is None:
        writer.put_block(node, f"#raw(block: true, {quote_string(node.astext())})")
        return
    number = next((found for id_ in node["ids"] if (found := writer.context.equation_numbers.get(id_))), "")
    number = number or str(node.get("number") or "")
    shown = f", number: {quote_string(f'({number})')}" if number else ""
    writer.put_block(node, f"#formula(alt: {quote_string(_spoken(node))}{shown}, $ {formula} $)")


def _spoken(node: nodes.Element) -> str:
    """Return the text alternative of a formula: its source in one line, as those who read by ear know it."""
    return " ".join(node.astext().split())


def _formula(writer: Writer, node: nodes.Element) -> str | None:
    """Return a formula as Typst, or ``None`` with a warning if it cannot be translated."""
    try:
        return translate_math(node.astext(), writer.context.macros)
    except Untranslatable as error:
        message = __("formula is printed as its LaTeX source (%s): %s")
        writer.warnings.warn(message, error, node.astext(), subtype="math", location=node)
        return None


HANDLERS: dict[type, Handler] = {
    nodes.math: math,
    nodes.math_block: math_block,
}
