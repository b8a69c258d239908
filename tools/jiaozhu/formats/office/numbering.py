"""Numbers of lists as they are written: 3., iii), (c), and the language's own."""

from __future__ import annotations

from jiaozhu.language import languages

__all__ = ["BULLET", "in_letters", "in_roman", "number"]

#: What stands for the drawing of a bullet.
BULLET = "\u2022"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: Word's names of ways to count (ECMA-376, part 1, 17.18.59) that a language's profile writes.
_OWN = {
    "chineseCounting": "places",
    "chineseCountingThousand": "places",
    "chineseLegalSimplified": "places",
    "taiwaneseCounting": "places",
    "taiwaneseCountingThousand": "places",
    "japaneseCounting": "places",
    "ideographDigital": "digits",
    "japaneseDigitalTenThousand": "digits",
    "taiwaneseDigital": "digits",
    "ideographTraditional": "stems",
    "ideographZodiac": "branches",
}


def in_roman(value: int) -> str:
    """Return a number in small Roman numerals; in digits beyond them."""
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for unit, letters in _ROMAN:
        times, value = divmod(value, unit)
        out += letters * times
    return out


def in_letters(value: int) -> str:
    """Return a number in small letters as word processors count: a … z, aa, bb …"""
    return chr(ord("a") + (value - 1) % 26) * min(50, (value - 1) // 26 + 1) if value > 0 else str(value)


def number(value: int, how: str) -> str:
    """Return a number in one of Word's ways of counting; in digits where the way is not known.

    Args:
        value: The number, from 0.
        how: ``decimal``, ``lowerRoman``, ``ideographDigital`` … (``ST_NumberFormat``).
    """
    if how in ("lowerRoman", "upperRoman", "lowerLetter", "upperLetter"):
        written = in_roman(value) if how.endswith("Roman") else in_letters(value)
        return written.upper() if how.startswith("upper") else written
    if how in ("none", "bullet"):
        return ""
    if how == "decimalZero":
        return f"{value:02d}"
    if how.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    if how == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if how in _OWN:
        for profile in languages():
            if profile.numerals.write is not None:
                return profile.numerals.write(value, _OWN[how])
    return str(value)
