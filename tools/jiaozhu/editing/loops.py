"""Runaway loops of a recogniser: runs that count upward, and runs that repeat with an exact period.

Both searches are linear. Near-exact and alternating loops need judgement and are an editor's emendation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Fewer items than this may be an honest enumeration (一、二、三 … 二十).
LEAST_ITEMS = 30
#: Share of steps that must count upward by one: a recogniser skips now and then.
LEAST_STEPS = 0.9

#: The longest period looked for, and the least length of a repeating run: four times the period, and long
#: enough that no refrain or slogan (「加油！加油！加油！」) is touched.
LONGEST_PERIOD = 60
LEAST_RUN = 48
LEAST_REPEATS = 4

_WINDOW = 64
_STEP = 32

_NUMERAL = r"(?:[〇零一二三四五六七八九十百千万亿]+|[0-9]+)"
_COUNTING = re.compile(rf"(?:{_NUMERAL}[、，,；; ]){{{LEAST_ITEMS},}}{_NUMERAL}?")
_ITEM = re.compile(_NUMERAL)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
#: What legitimately repeats: leaders, rules, masks, blanks.
_LEADERS = re.compile(r"[\s.．。·・…—–\-_＿=＝*＊×XxＸ□○●■◆0０~～/\\|]*")


def find_loops(text: str) -> list[tuple[int, int]]:
    """Ranges of ``text`` to leave out, in order: whole counting runs, and of repeating runs all but the first period."""
    counting = list(_counting_runs(text))
    repeating = [run for run in _repeating_runs(text) if not any(a < run[1] and run[0] < b for a, b in counting)]
    return sorted(counting + repeating)


def numeral_value(numeral: str) -> int:
    """The number written in ``numeral`` (digits, or Chinese numerals as read aloud; 一千一十 is taken as 1010)."""
    if numeral.isascii():
        return int(numeral[:18])
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def _counting_runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _COUNTING.finditer(text):
        values = [numeral_value(item) for item in _ITEM.findall(match.group())]
        steps = sum(after - before == 1 for before, after in zip(values, values[1:], strict=False))
        if steps >= LEAST_STEPS * (len(values) - 1):
            yield match.span()


def _repeating_runs(text: str) -> Iterator[tuple[int, int]]:
    """Exact repetitions. Ordinary text has many different characters in any window, a loop has few: only windows
    with few are looked at closely, so ordinary text costs one pass."""
    done = 0
    for start in range(0, max(0, len(text) - LEAST_RUN) + 1, _STEP):
        window = text[start : start + _WINDOW]
        if start < done or len(window) < LEAST_RUN or len(set(window)) > _WINDOW * 5 // 8:
            continue
        found = _period_at(text, start, done)
        if found is None:
            continue
        first, end, period = found
        done = end
        if end - first >= max(LEAST_RUN, LEAST_REPEATS * period) and not _LEADERS.fullmatch(text, first, first + period):
            yield first + period, end


def _period_at(text: str, start: int, floor: int) -> tuple[int, int, int] | None:
    """The exact repetition that covers the middle of the window at ``start``: (begin, end, period)."""
    sample = text[start + _STEP // 2 : start + _STEP // 2 + _STEP]
    for period in range(1, LONGEST_PERIOD + 1):
        at = start + _STEP // 2
        if text[at + period : at + period + len(sample)] != sample:
            continue
        end = at + len(sample) + period
        while end < len(text) and text[end] == text[end - period]:
            end += 1
        while at > floor and text[at - 1] == text[at - 1 + period]:
            at -= 1
        return at, end, period
    return None
