"""Dates as a Chinese reader says them."""

from __future__ import annotations


def in_words(date: str) -> str:
    """``2019-05-06`` as 2019年5月6日; less exact dates as exactly as they are."""
    parts = date.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def period(begin: str, end: str) -> str:
    """From one date to another; one date if there is no other."""
    if not end or end == begin:
        return in_words(begin)
    return f"{in_words(begin)}至{in_words(end)}"
