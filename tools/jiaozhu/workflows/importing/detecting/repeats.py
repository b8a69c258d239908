"""Detectors of repetition: near-exact loops, passages that recur, glyph runs doubled in running text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from jiaozhu.edition.editing.loops import find_loops
from jiaozhu.language import LanguageProfile
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.locale import _, ngettext
from jiaozhu.workflows.importing.detecting.findings import Finding, SourceLine
from jiaozhu.workflows.importing.detecting.structure import letter_of

#: Clauses this alike (of 100), so many of them in a row, are not rhetoric.
_ALIKE, _RUN, _LONGEST_PERIOD = 68.0, 6, 4
#: Of the characters of a turn so many are those of the turn beside it.
_SAME = 0.6
#: Letters of the shortest clauses, on average of a turn, that are compared letter by letter.
_SHORTEST_EVEN = 4
#: No run of clauses: how many are in it, and after how many it repeats.
_NO_RUN = (0, 1)
#: Passages are sampled so densely that none is missed: this is half the shortest of any language.
_SAMPLE = 14
_STEP = _SAMPLE // 2
#: Of the characters of a passage so many are letters.
_LEAST_LETTERS = 0.6
#: Laughter, sounds and the like: one character again and again, or masks and leaders.
_LEGITIMATE = re.compile(r"^(.)\1*$|^[×XxＸ*＊○□■●.。…—\-_ ]+$")


def near_loops(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find clauses that repeat with small changes, singly or in turn: a recogniser that lost its place."""
    marks = profile.detection
    for line in lines:
        clauses = list(marks.clause.finditer(line.text))
        if len(clauses) < _RUN:
            continue
        if folded := find_loops(line.text):
            clauses = [match for match in clauses if not _inside(match.start(), folded)]
        words = [match.group() for match in clauses]
        even = _even_runs([word.rstrip(marks.clause_marks) for word in words])
        index, done = 0, -1
        while len(clauses) - index >= _RUN:
            run, period = max(_longest_run(words, index), even.get(index, _NO_RUN), key=_is_loop)
            if run >= _RUN * period:
                first, last = clauses[index], clauses[index + run - 1]
                if not _LEGITIMATE.match(first.group().rstrip(marks.clause_marks)):
                    evidence = ngettext(
                        "{run} clauses repeat after {n} clause, almost the same",
                        "{run} clauses repeat after {n} clauses, almost the same",
                        period,
                        run=run,
                        n=period,
                    )
                    score = min(0.95, 0.5 + 0.04 * run / period)
                    turn = clauses[index + period].start() - first.start()
                    start, end = _whole(line.text, first.start(), last.end(), turn)
                    if start > done:
                        yield Finding(
                            "loop", line.start + start, line.start + end, "near-loops", evidence, round(score, 2)
                        )
                    done = end
                    while index < len(clauses) and clauses[index].start() < end:
                        index += 1
                    continue
                index += run
            else:
                index += 1


def _longest_run(clauses: Sequence[str], index: int) -> tuple[int, int]:
    best, period = _NO_RUN
    for step in range(1, _LONGEST_PERIOD + 1):
        at = index + step
        while at < len(clauses) and ratio(clauses[at], clauses[at - step], score_cutoff=_ALIKE):
            at += 1
        if at - index > best and at > index + step:
            best, period = at - index, step
    return best, period


def _whole(text: str, first: int, end: int, turn: int) -> tuple[int, int]:
    """Where a loop begins its second turn, and where it ends: turns whose marks have changed too belong to it.

    Args:
        text: Of the line.
        first: Where its first turn begins, as far as its clauses show.
        end: Where its last turn ends.
        turn: Code points of a turn.
    """
    while first >= turn and _alike(text, first - turn, first, turn):
        first -= turn
    while end + turn <= len(text) and _alike(text, end - turn, end, turn):
        end += turn
    return first + turn, end


def _alike(text: str, one: int, other: int, size: int) -> bool:
    """Whether two stretches have mostly the same characters at the same places."""
    same = sum(a == b for a, b in zip(text[one : one + size], text[other : other + size], strict=False))
    return same >= _SAME * size


def _is_loop(found: tuple[int, int]) -> tuple[bool, int, int]:
    """How much a run of clauses, and after how many it repeats, are a loop: of two the greater is the better."""
    run, period = found
    return run >= _RUN * period, run, -period


def _even_runs(words: Sequence[str]) -> dict[int, tuple[int, int]]:
    """From each clause on of which there is one, the longest even run, and after how many clauses it repeats."""
    lengths = list(map(len, words))
    best: dict[int, tuple[int, int]] = {}
    for period in range(1, _LONGEST_PERIOD + 1):
        for index, run in _even_runs_after(words, lengths, period).items():
            best[index] = max(best.get(index, _NO_RUN), (run, period), key=_is_loop)
    return best


def _even_runs_after(words: Sequence[str], lengths: Sequence[int], period: int) -> dict[int, int]:
    """From each clause on, if a run may begin there: how many have the length of the clause ``period`` before and
    differ in one letter at most from what most of those have there.

    Two clauses that each differ from a third in one letter differ from one another in two: much of a short one.
    """
    runs: dict[int, int] = {}
    at, last = 0, len(words) - period
    while at < last:
        end = at + period
        while end < len(words) and lengths[end] == lengths[end - period]:
            end += 1
        if end - at >= _RUN * period and sum(lengths[at : at + period]) >= _SHORTEST_EVEN * period:
            usual = [_usual(words[at + phase : end : period]) for phase in range(period)]
            run = 0
            for index in range(end - 1, at - 1, -1):
                wanted = usual[(index - at) % period]
                off = sum(char != other for char, other in zip(words[index], wanted, strict=True))
                run = run + 1 if off <= 1 else 0
                runs[index] = run
        at = end - period + 1
    return runs


def _usual(words: Sequence[str]) -> str:
    """What most of some words of the same length have at each place."""
    return "".join(Counter(column).most_common(1)[0][0] for column in zip(*words, strict=True))


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)


def passages(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find passages that occur in a source a second time. The cost is linear: samples are looked for everywhere."""
    letter, shortest = letter_of(profile), profile.detection.shortest_passage
    where = _Flat(lines)
    flat = where.text
    samples: dict[str, int] = {}
    known = samples.get
    at, done = 0, -1
    while at + _SAMPLE <= len(flat):
        sample = flat[at : at + _SAMPLE]
        first = known(sample)
        if first is None:
            if at % _STEP == 0:
                samples[sample] = at
            at += 1
            continue
        if at > done and first + _SAMPLE <= at:
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
            done = high  # what has been looked at is not looked at again, or loops would cost the square
            if high - low >= shortest and _is_text(words, letter):
                number = lines[where.line(first)].number
                start, end = where.position[low], where.position[high - 1] + 1
                score = round(min(0.95, 0.4 + (high - low) / 150), 2)
                evidence = _("{n} characters are the same as in line {line}", n=high - low, line=number)
                yield Finding("duplicate", start, end, "passages", evidence, score)
            at = high
            continue
        at += 1  # what is known already has its first place


def _is_text(words: str, letter: re.Pattern[str]) -> bool:
    return len(letter.findall(words)) >= _LEAST_LETTERS * len(words) and not find_loops(words)


class _Flat:
    """The text of all lines without white space, and where each of its characters is in the source."""

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
        """Return the index of the line of a character."""
        return bisect_right(self._begins, at) - 1

    def border(self, at: int) -> tuple[int, int]:
        """Return where the line of a character begins and ends."""
        index = self.line(at)
        last = index + 1 == len(self._begins)
        return self._begins[index], len(self.text) if last else self._begins[index + 1]


def doublings(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find glyph runs doubled in running text; in headings and captions a rule folds them."""
    for line in lines:
        if line.kind == "p":
            for start, end in doubled_runs(line.text):
                words = line.text[start:end]
                evidence = _("“{words}” repeats the words before it run by run: extracted twice", words=words[:20])
                yield Finding("doubling", line.start + start, line.start + end, "doublings", evidence, 0.8)
