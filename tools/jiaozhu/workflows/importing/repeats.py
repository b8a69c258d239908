"""Detectors of what is there twice: near-exact loops, passages that come again, glyph runs doubled in running text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from jiaozhu.edition.editing.loops import find_loops
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.workflows.importing.findings import Finding, SourceLine

#: Clauses this alike, so many of them in a row, are no rhetoric.
_ALIKE, _RUN, _LONGEST_PERIOD = 68.0, 6, 4
_CLAUSE = re.compile(r"[^，。、；！？,;!?\n]{2,60}[，。、；！？,;!?]?")
#: A passage that comes again is this long at least; sampled so densely that none is missed.
_PASSAGE, _SAMPLE = 28, 14
_HAN = re.compile("[一-鿿]")
#: Laughter, sounds and the like: 天天, 哈哈哈, ××××.
_LEGITIMATE = re.compile(r"^(.)\1*$|^[×XxＸ*＊○□■●.。…—\-_ ]+$")


def near_loops(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Clauses that repeat with small changes, singly or by turns: a recogniser that has lost its place."""
    for line in lines:
        folded = find_loops(line.text)
        clauses = [match for match in _CLAUSE.finditer(line.text) if not _inside(match.start(), folded)]
        index = 0
        while index < len(clauses):
            run, period = _longest_run(clauses, index)
            if run >= _RUN * period and run >= _RUN:
                first, last = clauses[index], clauses[index + run - 1]
                if not _LEGITIMATE.match(first.group().rstrip("，。、；！？,;!?")):
                    evidence = f"{run} 个分句以 {period} 句为周期，几乎相同"
                    score = min(0.95, 0.5 + 0.04 * run / period)
                    start, end = line.start + clauses[index + period].start(), line.start + last.end()
                    yield Finding("loop", start, end, "near-loops", evidence, round(score, 2))
                index += run
            else:
                index += 1


def _longest_run(clauses: Sequence[re.Match[str]], index: int) -> tuple[int, int]:
    best, period = 0, 1
    for step in range(1, _LONGEST_PERIOD + 1):
        at = index + step
        while at < len(clauses) and ratio(clauses[at].group(), clauses[at - step].group()) >= _ALIKE:
            at += 1
        if at - index > best and at > index + step:
            best, period = at - index, step
    return best, period


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)


def passages(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Passages of a source that stand in it a second time. Linear: samples are looked for everywhere."""
    where = _Flat(lines)
    flat = where.text
    samples: dict[str, int] = {}
    at, done = 0, -1
    while at + _SAMPLE <= len(flat):
        first = samples.get(flat[at : at + _SAMPLE])
        if first is not None and at > done and first + _SAMPLE <= at:
            low = at
            begin, border = where.border(at)
            while (
                low > max(done + 1, begin)
                and first - (at - low) > 0
                and flat[low - 1] == flat[first - (at - low) - 1]
                and at - low < 400
            ):
                low -= 1
            high = at + _SAMPLE
            while high < border and flat[high] == flat[first + high - at] and first + high - at < low:
                high += 1
            words = flat[low:high]
            done = (
                high  # whatever it is: what has been looked at is not looked at again, or loops would cost the square
            )
            if high - low >= _PASSAGE and len(_HAN.findall(words)) >= 0.6 * len(words) and not find_loops(words):
                number = lines[where.line(first)].number
                start, end = where.position[low], where.position[high - 1] + 1
                score = round(min(0.95, 0.4 + (high - low) / 150), 2)
                yield Finding("duplicate", start, end, "passages", f"{high - low} 字与第 {number} 行相同", score)
            at = high
            continue
        if at % (_SAMPLE // 2) == 0:
            samples.setdefault(flat[at : at + _SAMPLE], at)
        at += 1


class _Flat:
    """The text of all lines without white space, and where each of its characters stands in the source."""

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        parts: list[str] = []
        self.position = array("Q")  # of each character, in the source
        self._begins: list[int] = []  # of each line, in the text
        for line in lines:
            self._begins.append(len(self.position))
            words = line.text.split()
            at = 0
            for word in words:
                at = line.text.index(word, at)
                self.position.extend(range(line.start + at, line.start + at + len(word)))
                at += len(word)
            parts += words
        self.text = "".join(parts)

    def line(self, at: int) -> int:
        """Index of the line of a character."""
        return bisect_right(self._begins, at) - 1

    def border(self, at: int) -> tuple[int, int]:
        """Where the line of a character begins and ends."""
        index = self.line(at)
        last = index + 1 == len(self._begins)
        return self._begins[index], len(self.text) if last else self._begins[index + 1]


def doublings(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Glyph runs doubled in running text; in headings and captions they are folded by rule."""
    for line in lines:
        if line.kind == "p":
            for start, end in doubled_runs(line.text):
                words = line.text[start:end]
                evidence = f"“{words[:20]}”与其前的字逐段相同，当是重叠取字"
                yield Finding("doubling", line.start + start, line.start + end, "doublings", evidence, 0.8)
