"""Other witnesses of a source, made by damaging and emending it: where each of its characters has gone is known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.editing.emend import resolve
from jiaozhu.model.document import Document
from jiaozhu.model.span import Span

from bench.damage import CONFUSED


@dataclass(frozen=True)
class Copy:
    """Another witness."""

    text: str
    place: list[Span | None]  #: For each code point of the source where it is in ``text``; None if it is gone.

    def carried(self, places: Iterable[int]) -> list[int]:
        """Where what is left of some code points of the source stands, in their order; layout does not count."""
        there = (self.place[place] for place in places)
        return [at for span in there if span is not None for at in range(*span) if not self.text[at].isspace()]

    @cached_property
    def known(self) -> frozenset[int]:
        """Code points of the copy that stand for some of the source; the rest are strays and what editors supplied."""
        return frozenset(at for span in self.place if span is not None for at in range(*span))


class _Piece(NamedTuple):
    """Text of the copy, and the code points of the source that it stands for."""

    text: str
    origin: Span


class _Draft:
    """A copy while it is made: the source in lines, each in pieces."""

    def __init__(self, edited: EditedSource, chance: random.Random) -> None:
        self.document: Document = edited.document
        self.chance = chance
        self.text = self.document.text
        self.changes: dict[int, tuple[int, str]] = {}  # start: (end, words)
        marks = [mark.span for mark in self.document.markup]
        self.kept = {at for span in marks for at in range(*span)}  # tags stay as they are

    def mend(self, edited: EditedSource) -> None:
        """What the editors corrected is as they read it."""
        found, _ = resolve(edited.source.emendations, LineIndex(self.document))
        for item in found:
            self.changes[item.span.start] = (item.span.end, item.after)

    def damage(self, rate: float) -> None:
        """So many characters of a text are taken for others, dropped, or have another put before them."""
        taken = sorted((start, end) for start, (end, _) in self.changes.items())
        busy = {at for start, end in taken for at in range(start - 1, end + 1)}
        for line in self.document.lines:
            for at in range(*line.span):
                char = self.text[at]
                if at in self.kept or at in busy or char.isspace() or self.chance.random() >= rate:
                    continue
                kind = self.chance.choice(("other", "other", "drop", "add"))
                stray = self._stray({char, self.text[at - 1]})
                words = {"other": CONFUSED.get(char, stray), "drop": "", "add": stray + char}[kind]
                self.changes[at] = (at + 1, words)

    def _stray(self, others: set[str]) -> str:
        """Some character of the text; not one after which the stray could not be recognised."""
        while True:
            char = self.chance.choice(self.text)
            if "一" <= char <= "鿿" and char not in others:
                return char

    def pieces(self, span: Span) -> list[_Piece]:
        """The source from ``span.start`` to ``span.end``, changed."""
        found: list[_Piece] = []
        at = span.start
        for start in sorted(start for start in self.changes if span.start <= start < span.end):
            end, words = self.changes[start]
            if end > span.end or start < at:
                continue
            found += [_Piece(self.text[i], Span(i, i + 1)) for i in range(at, start)]
            found += _mapped(self.text[start:end], words, start)
            at = end
        return found + [_Piece(self.text[i], Span(i, i + 1)) for i in range(at, span.end)]


def witness(
    edited: EditedSource,
    chance: random.Random,
    *,
    emended: bool = False,
    damaged: float = 0.0,
    dropped: float = 0.0,
    moved: float = 0.0,
    joined: float = 0.0,
    split: float = 0.0,
) -> Copy:
    """A copy of a source.

    Args:
        edited: The source with its edition.
        chance: What is done where.
        emended: Whether the emendations are carried out in it.
        damaged: Share of the characters that are taken for others, dropped or doubled by a stray one.
        dropped: Share of the lines that are left out.
        moved: Share of the lines that change places.
        joined: Share of the lines that run on into the next.
        split: Share of the lines that are broken in two.
    """
    draft = _Draft(edited, chance)
    if emended:
        draft.mend(edited)
    draft.damage(damaged)
    document = draft.document
    lines = [line.span for line in document.lines]
    texts: list[list[_Piece]] = [draft.pieces(span) for span in lines]
    body = [n for n, paragraph in enumerate(_kinds(document)) if paragraph not in ("front-matter", "figure")]
    long = [n for n in body if lines[n].length >= 8]
    for number in _some(body, dropped, chance):
        texts[number] = [_Piece("", span) for span in (lines[number],) if span.length]
    swapped = _some(long, moved, chance)
    for one, other in zip(swapped[::2], swapped[1::2], strict=False):
        texts[one], texts[other] = texts[other], texts[one]
    plain = not document.markup
    broken = set(_some(long, split if plain else 0.0, chance))
    run_on = set(_some(body, joined if plain else 0.0, chance))
    out: list[_Piece] = []
    at = 0
    for number, span in enumerate(lines):
        between = "" if number - 1 in run_on and number else document.text[at : span.start]
        out.append(_Piece(between, Span(at, span.start)))
        content = texts[number]
        if number in broken and len(content) > 4:
            cut = chance.randint(2, len(content) - 2)
            content = [
                *content[:cut],
                _Piece("\n", Span(content[cut].origin.start, content[cut].origin.start)),
                *content[cut:],
            ]
        out += content
        at = span.end
    out.append(_Piece(document.text[at:], Span(at, len(document.text))))
    return _joined(out, len(document.text))


def damaged(char: str, chance: random.Random, rate: float = 0.02) -> str:
    """A character as a recogniser may read it."""
    if char.isspace() or chance.random() >= rate:
        return char
    return chance.choice((CONFUSED.get(char, "口"), CONFUSED.get(char, "口"), "", f"口{char}"))


def _mapped(before: str, after: str, start: int) -> list[_Piece]:
    """A change: the characters that both begin and end with stand for themselves."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    edge, rest = len(before) - tail, len(after) - tail
    same = [_Piece(before[n], Span(start + n, start + n + 1)) for n in (*range(head), *range(edge, len(before)))]
    return [*same[:head], _Piece(after[head:rest], Span(start + head, start + edge)), *same[head:]]


def _alike(one: str, other: str) -> int:
    """With how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _kinds(document: Document) -> Iterator[str]:
    images = {image.span for image in document.images}
    for paragraph in document.paragraphs:
        for line in document.lines[paragraph.first : paragraph.last + 1]:
            yield "figure" if line.span in images else paragraph.kind


def _some(numbers: list[int], share: float, chance: random.Random) -> list[int]:
    return chance.sample(numbers, round(share * len(numbers)))


def _joined(pieces: list[_Piece], length: int) -> Copy:
    place: list[Span | None] = [None] * length
    parts: list[str] = []
    at = 0
    for text, origin in pieces:
        if len(text) == origin.length:
            for offset in range(len(text)):
                place[origin.start + offset] = Span(at + offset, at + offset + 1)
        elif text and origin.length:  # its characters share the words that stand for them
            cuts = [at + len(text) * n // origin.length for n in range(origin.length + 1)]
            for n, (low, high) in enumerate(pairwise(cuts)):
                place[origin.start + n] = Span(low, high)
        parts.append(text)
        at += len(text)
    return Copy("".join(parts), place)


#: What is done to the copies of the benchmark.
COPIES: dict[str, Callable[[EditedSource, random.Random], Copy]] = {
    "damaged": lambda edited, chance: witness(edited, chance, damaged=0.01),
    "badly damaged": lambda edited, chance: witness(edited, chance, damaged=0.05, joined=0.1, split=0.1),
    "cut and moved": lambda edited, chance: witness(edited, chance, damaged=0.01, dropped=0.15, moved=0.15),
    "emended": lambda edited, chance: witness(edited, chance, emended=True, joined=0.1, split=0.1),
    "emended, cut and moved": lambda edited, chance: witness(
        edited, chance, emended=True, damaged=0.003, dropped=0.15, moved=0.15, joined=0.1, split=0.1
    ),
}
