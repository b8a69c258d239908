"""Figures: reckoning with exact numbers what sources state, and telling readers what came of it."""

from jiaozhu.figures.register import PREFIX, reckon, strays, told

__all__ = ["PREFIX", "reckon", "strays", "told"]
