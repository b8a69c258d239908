"""Chinese numerals: their characters, and the number they write."""

from __future__ import annotations

_BY_VALUE = ("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {char: value for value, chars in enumerate(_BY_VALUE) for char in chars}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}


def numeral_value(numeral: str) -> int:
    """The number written in ``numeral``: in Arabic digits, by places (一千三百二十; 一千一十 is 1010) or digit by digit
    (二〇一九)."""
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
