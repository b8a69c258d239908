"""Chinese numerals: their characters, the number one writes, and the numbers in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

__all__ = ["CHARACTERS", "DIGITS", "MYRIADS", "UNITS", "numbers", "numeral_value", "written"]

_BY_VALUE = ("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {char: value for value, chars in enumerate(_BY_VALUE) for char in chars}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
#: Every character of a numeral.
CHARACTERS = "".join([*DIGITS, *UNITS, *MYRIADS])

#: ``1,429`` and ``92.37``; what the edition left in full width was regularised before.
_ARABIC = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CHINESE = re.compile(f"(?<![0-9.])[{CHARACTERS}]+(?:点[{''.join(DIGITS)}]+)?")
_SUNDAY = re.compile("(?:星期|周|礼拜)([日天])")


def numeral_value(numeral: str) -> int:
    """Return the number that a numeral writes.

    Args:
        numeral: Arabic digits, or Chinese by places (一千三百二十; 一千一十 is 1010) or digit by digit (二〇一九).
    """
    if numeral.isascii():
        return int(numeral or 0)
    if not any(char in UNITS or char in MYRIADS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section += (digit or 1) * UNITS[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * MYRIADS[char]
            section = digit = 0
        else:
            total = (total + section + digit or 1) * MYRIADS[char]
            section = digit = 0
    return total + section + digit


#: What counts items as letters do: heavenly stems and earthly branches.
_SERIES = {"stems": "甲乙丙丁戊己庚辛壬癸", "branches": "子丑寅卯辰巳午未申酉戌亥"}


def written(number: int, how: str) -> str:
    """Return a number as it counts the items of a list.

    Args:
        number: From 0; what a way cannot write is written in Arabic digits.
        how: By ``places`` (二十一), by ``digits`` (二一), or in a series: ``stems`` (甲乙丙) or ``branches`` (子丑寅).
    """
    if how in _SERIES:
        series = _SERIES[how]
        return series[number - 1] if 0 < number <= len(series) else str(number)
    digits = [chars[0] for chars in _BY_VALUE]
    if how == "digits":
        return "".join(digits[int(digit)] for digit in str(number))
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    out = ""
    for digit, unit in zip(str(number).zfill(4), ("千", "百", "十", ""), strict=True):
        if digit != "0":
            out += digits[int(digit)] + unit
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零").removeprefix("一") if 10 <= number < 20 else out.rstrip("零")


def numbers(text: str) -> Iterator[Fraction]:
    """Yield every number in ``text``: Arabic or Chinese, with and without the 万 or 亿 after it; Sunday is 7."""
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
    if _SUNDAY.search(text):
        yield Fraction(7)
