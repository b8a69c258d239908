"""Checks of what people wrote: only the safe subset, and nothing that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiaozhu.edition.pipeline import Book
from jiaozhu.markup.body import Reference, faults, references
from jiaozhu.model.names import did_you_mean
from jiaozhu.model.problem import Place, Problem, place_of

_ALLOWED = "allowed: paragraphs, emphasis, lists, http(s) links, {term}, {cite}, {ref}"
#: What stands with a claim that nobody has verified yet.
UNVERIFIED = "待考"
_LINK = re.compile(r"https?://\S")


class _Body(NamedTuple):
    text: str
    place: Place  #: Of its first line.
    own_lines: bool = True  #: Whether its lines are lines of the file; a YAML string's need not be.
    claims: bool = True  #: Whether it must say what it rests on; a basis is itself what an emendation rests on.


def check_bodies(book: Book) -> Iterator[Problem]:
    """Markup, citations, terms and references of every note, definition and basis."""
    known = _Known(book)
    for body in bodies(book):
        if not body.text.strip():
            yield Problem(body.place, "N205", "there is no text", "write one to four sentences below the front matter")
            continue
        for fault in faults(body.text):
            yield Problem(_at(body, fault.line), "N203", fault.message, fault.hint or _ALLOWED)
        found = references(body.text)
        if body.claims and not _grounded(body.text, found):
            hint = "add {cite}`key`, {ref}`display <siglum/text#l0043>` or an address; if it is not verified, say 待考"
            yield Problem(body.place, "N206", "it rests on nothing a reader could look up", hint)
        for reference in found:
            problem = known.problem(reference, _at(body, reference.line))
            if problem:
                yield problem


def bodies(book: Book) -> Iterator[_Body]:
    """Everything people wrote in MyST: notes, grounds of emendations, definitions."""
    for source in book.corpus.sources:
        for note in source.notes:
            yield _Body(note.body, Place(note.place.path, note.body_line), claims=note.kind.claims)
        for emendation in source.emendations:
            yield _Body(emendation.basis, place_of(emendation, "basis"), own_lines=False, claims=False)
    for term in book.corpus.terms:
        yield _Body(term.definition, Place(term.place.path, term.body_line), claims=term.kind.claims)


def _grounded(text: str, found: Iterable[Reference]) -> bool:
    """Whether the text names a work or a passage, gives an address, or owns that it is unverified."""
    return UNVERIFIED in text or bool(_LINK.search(text)) or any(item.role in ("cite", "ref") for item in found)


def _at(body: _Body, line: int) -> Place:
    return Place(body.place.path, body.place.line + line) if body.own_lines else body.place


class _Known:
    """What a role may name."""

    def __init__(self, book: Book) -> None:
        self.keys = book.corpus.references
        self.headwords = {string for term in book.corpus.terms for string in term.strings}
        self.passages: dict[str, set[str]] = {}
        for page in book.pages:  # two texts may have one name: that is a problem, but not this one
            self.passages.setdefault(page.docname, set()).update(block.id for block in page.blocks)
        read = {volume.source.siglum for volume in book.volumes}
        self.unread = {source.siglum for source in book.corpus.sources} - read

    def problem(self, reference: Reference, place: Place) -> Problem | None:
        if reference.role == "cite" and reference.target not in self.keys:
            hint = did_you_mean(reference.target, self.keys) or "add the work to references.bib"
            return Problem(place, "C403", f"'{reference.target}' is not in the bibliography", hint)
        if reference.role == "term" and reference.target not in self.headwords:
            hint = did_you_mean(reference.target, self.headwords) or "add an entry under glossary/"
            return Problem(place, "G303", f"there is no glossary entry '{reference.target}'", hint)
        if reference.role == "ref" and reference.block not in self.passages.get(reference.target, ()):
            if reference.target.partition("/")[0] in self.unread:
                return None  # why it cannot be read is a problem already
            if reference.target not in self.passages:
                form = "the form is <siglum/text#l0043>; if its source has problems of its own, mend those first"
                hint = did_you_mean(reference.target, self.passages) or form
                return Problem(place, "N204", f"there is no text '{reference.target}'", hint)
            message = f"no block '{reference.block}' in {reference.target}"
            before = max((block for block in self.passages[reference.target] if block < reference.block), default="")
            hint = "name the line on which a block begins"
            return Problem(place, "N204", message, f"{hint}: did you mean '{before}'?" if before else hint)
        return None
