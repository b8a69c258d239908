"""The numbers that stand in a stretch of Chinese text, in whatever digits they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from jiaozhu.language.chinese_numerals import DIGITS, MYRIADS, UNITS, numeral_value

#: ``1,429`` and ``92.37``; what the edition left in full width was regularised before.
_ARABIC = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CHINESE = re.compile(f"(?<![0-9.])[{''.join(DIGITS)}{''.join(UNITS)}{''.join(MYRIADS)}]+(?:点[{''.join(DIGITS)}]+)?")
_WEEKDAY = re.compile("(?:星期|周|礼拜)([日天])")


def numbers(text: str) -> Iterator[Fraction]:
    """Every number in ``text``: Arabic or Chinese, with and without the 万 or 亿 that follows it; Sunday is 7."""
    for match in _ARABIC.finditer(text):
        value = Fraction(match.group().replace(",", "").replace("，", ""))
        yield value
        for char in text[match.end() : match.end() + 2]:
            if char not in MYRIADS and char not in UNITS:
                break
            value *= MYRIADS.get(char) or UNITS[char]
            yield value
    for match in _CHINESE.finditer(text):
        words, _, decimals = match.group().partition("点")
        yield numeral_value(words) + Fraction(numeral_value(decimals), 10 ** len(decimals))
        yield from (Fraction(DIGITS[char]) for char in words if char in DIGITS)  # 二三: two or three
        if match.group()[-1] in MYRIADS:
            yield Fraction(numeral_value(words[:-1]))
    if _WEEKDAY.search(text):
        yield Fraction(7)
