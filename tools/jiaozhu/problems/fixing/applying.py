"""Mending a corpus: repairs are made in its files, beside and renamed, and the check is run again until none is left.

Only files that contributors write are touched: never a source, never what a link leads to.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from jiaozhu.model.problem import Place, Problem
from jiaozhu.problems.fixing.fixes import FIXES, Damaged, Edit
from jiaozhu.store import SCHEMAS, write_if_changed
from jiaozhu.store.yaml_text import parse_yaml

#: The files that may be mended, below the corpus.
_PATTERNS = ("references.bib", *(kind.where.partition(",")[0] for kind in SCHEMAS.values()))
#: What has no code, because nobody need mend it: a file's line ends and the like.
LAYOUT = "layout"
#: A problem may hide others, and these others; no file hides them deeper.
_MOST_ROUNDS = 50
_LINE_END = re.compile("\r\n?")


class Repair(NamedTuple):
    """What was done, and where."""

    place: Place
    code: str  #: Of the problem, or ``LAYOUT``.
    what: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}:{self.place.column}: {self.code} {self.what}"


_Planned = tuple[Edit, Repair]


class Mended(NamedTuple):
    """Everything that was done, and the files that could not be written, each with the reason."""

    repairs: list[Repair]
    refused: dict[str, str]


def mend(root: Path, check: Callable[[], list[Problem]], wanted: Callable[[Path], bool]) -> Mended:
    """Make every mechanical repair in the files of the corpus ``root``.

    Args:
        root: The corpus.
        check: Finds its problems as they are now.
        wanted: Whether a file is to be mended.
    """
    mended = Mended([], {})
    for path in _files(root):
        if wanted(path):
            _tidy(path, mended)
    for _ in range(_MOST_ROUNDS):
        done = len(mended.repairs)
        by_file = defaultdict(list)
        for problem in check():
            by_file[problem.place.path].append(problem)
        for name, problems in by_file.items():
            if _is_ours(Path(name), root) and wanted(Path(name)) and name not in mended.refused:
                _mend_file(Path(name), problems, mended)
        if len(mended.repairs) == done:
            break
    return mended


def _files(root: Path) -> Iterator[Path]:
    for pattern in _PATTERNS:
        yield from (path for path in sorted(root.glob(pattern)) if _is_ours(path, root))


def _is_ours(path: Path, root: Path) -> bool:
    """Whether ``path`` is a file that contributors write, in the corpus itself and not through a link."""
    absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))
    if not absolute.is_relative_to(base) or not absolute.is_file():
        return False
    parts = absolute.relative_to(base).parts
    if any(part.startswith(".") for part in parts):
        return False
    if any(base.joinpath(*parts[: number + 1]).is_symlink() for number in range(len(parts))):
        return False
    return any(_matches(parts, pattern.split("/")) for pattern in _PATTERNS)


def _matches(parts: tuple[str, ...], pattern: list[str]) -> bool:
    return len(parts) == len(pattern) and all(map(fnmatchcase, parts, pattern))


def _tidy(path: Path, mended: Mended) -> None:
    """Another encoding, a byte-order mark, other line ends, no last line end."""
    place = Place(_shown(path))
    try:
        data = path.read_bytes()
        text, repairs = _decoded(data, place)
    except (OSError, UnicodeDecodeError):
        return  # the check says so
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
        repairs.append(Repair(place, LAYOUT, "lines end in line feeds now"))
    if text and not text.endswith("\n"):
        last = text.split("\n")
        end = place._replace(line=len(last), column=len(last[-1]) + 1)
        text += "\n"
        repairs.append(Repair(end, LAYOUT, "the last line has a line end now"))
    if repairs and _written(path, text, mended):
        mended.repairs.extend(repairs)


def _decoded(data: bytes, place: Place) -> tuple[str, list[Repair]]:
    """A file's text without byte-order mark, and what had to be done for it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark) and "\0" not in (text := data.decode(encoding)):
            return text, [Repair(place, "Y106", "the file is UTF-8 now; it was UTF-16")]
    text = data.decode("utf-8")
    if text.startswith("\ufeff"):
        return text.removeprefix("\ufeff"), [Repair(place, LAYOUT, "the byte-order mark is gone")]
    return text, []


def _mend_file(path: Path, problems: Iterable[Problem], mended: Mended) -> None:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if "\r" in text:
        return  # it could not be tidied, so it cannot be written
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    edits: list[_Planned] = []
    for problem in problems:
        number = min(problem.place.line, len(lines)) - 1
        damaged = Damaged(text, starts[number], lines[number], problem.place.column - 1)
        tried = (fix(damaged, problem) for fix in FIXES.get(problem.code, ()))
        edit = next((edit for edit in tried if edit is not None), None)
        if edit is not None:
            edits.append((edit, Repair(problem.place, problem.code, edit.what)))
    changed, made = _applied(text, _apart(edits), _faults(text, path), path)
    if made and _written(path, changed, mended):
        mended.repairs.extend(made)


def _apart(edits: list[_Planned]) -> list[_Planned]:
    """Edits in the order of the file; of two that meet, the later."""
    found: list[_Planned] = []
    for planned in sorted(edits, key=lambda item: item[0].start, reverse=True):
        if not found or planned[0].end <= found[-1][0].start:
            found.append(planned)
    return found[::-1]


def _applied(text: str, edits: Sequence[_Planned], faults: int, path: Path) -> tuple[str, list[Repair]]:
    """``text`` with the edits that leave it as readable as it was, and what was done.

    All at once, for a file may have thousands; if that will not do, half of them and then the other half.
    """
    if not edits:
        return text, []
    parts, at = [], 0
    for edit, _ in edits:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    changed = "".join([*parts, text[at:]])
    if _faults(changed, path) <= faults:
        return changed, [repair for _, repair in edits]
    if len(edits) == 1:
        return text, []
    middle = len(edits) // 2
    text, later = _applied(text, edits[middle:], faults, path)  # the places of those before it stay
    text, sooner = _applied(text, edits[:middle], faults, path)
    return text, [*sooner, *later]


def _faults(text: str, path: Path) -> int:
    """How much of the YAML in a file cannot be read; a repair must not make it more."""
    if path.suffix == ".md":
        text = text.removeprefix("---\n").partition("\n---")[0] + "\n"
    return len(parse_yaml(text, "")[1]) if path.suffix != ".bib" else 0


def _written(path: Path, text: str, mended: Mended) -> bool:
    """Whether ``path`` holds ``text`` now; if it may not be written, that is told and nothing is changed."""
    try:
        if not path.stat().st_mode & 0o222:
            raise PermissionError(None, "it is read-only")
        write_if_changed(path, text.encode("utf-8"))
    except OSError as error:
        mended.refused[_shown(path)] = error.strerror or "it cannot be written"
        return False
    return True


def _shown(path: Path) -> str:
    relative = Path(os.path.relpath(path))
    return (relative if ".." not in relative.parts else path).as_posix()
