"""The files of contributions: where each goes, what it is called, what is in it.

Every contribution is a file of its own, so that no two contributors ever touch the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.nearest import nearest
from jiaozhu.edition.places import Spot, index_of, spots, unique_target
from jiaozhu.language import profile_for
from jiaozhu.language.pinyin import spelled, with_tones
from jiaozhu.locale import _, ngettext, use_language
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.edition import Emendation
from jiaozhu.model.entity import Entity
from jiaozhu.model.kinds import NoteKind, TermKind, find_kind
from jiaozhu.model.names import is_reserved, listed
from jiaozhu.model.note import Note
from jiaozhu.model.page import Page
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.term import Term
from jiaozhu.problems.checks.bodies import unverified_mark
from jiaozhu.store import emendations_path, emendations_text, note_path, note_text, term_path, term_text
from jiaozhu.workflows.authoring.plain import Correction, Placed, Refused, changes, hindrance, place

#: Syllables of a quote that make a name, and letters of it: a name is made of two, and of a number.
_SYLLABLES, _LETTERS = 4, 36
#: Code points of context in a line of the source that are tried on both sides.
CONTEXTS = (0, 2, 4, 8, 16, 32, 64)


class Contribution(NamedTuple):
    """A file to be written."""

    path: Path  #: From the corpus folder.
    text: str


class _Around(NamedTuple):
    """What is beside some words."""

    prefix: str
    suffix: str


class NotPlaced(ValueError):
    """Words that are not found, or found more than once; ``choices`` are the places to choose from."""

    def __init__(self, message: str, choices: Iterable[Spot] = ()) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


def new_note(
    edited: EditedSource,
    quote: str,
    *,
    kind: str,
    author: str,
    date: str,
    language: str,
    body: str = "",
    text: str | None = None,
    number: int | None = None,
) -> Contribution:
    """Return a note on a quote, with the context that makes it unique.

    Args:
        edited: The source.
        quote: Words of one paragraph of the reading text, as they are on the page.
        kind: The id of a kind of note of the corpus.
        author: Who is responsible.
        date: In ISO form.
        language: Of the corpus.
        body: What it says; by default that it is to be verified.
        text: Id of the text meant, if the quote is in several.
        number: Which occurrence, from 1, if there are several.

    Raises:
        NotPlaced: The quote is not found, or found several times and no number is given.
    """
    spot = _chosen(edited, quote, text, number)
    target = unique_target(index_of(edited), spot, quote, by_block=True)
    assert target is not None, spot
    taken = {note.id for note in edited.source.notes}
    note = Note(
        id=_free(name_of(quote), taken),
        target=target,
        kind=NoteKind(kind, kind, ""),
        author=author,
        date=date,
        body=body or _open(language),
        place=NOWHERE,
        body_line=1,
    )
    return Contribution(note_path(edited.source.siglum, note.id), note_text(note))


def new_correction(
    edited: EditedSource,
    before: str,
    after: str,
    *,
    author: str,
    reason: str,
    basis: str,
    certainty: str,
    text: str | None = None,
    number: int | None = None,
) -> Contribution:
    """Return an emendation.

    Args:
        edited: The source.
        before: Words of the source or of the page.
        after: What they become; empty to leave them out.
        author: Who is responsible.
        reason: Why.
        basis: What it rests on.
        certainty: ``high``, ``medium`` or ``low``.
        text: Id of the text meant, if the words are in several.
        number: Which occurrence, from 1, if there are several.

    Raises:
        NotPlaced: The words are not found exactly once, or the source has them in several pieces.
    """
    source = edited.document.text
    start, end = _in_source(edited, before, text, number)
    line = source.count("\n", 0, start) + 1
    words = source[start:end]
    taken = {emendation.id for emendation in edited.source.emendations}
    around = _context(source, start, end)
    emendation = Emendation(
        id=_free(f"{name_of(author)}-{name_of(after or words)}", taken),
        line=line,
        kind=ActKind.CORRECTED if after else ActKind.SURPLUS,
        place=NOWHERE,
        before=words,
        after=after,
        prefix=around.prefix,
        suffix=around.suffix,
        reason=reason,
        basis=basis,
        cert=Certainty(certainty),
        resp=author,
    )
    return _contributed(edited, emendation.id, [emendation])


def new_corrections(
    edited: EditedSource, page: Page, copy: str, *, author: str, language: str
) -> tuple[Contribution | None, list[Refused]]:
    """Make an emendation of each change in a corrected plain copy of a page; each asks for its basis.

    Args:
        edited: The source.
        page: The page.
        copy: The corrected copy.
        author: Who is responsible.
        language: Of the corpus.

    Returns:
        A file with the emendations, or None if nothing was changed; and the changes that could not become one.
    """
    found, refused = changes(page, copy)
    index = index_of(edited)
    taken = {emendation.id for emendation in edited.source.emendations}
    entries: list[Emendation] = []
    for change in found:
        placed = place(index, page.text, change)
        if isinstance(placed, Refused):
            refused.append(placed)
            continue
        id = _free(f"{name_of(author)}-{page.text}-{len(entries) + 1}", taken)
        taken.add(id)
        entries.append(_emendation(edited, placed, id, author, language))
    if not entries:
        return None, refused
    files = {Path(emendation.place.path).stem for emendation in edited.source.emendations}
    name = _free(f"{name_of(author)}-{page.text}", files)
    return _contributed(edited, name, entries), refused


def _contributed(edited: EditedSource, name: str, emendations: list[Emendation]) -> Contribution:
    return Contribution(emendations_path(edited.source.siglum, name), emendations_text(emendations))


def _emendation(edited: EditedSource, placed: Placed, id: str, author: str, language: str) -> Emendation:
    source, (start, end) = edited.document.text, placed.span
    words = source[start:end]
    kind = ActKind.SUPPLIED if not words else ActKind.CORRECTED if placed.after else ActKind.SURPLUS
    around = _context(source, start, end) if words else _beside(source, start)
    with use_language(language):
        reason, basis = _("changed in proofreading"), _("(basis to be added)")
    return Emendation(
        id=id,
        line=source.count("\n", 0, start) + 1,
        kind=kind,
        place=NOWHERE,
        before=words,
        after=placed.after,
        prefix=around.prefix,
        suffix=around.suffix,
        reason=reason,
        basis=basis,
        cert=Certainty.LOW,
        resp=author,
    )


def _beside(source: str, at: int) -> _Around:
    """The words before a place in its line, as many as make it unique there; at its beginning, those after it."""
    low = source.rfind("\n", 0, at) + 1
    high = source.find("\n", at)
    line = source[low : high if high >= 0 else len(source)]
    for size in range(1, at - low + 1):
        if _occurs_once(line, source[at - size : at]):
            return _Around(source[at - size : at], "")
    for size in range(1, low + len(line) - at + 1):
        if _occurs_once(line, source[at : at + size]):
            return _Around("", source[at : at + size])
    return _Around(source[low:at], source[at : low + len(line)])


def _occurs_once(line: str, words: str) -> bool:
    first = line.find(words)
    return line.find(words, first + 1) < 0


def new_term(corpus: Corpus, headword: str, *, gloss: str, kind: str, pinyin: str = "", body: str = "") -> Contribution:
    """Return an entry of the glossary, or of a register if it is of a kind of proper names.

    Args:
        corpus: The corpus.
        headword: What is defined.
        gloss: In English, in a few words.
        kind: The id of a kind of term of the corpus.
        pinyin: How it is pronounced; by default as its characters usually are, if the language writes it down.
        body: The definition; by default that it is to be verified.

    Raises:
        NotPlaced: It has an entry.
    """
    for known in corpus.entries:
        if headword in known.strings:
            path = term_path(known).as_posix()
            raise NotPlaced(_("'{headword}' has an entry: {path}", headword=headword, path=path))
    pronounced = profile_for(corpus.info.language).pronounced
    sound = pinyin or (with_tones(headword) if pronounced else "")
    slug = _free(name_of(headword), {known.slug for known in corpus.entries})
    known_kind = find_kind(corpus.info.kinds.terms, kind)
    named = known_kind is not None and bool(known_kind.group)
    record = Entity if named else Term
    entry = record(slug, headword, sound, gloss, TermKind(kind, kind), body or _open(corpus.info.language), NOWHERE, 1)
    entry = replace(entry, short=named and len(headword) < profile_for(corpus.info.language).shortest_term)
    return Contribution(term_path(entry), term_text(entry))


def _open(language: str) -> str:
    """What a body says until its author has said something: it is true, and passes the check."""
    return profile_for(language).typography.ended(unverified_mark(language))


def name_of(words: str) -> str:
    """A name for a file: the sound of the first few characters, in letters that are allowed in addresses."""
    sounds = spelled(words[:40])
    return "-".join(re.findall("[a-z0-9]+", sounds)[:_SYLLABLES])[:_LETTERS].rstrip("-") or "note"


def _chosen(edited: EditedSource, quote: str, text: str | None, number: int | None) -> Spot:
    _known(edited, text)
    if not quote.strip():
        raise NotPlaced(_("no words are given"))
    found = spots(index_of(edited), quote, text)
    if not found:
        message = _("“{quote}” is not in the reading text: copy it from the page, within one paragraph", quote=quote)
        raise NotPlaced(_with_nearest(message, edited, quote, text))
    if number is None and len(found) > 1:
        message = _("“{quote}” occurs {n} times: choose one with --number", quote=quote, n=len(found))
        raise NotPlaced(message, found)
    if number is not None and not 1 <= number <= len(found):
        message = ngettext(
            "“{quote}” occurs {n} time: --number {number} is too large",
            "“{quote}” occurs {n} times: --number {number} is too large",
            len(found),
            quote=quote,
            n=len(found),
            number=number,
        )
        raise NotPlaced(message, found)
    return found[(number or 1) - 1]


def _with_nearest(message: str, edited: EditedSource, words: str, text: str | None) -> str:
    """A message that words are not there, with those that may be meant."""
    blocks = [block for block in index_of(edited).readings() if text in (None, block[0])]
    near = nearest(words, blocks)
    return message if near is None else f"{message}\n{near.hint}"


def _known(edited: EditedSource, text: str | None) -> None:
    """Refuse a text that the source does not have."""
    texts = [account.id for account in edited.ledger.texts]
    if text is not None and text not in texts:
        names = listed(_("expected one of"), text, texts)
        raise NotPlaced(_("text '{text}' does not exist; {names}", text=text, names=names))


def _in_source(edited: EditedSource, words: str, text: str | None, number: int | None) -> tuple[int, int]:
    """Where words are in the source: as they are read, or, if no text reads so, as they are there."""
    _known(edited, text)
    index = index_of(edited)
    if not words or spots(index, words, text):
        spot = _chosen(edited, words, text, number)
        block = index.block_at(spot.position)
        start = spot.position - index.starts[block]
        if why := hindrance(index, block, Correction(spot.block, start, start + len(words), "")):
            raise NotPlaced(why)
        origins = index.origins(block, start, start + len(words))
        if len(origins) != 1:
            raise NotPlaced(_("the source has these words in several pieces: correct one of them at a time"))
        return origins[0].start, origins[0].end
    source = edited.document.text
    first = source.find(words)
    if first < 0:
        message = _("“{words}” is neither in the reading text nor in the source", words=words)
        raise NotPlaced(_with_nearest(message, edited, words, text))
    if source.find(words, first + 1) >= 0:
        message = _("“{words}” is in the source more than once: add more of the words around it", words=words)
        raise NotPlaced(message)
    return first, first + len(words)


def _context(source: str, start: int, end: int) -> _Around:
    """The words beside ``[start, end)`` in its line, as many as make it unique there."""
    low = source.rfind("\n", 0, start) + 1
    high = source.find("\n", end)
    line = source[low : high if high >= 0 else len(source)]
    words = source[start:end]
    for size in CONTEXTS:
        prefix, suffix = source[max(low, start - size) : start], source[end : min(low + len(line), end + size)]
        if line.count(prefix + words + suffix) == 1:
            return _Around(prefix, suffix)
    return _Around(source[low:start], "")


def _free(name: str, taken: Iterable[str]) -> str:
    """``name``, or with the first number that makes it new."""
    used = set(taken)
    numbers = iter(range(2, len(used) + 4))
    found = name
    while found in used or is_reserved(found):
        found = f"{name}-{next(numbers)}"
    return found
