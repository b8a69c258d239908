"""Contributions from the command line: well-formed files for a note, a correction, a term; none is overwritten."""

from jiaozhu.workflows.authoring.files import (
    Contribution,
    NotPlaced,
    name_of,
    new_correction,
    new_corrections,
    new_note,
    new_term,
)
from jiaozhu.workflows.authoring.holding import holding, lone_names
from jiaozhu.workflows.authoring.lines import source_lines
from jiaozhu.workflows.authoring.plain import plain_copy

__all__ = [
    "Contribution",
    "NotPlaced",
    "holding",
    "lone_names",
    "name_of",
    "new_correction",
    "new_corrections",
    "new_note",
    "new_term",
    "plain_copy",
    "source_lines",
]
