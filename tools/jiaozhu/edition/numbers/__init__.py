"""Quantities: exact arithmetic with the numbers that sources state, and notes with its results for readers."""

from jiaozhu.edition.numbers.register import PREFIX, check_register, misplaced, result_notes

__all__ = ["PREFIX", "check_register", "misplaced", "result_notes"]
