"""The numbers that stand in a stretch of Chinese text, in whatever digits they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
#: ``1,429`` and ``92.37``; what the edition left in full width was regularised before.
_ARABIC = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CHINESE = re.compile(
    f"(?<![0-9.])[{''.join(_DIGITS)}{''.join(_UNITS)}{''.join(_MYRIADS)}]+(?:点[{''.join(_DIGITS)}]+)?"
)
_WEEKDAY = re.compile("(?:星期|周|礼拜)([日天])")


def numbers(text: str) -> Iterator[Fraction]:
    """Every number in ``text``: Arabic or Chinese, with and without the 万 or 亿 that follows it; Sunday is 7."""
    for match in _ARABIC.finditer(text):
        value = Fraction(match.group().replace(",", "").replace("，", ""))
        yield value
        for char in text[match.end() : match.end() + 2]:
            if char not in _MYRIADS and char not in _UNITS:
                break
            value *= _MYRIADS.get(char) or _UNITS[char]
            yield value
    for match in _CHINESE.finditer(text):
        words, _, decimals = match.group().partition("点")
        yield _whole(words) + Fraction(int(_digits(decimals) or 0), 10 ** len(decimals))
        yield from (Fraction(_DIGITS[char]) for char in words if char in _DIGITS)  # 二三: two or three
        if match.group()[-1] in _MYRIADS:
            yield Fraction(_whole(words[:-1]))
    if _WEEKDAY.search(text):
        yield Fraction(7)


def _whole(words: str) -> int:
    """``一千三百二十`` by places, ``二〇一九`` by digits."""
    if not any(char in _UNITS or char in _MYRIADS for char in words):
        return int(_digits(words) or 0)
    total = section = digit = 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * _MYRIADS[char]
            section = digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def _digits(words: str) -> str:
    return "".join(str(_DIGITS[char]) for char in words)
