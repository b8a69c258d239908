"""Pieces of MyST in the manner of the site's language: labels, titles, fields, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiaozhu.language import typography
from jiaozhu.markup.escape import escape, escape_line

__all__ = ["bracketed", "field", "gap", "headed", "linked_title", "table"]


def bracketed(myst: str) -> str:
    """Return inline MyST as a label or an editor's addition: ``〔注〕``, ``\\[note\\]``."""
    opening, closing = typography().labels
    return f"{escape(opening, opens_line=False)}{myst}{escape(closing, opens_line=False)}"


def gap(*parts: str) -> str:
    """Return the parts of a line that is not a sentence, without the empty ones."""
    return typography().gap.join(filter(None, parts))


def headed(head: str, rest: str) -> str:
    """Return a line with a heading of its own."""
    return f"{head}{typography().blank}{rest}"


def field(name: str, value: str) -> str:
    """Return a name in bold and its value, as one item of a list."""
    set_as = typography()
    return f"- **{name}**{set_as.gap if set_as.gap.isspace() else set_as.colon}{value}"


def linked_title(title: str, address: str) -> str:
    """Return the title of a text as a link."""
    return f"[{typography().titled(escape_line(title))}]({address})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], rule: str) -> str:
    """Return a table.

    Args:
        head: The names of the columns.
        rows: The cells, as inline MyST.
        rule: The line below the head, which aligns the columns.
    """
    lines = [f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)
