"""The spaces between the words of a line: what the file has between two glyphs, or a gap.

A gap is a space if it is wider than kerning makes, and wider than the run's own letters are apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiaozhu.formats.pdf.runs import Run, Way, is_wide

__all__ = ["gap_for_space", "run_text"]

#: Room for a space, in sizes of the type: between letters, between a letter and an ideograph, between ideographs.
_SPACE, _MIXED_SPACE, _WIDE_SPACE = 0.082, 0.3, 0.24
#: Gaps of this many sizes are letter-spacing, if most of a run's are.
_LOOSE, _LOOSEST = 0.06, 0.27


def gap_for_space(before: str, after: str) -> float:
    """Return the gap between two characters that is a space, in sizes of the type."""
    if after.isascii() and before.isascii():
        return _SPACE
    wide = is_wide(before) + is_wide(after)
    return _SPACE if not wide else _MIXED_SPACE if wide == 1 else _WIDE_SPACE


def run_text(run: Run) -> str:
    """Return the words of a run, with a space between them."""
    chars, blanks = run.chars, run.blanks
    gaps = [start - end for start, end in zip(run.starts[1:], run.ends, strict=False)]
    size = 1e9 if run.way == Way.OBLIQUE else run.size
    if not gaps or (max(gaps) < _SPACE * size and blanks.keys() <= {0}):
        return "".join(chars)
    loose = _letter_spacing(run, gaps) if len(blanks) < 2 else 0.0
    out = [chars[0]]
    for index, gap in enumerate(gaps, 1):
        char = chars[index]
        if index in blanks:
            out.append(blanks[index])
        elif gap > _SPACE * size and gap - loose > gap_for_space(chars[index - 1], char) * size:
            out.append(" ")
        out.append(char)
    return "".join(out)


def _letter_spacing(run: Run, gaps: Sequence[float]) -> float:
    """How far apart a run's letters are set: the gap that four of five pairs of them exceed; leaders are no letters."""
    pairs = zip(run.chars, run.chars[1:], strict=False)
    inner = sorted(
        gap for gap, (before, after) in zip(gaps, pairs, strict=True) if before.isalnum() and after.isalnum()
    )
    if len(inner) < 3:
        return 0.0
    least = inner[len(inner) // 5]
    return least if _LOOSE * run.size < least < _LOOSEST * run.size else 0.0
