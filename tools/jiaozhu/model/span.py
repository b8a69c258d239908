"""Positions in a source: half-open spans of code points."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Span"]


class Span(NamedTuple):
    """Code points ``start`` (zero-based) up to, but without, ``end`` of the decoded source text.

    An empty span (``start == end``) is a place between two characters: text that an editor supplied has one.
    The shape is that of STAM's text selections (https://github.com/annotation/stam).
    """

    start: int  #: First code point, zero-based.
    end: int  #: One past the last code point.

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span (borders included)."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end
