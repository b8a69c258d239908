"""Checks of what people wrote: only the safe subset of markup, and only references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import LANGUAGES, N_, _, pgettext, use_language
from jiaozhu.markup.reading import Reference, read, references
from jiaozhu.model.characters import INVISIBLE, written_apart
from jiaozhu.model.names import did_you_mean, quoted, suggested
from jiaozhu.model.problem import Cause, Defect, Place, Problem, place_of
from jiaozhu.model.watch import within

_ALLOWED = N_("allowed: paragraphs, emphasis, lists, http(s) links, {term}, {cite}, {ref}")
_LINK = re.compile(r"https?://\S")


class _Body(NamedTuple):
    text: str
    place: Place  #: Of its first line.
    own_lines: bool = True  #: Whether its lines are lines of the file; a YAML string's need not be.
    claims: bool = True  #: Whether it must say what it rests on; a basis is itself what an emendation rests on.


def check_bodies(book: Book) -> Iterator[Problem]:
    """Report wrong markup, citations, terms and references of every note, definition and basis."""
    known = Known(book)
    mark = unverified_mark(book.corpus.info.language)
    for body in bodies(book):
        found: list[Problem] = []
        found += within(body.place.path, partial(_check_body, body, known, mark), found) or []
        yield from found


def _check_body(body: _Body, known: Known, mark: str) -> list[Problem]:
    return list(_wrong(body, known, mark))


def _wrong(body: _Body, known: Known, mark: str) -> Iterator[Problem]:
    if not body.text.strip():
        hint = _("write one to four sentences below the front matter")
        yield Problem(body.place, "N205", _("the text is empty"), hint)
        return
    tree, faults = read(body.text)
    for fault in faults:
        cause = _cause(body, fault.line)
        yield Problem(_at(body, fault.line), "N203", fault.message, fault.hint or _(_ALLOWED), cause=cause)
    found = tuple(references(tree))
    if body.claims and not _grounded(body.text, found):
        hint = _(
            "add {{cite}}`key`, {{ref}}`display <siglum/text#l0043>` or an address; if unverified, write {word}",
            word=mark,
        )
        yield Problem(body.place, "N206", _("nothing is given that a reader could look up"), hint)
    for reference in found:
        problem = known.problem(reference, _at(body, reference.line))
        if problem:
            yield problem


def unverified_mark(language: str) -> str:
    """Return what is written with a claim that has not been verified yet.

    Args:
        language: The language of the corpus, as a tag.
    """
    with use_language(language):
        return pgettext("mark in a note", "to be verified")


@cache
def _marks() -> frozenset[str]:
    """The same in every language."""
    return frozenset(map(unverified_mark, LANGUAGES))


def _cause(body: _Body, line: int) -> Cause | None:
    """The characters at fault on a line of a body, if there are any; not where its lines are not lines of the file."""
    if not body.own_lines:
        return None
    text = body.text.split("\n")[line]
    if hidden := INVISIBLE.search(text):
        return Cause(Defect.INVISIBLE, hidden.group())
    apart = next(written_apart(text), None)
    return Cause(Defect.APART, apart.group()) if apart else None


def bodies(book: Book) -> Iterator[_Body]:
    """Yield everything that people wrote in MyST: notes, grounds of emendations, definitions."""
    for source in book.corpus.sources:
        for note in source.notes:
            yield _Body(note.body, Place(note.place.path, note.body_line), claims=note.kind.claims)
        for emendation in source.emendations:
            yield _Body(emendation.basis, place_of(emendation, "basis"), own_lines=False, claims=False)
        for translation in source.translations:
            for part in translation.blocks:
                yield _Body(part.body, Place(translation.place.path, part.line + 1), claims=False)
    for entry in book.corpus.entries:
        yield _Body(entry.definition, Place(entry.place.path, entry.body_line), claims=entry.kind.claims)


def _grounded(text: str, found: Iterable[Reference]) -> bool:
    """Whether the text names a work or a passage, gives an address, or admits that it is unverified."""
    return (
        any(mark in text for mark in _marks())
        or bool(_LINK.search(text))
        or any(item.role in ("cite", "ref") for item in found)
    )


def _at(body: _Body, line: int) -> Place:
    return Place(body.place.path, body.place.line + line) if body.own_lines else body.place


class Known:
    """What a role may name, or a record as its source."""

    def __init__(self, book: Book) -> None:
        self.keys = book.corpus.references
        self.headwords = {string for entry in book.corpus.entries for string in entry.strings}
        self.passages: dict[str, set[str]] = {}
        for page in book.pages:  # two texts may have one name: that is a problem, but not this one
            self.passages.setdefault(page.docname, set()).update(block.id for block in page.blocks)
        read = {volume.source.siglum for volume in book.volumes}
        self.unread = {source.siglum for source in book.corpus.sources} - read

    def problem(self, reference: Reference, place: Place) -> Problem | None:
        """Return what is wrong with a role, if anything."""
        target = reference.target
        if reference.role == "cite" and target not in self.keys:
            message = _("'{key}' is not in the bibliography", key=target)
            return _unknown(place, "C403", target, self.keys, message, _("add the work to references.bib"))
        if reference.role == "term" and target not in self.headwords:
            message = _("there is no glossary entry '{headword}'", headword=target)
            return _unknown(
                place, "G303", target, self.headwords, message, _("add an entry under glossary/ or entities/")
            )
        if reference.role == "ref" and reference.block not in self.passages.get(target, ()):
            return self._no_passage(reference, place)
        return None

    def evidence(self, source: str, place: Place) -> Problem | None:
        """Return what is wrong with what a record names as its source: a work, or a passage."""
        text, _hash, block = source.partition("#")
        return self.problem(Reference("ref" if block else "cite", text, 0, block), place)

    def _no_passage(self, reference: Reference, place: Place) -> Problem | None:
        target = reference.target
        if target.partition("/")[0] in self.unread:
            return None  # why it cannot be read is a problem already
        if target not in self.passages:
            form = _("the form is <siglum/text#l0043>; if its source has problems of its own, fix those first")
            message = _("text '{text}' does not exist", text=target)
            return _unknown(place, "N204", target, self.passages, message, form)
        message = _("no block '{block}' in {text}", block=reference.block, text=target)
        before = max((block for block in self.passages[target] if block < reference.block), default="")
        hint = _("name the line on which a block begins")
        if before:
            hint = _("{hint}: {question}", hint=hint, question=_("did you mean {names}?", names=quoted(before)))
        cause = Cause(Defect.UNKNOWN_NAME, reference.block)
        return Problem(place, "N204", message, hint, before or None, cause)


def _unknown(place: Place, code: str, name: str, known: Iterable[str], message: str, otherwise: str) -> Problem:
    """A name that nothing has, with the one that was meant if it is near."""
    names = list(known)
    hint = did_you_mean(name, names) or otherwise
    return Problem(place, code, message, hint, suggested(name, names), Cause(Defect.UNKNOWN_NAME, name))
