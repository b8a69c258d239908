"""Proposing fixes: each problem gets the one that its code's repair finds, if there is one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from jiaozhu.model.problem import Fix, Problem
from jiaozhu.problems.checks import all_codes
from jiaozhu.problems.code import Code, Damaged


class TextOfFile:
    """A file's text by lines.

    Args:
        text: The text, without a byte-order mark and with line feeds for line ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def damaged(self, problem: Problem) -> Damaged:
        """Return the line of the file on which a problem is."""
        number = min(problem.place.line, len(self._lines)) - 1
        return Damaged(self.text, self._starts[number], self._lines[number], problem.place.column - 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, from 1, of an offset in code points."""
        line = bisect_right(self._starts, offset, hi=len(self._lines))
        return line, offset - self._starts[line - 1] + 1


class Files:
    """The texts of files by their paths; each is read once."""

    def __init__(self) -> None:
        self._files: dict[str, TextOfFile | None] = {}

    def file(self, path: str) -> TextOfFile | None:
        """Return a file's text; None if it cannot be read."""
        if path not in self._files:
            self._files[path] = _read(Path(path))
        return self._files[path]


def propose(problem: Problem, file: TextOfFile, codes: Mapping[str, Code]) -> Fix | None:
    """Return the fix of a problem, if its code's repair finds one.

    Args:
        problem: The problem.
        file: The file in which it is.
        codes: Every code there is.
    """
    if problem.fix is not None:
        return problem.fix
    code = codes.get(problem.code)
    return code.repair(file.damaged(problem), problem) if code is not None and code.repair is not None else None


def with_fixes(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with the fixes that are proposed for them. Their files are read, and nothing is written."""
    codes = all_codes()
    files = Files()
    found = []
    for problem in problems:
        file = files.file(problem.place.path)
        found.append(problem if file is None else replace(problem, fix=propose(problem, file, codes)))
    return found


def _read(path: Path) -> TextOfFile | None:
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
    return None if text is None else TextOfFile(text.replace("\r\n", "\n").replace("\r", "\n"))
