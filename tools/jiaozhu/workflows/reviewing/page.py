"""A review as a page: every change marked in the text, with what was and what is side by side.

The page is one file without scripts; it links to the built pages where they are beside it. Its parts:

- for each text, the paragraphs that differ or have a note or emendation that does, deletions and insertions marked;
- under each, what was added, changed, moved and withdrawn, field by field;
- what follows for the search and the glossary, and which files differ.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiaozhu.locale import _, use_language
from jiaozhu.model.page import Page
from jiaozhu.outputs.rendering import Renderer
from jiaozhu.workflows.reviewing.comparison import Alteration, Review, Section, Verb
from jiaozhu.workflows.reviewing.difference import Part, difference
from jiaozhu.workflows.reviewing.labels import KINDS, proof_of, rule_of, verb_of

__all__ = ["review_page"]

_FOLDER = Path(__file__).parent


class _Paragraph(NamedTuple):
    """A paragraph of a text as the page shows it."""

    block: str
    parts: list[Part]  #: Empty for what differs without belonging to a paragraph.
    alterations: list[Alteration]
    skipped: int  #: How many paragraphs before it are the same.


def review_page(review: Review, language: str, *, title: str, pages: str = "") -> str:
    """Return a review as an HTML page.

    Args:
        review: What differs.
        language: Of the page.
        title: Of the edition.
        pages: Address of the folder of the built pages of texts, seen from this page; may be empty.
    """
    style = (_FOLDER / "review.css").read_text("utf-8")
    renderer = Renderer([_FOLDER], language)
    with use_language(language):
        return renderer.render(
            "review.html",
            language=language,
            title=title,
            style=style,
            style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            review=review,
            sections=[(section, list(_paragraphs(section))) for section in review.sections],
            counts=_counts(review),
            pages=pages.rstrip("/"),
            difference=difference,
            verb_of=verb_of,
            proof_of=proof_of,
            rule_of=rule_of,
            kinds={kind: _(label) for kind, label in KINDS.items()},
        )


def _counts(review: Review) -> list[tuple[Verb, int]]:
    """How many things were added, changed, moved and withdrawn."""
    verbs = [alteration.verb for section in review.sections for alteration in section.alterations]
    return [(verb, verbs.count(verb)) for verb in Verb if verb in verbs]


def _paragraphs(section: Section) -> Iterator[_Paragraph]:
    """What differs of a section, in the order of its text; first what belongs to no paragraph."""
    by_block: dict[str, list[Alteration]] = {}
    for alteration in section.alterations:
        by_block.setdefault(alteration.shown.block, []).append(alteration)
    if loose := by_block.pop("", []):
        yield _Paragraph("", [], loose, 0)
    if section.page is None:
        return
    readings = {reading.block: reading for reading in section.readings}
    old = {block.id: block.reading for block in section.before.blocks} if section.before else {}
    skipped = 0
    for id in _order(section.before, section.after):
        new = next((block.reading for block in section.after.blocks if block.id == id), "") if section.after else ""
        is_new = section.before is None
        if id in readings or id in by_block or is_new:
            parts = difference("" if is_new else old.get(id, ""), new)
            yield _Paragraph(id, parts, by_block.get(id, []), skipped)
            skipped = 0
        else:
            skipped += 1


def _order(before: Page | None, after: Page | None) -> list[str]:
    """The paragraphs of a text, those that are gone after what they followed."""
    order = [block.id for block in after.blocks] if after else []
    previous = ""
    for block in before.blocks if before else ():
        if block.id not in order:
            order.insert(order.index(previous) + 1 if previous in order else 0, block.id)
        previous = block.id
    return order
