"""The files of contributions: where each goes, what it is called, what is in it.

Every contribution is a file of its own, so that no two contributors ever touch the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.places import Spot, index_of, spots, unique_target
from jiaozhu.language import profile_for
from jiaozhu.language.pinyin import spelled, with_tones
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.edition import Emendation
from jiaozhu.model.kinds import NoteKind, TermKind
from jiaozhu.model.names import is_reserved, listed
from jiaozhu.model.note import Note
from jiaozhu.model.page import Page
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.term import Term
from jiaozhu.store import emendations_path, emendations_text, note_path, note_text, term_path, term_text
from jiaozhu.workflows.authoring.plain import ASKED, Change, Placed, Refused, changes, hindrance, place

#: What a body says until its author has said something: it is honest, and passes the check.
OPEN = "待考。"
#: Syllables of a quote that make a name, and the letters they may have: a name is made of two, and of a number.
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
    """The words are not there, or not only once; ``choices`` are the places between which someone must choose."""

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
    body: str = "",
    text: str | None = None,
    number: int | None = None,
) -> Contribution:
    """A note on ``quote``, with the context that makes it unique.

    Args:
        edited: The source.
        quote: Words of one paragraph of the reading text, as they are on the page.
        kind: The id of a kind of note of the corpus.
        author: Who answers for it.
        date: ISO.
        body: What it says; 待考 if nothing.
        text: Id of the text meant, if the quote is in several.
        number: Which occurrence, from 1, if there are several.

    Raises:
        NotPlaced: the quote is not there, or is there several times and no number says which.
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
        body=body or OPEN,
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
    """An emendation of ``before``, words of the source or of the page, to ``after``; to nothing, it is left out.

    Raises:
        NotPlaced: the words are not there once, or the source has them in several pieces.
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
    edited: EditedSource, page: Page, copy: str, *, author: str
) -> tuple[Contribution | None, list[Refused]]:
    """One file with an emendation for each change of ``copy``, an edited plain copy of ``page``; each asks its basis.

    Returns:
        The file, or None if nothing was changed; and what could not be made an emendation.
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
        entries.append(_entry(edited, placed, id, author))
    if not entries:
        return None, refused
    files = {Path(emendation.place.path).stem for emendation in edited.source.emendations}
    name = _free(f"{name_of(author)}-{page.text}", files)
    return _contributed(edited, name, entries), refused


def _contributed(edited: EditedSource, name: str, emendations: list[Emendation]) -> Contribution:
    return Contribution(emendations_path(edited.source.siglum, name), emendations_text(emendations))


def _entry(edited: EditedSource, placed: Placed, id: str, author: str) -> Emendation:
    source, (start, end) = edited.document.text, placed.span
    words = source[start:end]
    kind = ActKind.SUPPLIED if not words else ActKind.CORRECTED if placed.after else ActKind.SURPLUS
    around = _context(source, start, end) if words else _beside(source, start)
    return Emendation(
        id=id,
        line=source.count("\n", 0, start) + 1,
        kind=kind,
        place=NOWHERE,
        before=words,
        after=placed.after,
        prefix=around.prefix,
        suffix=around.suffix,
        reason="校读所改",
        basis=ASKED,
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
    """A glossary entry.

    Raises:
        NotPlaced: there is one already.
    """
    for term in corpus.terms:
        if headword in term.strings:
            raise NotPlaced(f"'{headword}' is in the glossary already: glossary/{term.slug}.md")
    pronounced = profile_for(corpus.info.language).pronounced
    sound = pinyin or (with_tones(headword) if pronounced else "")
    slug = _free(name_of(headword), {term.slug for term in corpus.terms})
    entry = Term(slug, headword, sound, gloss, TermKind(kind, kind), body or OPEN, NOWHERE, 1)
    return Contribution(term_path(slug), term_text(entry))


def name_of(words: str) -> str:
    """A name for a file: the sound of the first few characters, in letters that are allowed in addresses."""
    sounds = spelled(words[:40])
    return "-".join(re.findall("[a-z0-9]+", sounds)[:_SYLLABLES])[:_LETTERS].rstrip("-") or "note"


def _chosen(edited: EditedSource, quote: str, text: str | None, number: int | None) -> Spot:
    _known(edited, text)
    if not quote.strip():
        raise NotPlaced("there are no words to look for")
    found = spots(index_of(edited), quote, text)
    if not found:
        raise NotPlaced(f"「{quote}」 is not in the reading text: copy it from the page, within one paragraph")
    if number is None and len(found) > 1:
        raise NotPlaced(f"「{quote}」 occurs {len(found)} times: choose one with --number", found)
    if number is not None and not 1 <= number <= len(found):
        raise NotPlaced(f"「{quote}」 occurs {len(found)} times: --number {number} is too large", found)
    return found[(number or 1) - 1]


def _known(edited: EditedSource, text: str | None) -> None:
    """Refuses a text that the source does not have."""
    texts = [account.id for account in edited.ledger.texts]
    if text is not None and text not in texts:
        raise NotPlaced(f"text '{text}' does not exist; {listed('expected one of', text, texts)}")


def _in_source(edited: EditedSource, words: str, text: str | None, number: int | None) -> tuple[int, int]:
    """Where words are in the source: as they are read, or, if no text reads so, as they are there."""
    _known(edited, text)
    index = index_of(edited)
    if not words or spots(index, words, text):
        spot = _chosen(edited, words, text, number)
        block = index.block_at(spot.position)
        start = spot.position - index.starts[block]
        if why := hindrance(index, block, Change(spot.block, start, start + len(words), "")):
            raise NotPlaced(why)
        origins = index.origins(block, start, start + len(words))
        if len(origins) != 1:
            raise NotPlaced("the source has these words in several pieces: correct one of them at a time")
        return origins[0].start, origins[0].end
    source = edited.document.text
    first = source.find(words)
    if first < 0:
        raise NotPlaced(f"「{words}」 is neither in the reading text nor in the source")
    if source.find(words, first + 1) >= 0:
        raise NotPlaced(f"「{words}」 is in the source more than once: add more of the words around it")
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
