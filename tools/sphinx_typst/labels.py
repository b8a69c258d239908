"""Targets: a document and an id in it, as a Typst label and as an address for Sphinx.

Ids are unique in a document only, so a label includes its document. Where the characters allow it, a label is written
``<texts:jishi::l0043>``; any other name becomes ``label("…")``, in a form that the first cannot have.
"""

from __future__ import annotations

from typing import NamedTuple

from .escape import quote_string

__all__ = ["BOOK_URI", "Target", "label_mark", "label_value", "parse_book_uri"]

#: The prefix of the builder's addresses of documents; no real address begins with it.
BOOK_URI = "%book:"


class Target(NamedTuple):
    """A place that can be linked to."""

    docname: str
    id: str = ""  #: An id of the document; empty for the document itself.


def label_value(target: Target) -> str:
    """Return the label of *target* as an argument of a Typst function."""
    parts = target.docname.split("/")
    if all(map(_is_plain, parts)) and (not target.id or _is_plain(target.id)):
        name = ":".join(parts)
        return f"<{name}::{target.id}>" if target.id else f"<{name}>"
    return f"label({quote_string(f'{target.docname}#{target.id}')})"


def label_mark(target: Target) -> str:
    """Return the label of *target* as markup that follows the element it names."""
    value = label_value(target)
    return value if value.startswith("<") else f"#{value}"


def parse_book_uri(uri: str) -> Target | None:
    """Return the target that *uri* names, or ``None`` if it is not one of the builder's own addresses."""
    if not uri.startswith(BOOK_URI):
        return None
    docname, _, id_ = uri.removeprefix(BOOK_URI).partition("#")
    return Target(docname, id_)


def _is_plain(part: str) -> bool:
    """Whether Typst's label syntax allows every character of *part*, and its last one at the end of a label."""
    bare = part.replace("-", "").replace(".", "")
    return f"_{bare}".isidentifier() and part[-1:] not in ("", "-", ".")
