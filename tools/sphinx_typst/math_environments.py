"""The environments of LaTeX's mathematics: matrices, cases, lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from .errors import Untranslatable
from .locale import __
from .math_parser import Parser
from .math_symbols import LINES, MATRICES
from .math_writing import joined

__all__ = ["environment"]

_CASES = {"cases": "", "dcases": "", "rcases": "reverse: #true, ", "drcases": "reverse: #true, ", "cases*": ""}
#: Environments with an argument after their name.
_WITH_ARGUMENT = frozenset(
    {
        "array",
        "tabular",
        "subarray",
        "darray",
        "alignat",
        "alignat*",
        "alignedat",
        "xalignat",
        "IEEEeqnarray",
        "IEEEeqnarray*",
    }
)
_ALIGNMENTS = {"l": "left", "r": "right", "c": "center"}
#: The most rows and cells of an environment.
_MOST_CELLS = 10_000


@dataclass(slots=True)
class _Rows:
    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  #: The rows that have a line above them.


def environment(parser: Parser, is_alone: bool) -> str:
    """Translate an environment, whose ``\\begin`` has been read.

    Args:
        parser: Where it is read.
        is_alone: Whether nothing is before it: lines are those of the formula then, if nothing is after it.
    """
    name = parser.raw_argument().strip()
    if name not in MATRICES and name not in LINES and name not in _CASES:
        raise Untranslatable(f"\\begin{{{name}}}")
    option = parser.option() if name not in ("cases", "dcases") else None
    columns = parser.raw_argument() if name in _WITH_ARGUMENT else option if name.endswith("matrix*") else ""
    is_alone = is_alone and name in LINES
    parser.is_first = is_alone  # lines in lines are those of the formula too
    rows = _read_rows(parser, name, is_alone)
    if name in _CASES:
        return f"cases({_CASES[name]}{', '.join(joined_cells(row) for row in rows.cells)})"
    if name in LINES:
        if is_alone and parser.peek() in ("", ",", ".", "\\label", "\\tag", "\\end", "\\\\"):
            return " \\\n".join(joined_cells(row) for row in rows.cells)
        lines = [joined_cells([f"display({cell})" for cell in row]) for row in rows.cells]
        return f"mat(delim: #none, column-gap: #0.3em, {'; '.join(lines)})"
    options = f"delim: {MATRICES[name]}, {_options(columns or '', rows)}"
    return f"mat({options}{'; '.join(', '.join(row) for row in rows.cells)})"


def joined_cells(row: list[str]) -> str:
    """Return the cells of a row with points of alignment between them."""
    return " & ".join(row)


def _options(columns: str, rows: _Rows) -> str:
    """Return the alignment of a matrix, and its lines between rows and columns."""
    letters = re.sub(r"[@!>]\{(?:[^{}]|\{[^{}]*+\})*+\}", "", columns)
    counted = Counter(letter for letter in letters if letter in _ALIGNMENTS)
    options = ""
    if counted and (side := counted.most_common(1)[0][0]) != "c":
        options += f"align: #{_ALIGNMENTS[side]}, "
    verticals: list[int] = []
    count = 0
    for letter in letters:
        if letter in _ALIGNMENTS:
            count += 1
        elif letter == "|" and count:
            verticals.append(count)
    width = max(map(len, rows.cells), default=0)
    across = [str(number) for number in dict.fromkeys(rows.lines) if 0 < number < len(rows.cells)]
    down = [str(number) for number in dict.fromkeys(verticals) if number < width]
    if across or down:
        options += (
            f"augment: #(hline: ({''.join(f'{n}, ' for n in across)}), vline: ({''.join(f'{n}, ' for n in down)})), "
        )
    return options


def _read_rows(parser: Parser, name: str, is_alone: bool) -> _Rows:
    """Read rows up to the end of the environment."""
    rows = _Rows()
    row: list[str] = []
    cell: list[str] = []
    count = 0
    parser.depth += not is_alone
    while True:
        token = parser.peek()
        if token == "":
            raise Untranslatable(__("missing %s") % f"\\end{{{name}}}")
        if token not in ("&", "\\\\", "\\cr", "\\end", "\\hline", "\\tabularnewline", "\\newline"):
            parser.put(cell)
            continue
        parser.at += 1
        if token == "\\hline":
            rows.lines.append(len(rows.cells))
            continue
        row.append(joined(cell) or '""')
        cell = []
        count += 1
        if count > _MOST_CELLS:
            raise Untranslatable(__("the formula is too long"))
        if token == "&":
            continue
        if token == "\\end":
            if parser.raw_argument().strip() != name:
                raise Untranslatable(__("%s ends with another environment") % f"\\begin{{{name}}}")
            parser.depth -= not is_alone
            rows.cells += [row] if row != ['""'] or not rows.cells else []
            return rows
        if parser.peek() == "*":
            parser.at += 1
        skip_dimension(parser)
        rows.cells.append(row)
        row = []


def skip_dimension(parser: Parser) -> None:
    """Go past the space that a row may ask for: ``\\\\[2pt]``."""
    before = parser.at
    option = parser.option()
    if option is not None and not re.fullmatch(r"\s*-?[\d.]+\s*(?:[a-z]{2}|\\[a-z]+)\s*", option):
        parser.at = before
