"""Names of places in the book: a document and an id in it, as one Typst label.

Ids are unique in a document only, so that a label carries its document. Where the characters allow it a label
is written ``<texts:jishi::l0043>``; any other name becomes ``label("…")``, in a form the first can never have.
"""

from __future__ import annotations

from typing import NamedTuple

from .escape import quote_string

__all__ = ["Target", "label_mark", "label_value"]


class Target(NamedTuple):
    """A place that can be linked to."""

    docname: str
    id: str = ""  #: an id of the document, or nothing for the document itself


def label_value(target: Target) -> str:
    """Return the label of *target* as an argument of a Typst function."""
    parts = target.docname.split("/")
    if all(map(_is_plain, parts)) and (not target.id or _is_plain(target.id)):
        name = ":".join(parts)
        return f"<{name}::{target.id}>" if target.id else f"<{name}>"
    return f"label({quote_string(f'{target.docname}#{target.id}')})"


def label_mark(target: Target) -> str:
    """Return the label of *target* as it stands straight after the element it names."""
    value = label_value(target)
    return value if value.startswith("<") else f"#{value}"


def _is_plain(part: str) -> bool:
    """Say whether Typst's label syntax takes every character of *part* (it ends in a letter: ``.`` may not)."""
    bare = part.replace("-", "").replace(".", "")
    return f"_{bare}".isidentifier() and part[-1:] not in ("", "-", ".")
