"""How rightly notes are carried over to another witness: right, wrong and refused by the length of their quotes.

The copies are made of the project's own sources, so where each character has gone is known. Beside it is what a plain
fuzzy matcher does, which takes the likest place there is: it never refuses.

Not measured: witnesses of another kind (a PDF for a recognised page), and real second recognitions of one page.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jiaozhu.edition.anchoring import BORDER, ReadingIndex, anchor
from jiaozhu.edition.pipeline import Volume, make_book
from jiaozhu.edition.places import Spot, unique_target
from jiaozhu.formats import FORMATS
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.span import Span
from jiaozhu.store import load_corpus
from jiaozhu.workflows.rebasing.alignment import align
from jiaozhu.workflows.rebasing.carrying import Carried, carry
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.streams import stream_of_document
from jiaozhu.workflows.rebasing.witness import read_witness
from rapidfuzz import fuzz

from bench.damage import clean
from bench.report import Budget, Row
from bench.witnesses import COPIES, Copy, damaged

GROUP = "rebase"
LENGTHS = (4, 6, 8, 12, 20, 40)
_GROUPS = ("notes", *(f"{length} characters" for length in LENGTHS))
#: Of those still there; of all.
_RIGHT, _WRONG = Budget(97, at_least=True), Budget(0.5)
#: Code points by which an end of a stretch may be off: a character that was put in or taken at the very end.
_OFF = 1


class Case(NamedTuple):
    """A target of the old source, and the truth."""

    group: str
    target: Target
    before: Anchor
    copy: Copy
    true: list[int]  #: Code points of the copy where its words stand; empty if they are gone.


def measure(corpus: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    volumes = make_book(load_corpus(corpus)[0]).volumes
    ours: Counter[tuple[str, str]] = Counter()
    plain: Counter[tuple[str, str]] = Counter()
    for volume in volumes:
        folder = corpus / "sources" / volume.source.siglum
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for name, make in COPIES.items():
            chance = random.Random(f"{volume.source.siglum} {name}")
            copy = make(volume.edited, chance)
            format = volume.source.about.format
            carried = carry(
                volume.edited, files, read_witness(copy.text.encode(), "copy", format, format), "copy", language="zh"
            )
            cases = list(_cases(volume, copy, chance, 20 if quick else 100))
            _judge(carried, cases, ours)
            _judge_plain(carried, cases, plain)
    for group in _GROUPS:
        yield from _shares(group, group, ours, _RIGHT, _WRONG)
    exact, silent = (sum(ours[group, kind] for group in _GROUPS) for kind in ("exact", "silent"))
    told = f"of {exact + silent} that were carried without a person's word"
    yield Row(GROUP, "exact at a wrong place", silent, "", Budget(0), told)
    for group in _GROUPS:
        yield from _shares(f"{group}, plain fuzzy matcher", group, plain)
    yield from _costs(corpus, quick=quick)


def _shares(
    name: str,
    group: str,
    counts: Counter[tuple[str, str]],
    right_budget: Budget | None = None,
    wrong_budget: Budget | None = None,
) -> Iterator[Row]:
    right, wrong, lost = (counts[group, kind] for kind in ("right", "wrong", "lost"))
    ghost, refused = counts[group, "ghost"], counts[group, "refused"]
    there, gone = right + wrong + lost, ghost + refused
    told = f"{right} of {there} that are still there"
    told += f", {counts[group, 'exact']} of them exact" if right_budget else ""
    yield Row(GROUP, f"{name}: right", 100 * right / max(1, there), "%", right_budget, told)
    told = f"{wrong} at a wrong place, {ghost} of {gone} that are gone"
    yield Row(GROUP, f"{name}: wrong", 100 * (wrong + ghost) / max(1, there + gone), "%", wrong_budget, told)
    told = f"{lost} that are still there, {refused} of {gone} that are gone"
    yield Row(GROUP, f"{name}: refused", 100 * (lost + refused) / max(1, there + gone), "%", None, told)


def _costs(corpus: Path, *, quick: bool) -> Iterator[Row]:
    """What it costs to compare a long text with a damaged copy."""
    size = 20_000 if quick else 100_000
    seconds = []
    for length in (size, 10 * size):
        chance = random.Random(length)
        pool = "".join(clean(corpus))
        text = "\n".join("".join(chance.choices(pool, k=80)) for _ in range(length // 81))
        copy = "".join(damaged(char, chance) for char in text)
        start = time.perf_counter()
        align(*(stream_of_document(FORMATS["plain-text"].read(words)) for words in (text, copy)))
        seconds.append(time.perf_counter() - start)
    yield Row(
        GROUP, "comparing two witnesses", 10 * size / seconds[1] / 1e6, "M cp/s", None, f"{10 * size:,} characters"
    )
    told = "10 is linear"
    yield Row(GROUP, "growth of comparing, 1× → 10×", seconds[1] / seconds[0], "times", Budget(15), told)


def _cases(volume: Volume, copy: Copy, chance: random.Random, count: int) -> Iterator[Case]:
    """The notes of a source, and ``count`` quotes of each length from anywhere in its reading."""
    edited = volume.edited
    index = ReadingIndex(edited.ledger)
    groups = [("notes", note.target) for note in edited.source.notes]
    for size in LENGTHS:
        made = tries = 0
        while made < count and tries < 20 * count:
            tries += 1
            start = chance.randrange(len(index.reading))
            words = index.reading[start : start + size]
            if len(words) == size and BORDER not in words and words == words.strip() and _traceable(index, start, size):
                text, block, _ = index.blocks[index.block_at(start)]
                target = unique_target(index, Spot(text, block, start, ""), words)
                if target is not None:
                    groups.append((f"{size} characters", target))
                    made += 1
    anchors, _ = anchor([target for _, target in groups], edited.ledger, edited.document.text)
    for (group, target), before in zip(groups, anchors, strict=True):
        if before is not None:
            yield Case(group, target, before, copy, _truth(edited.ledger, before, copy))


def _traceable(index: ReadingIndex, start: int, size: int) -> bool:
    """Whether both ends lead to characters of the source, and not into the middle of what an editor put for others."""
    block = index.block_at(start)
    first = start - index.starts[block]
    ends = [index.origins(block, at, at + 1) for at in (first, first + size - 1)]
    return all(len(origin) == 1 and origin[0].length == 1 for origin in ends)


def _truth(ledger: Ledger, before: Anchor, copy: Copy) -> list[int]:
    """Where the words are in the copy; words of which more than half are gone are gone."""
    read = [at for span in before.origin for at in range(*span) if ledger.forward(at) is not None]
    left = copy.carried(read)
    return left if 2 * len(left) >= len(read) else []


def _judge(carried: Carried, cases: Sequence[Case], counts: Counter[tuple[str, str]]) -> None:
    placements = carried.placer.place([case.target for case in cases], [case.before for case in cases])
    for case, placement in zip(cases, placements, strict=True):
        verdict = _verdict(case, placement.anchor.origin if placement.anchor else ())
        counts[case.group, verdict] += 1
        if placement.state is State.EXACT:
            counts[case.group, "exact" if verdict == "right" else "silent"] += 1


def _judge_plain(carried: Carried, cases: Sequence[Case], counts: Counter[tuple[str, str]]) -> None:
    """The likest place of the new reading for the words with their context, whatever it is."""
    index = carried.placer.new
    for case in cases:
        target = case.target
        found = fuzz.partial_ratio_alignment(target.prefix + target.quote + target.suffix, index.reading)
        origin: tuple[Span, ...] = ()
        if found is not None:
            low = min(found.dest_start + len(target.prefix), found.dest_end)
            high = max(low, found.dest_end - len(target.suffix))
            block = index.block_at(low)
            origin = index.origins(block, low - index.starts[block], high - index.starts[block])
        counts[case.group, _verdict(case, origin)] += 1


def _verdict(case: Case, origin: Sequence[Span]) -> str:
    """Both ends count, by the characters that were in the source."""
    if not origin:
        return "lost" if case.true else "refused"
    if not case.true:
        return "ghost"
    got = [at for span in origin for at in range(*span) if at in case.copy.known and not case.copy.text[at].isspace()]
    ends = zip((got[0], got[-1]), (case.true[0], case.true[-1]), strict=True) if got else [(0, _OFF + 1)]
    return "right" if all(abs(one - other) <= _OFF for one, other in ends) else "wrong"
