"""Figures: reckoning with exact numbers what sources state, and telling readers what came of it."""

from jiaozhu.edition.numbers.register import PREFIX, reckon, strays, told

__all__ = ["PREFIX", "reckon", "strays", "told"]
