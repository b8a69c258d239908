"""Contributions made at a desk: well-formed files for a note, a correction, a term; none is ever overwritten."""

from jiaozhu.contributing.files import Contribution, NotPlaced, new_correction, new_corrections, new_note, new_term
from jiaozhu.contributing.lines import source_lines
from jiaozhu.contributing.plain import plain_copy

__all__ = [
    "Contribution",
    "NotPlaced",
    "new_correction",
    "new_corrections",
    "new_note",
    "new_term",
    "plain_copy",
    "source_lines",
]
