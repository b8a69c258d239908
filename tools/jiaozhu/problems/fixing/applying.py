"""Fixing a corpus: fixes are made in memory, and the check is run again until none is left; then all files are written.

They are written together or not at all. Only files that contributors write are changed: never a source, never the
target of a link.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from jiaozhu.locale import _
from jiaozhu.model.problem import Edit, Fix, Place, Problem
from jiaozhu.problems.checks import all_codes
from jiaozhu.problems.code import Code
from jiaozhu.problems.fixing.proposing import TextOfFile, propose
from jiaozhu.store import SCHEMAS, Item, commit, guarded
from jiaozhu.store.front_matter import split_front_matter
from jiaozhu.store.yaml_text import parse_yaml

#: The files that may be changed, below the corpus.
_PATTERNS = ("references.bib", *(kind.where.partition(",")[0] for kind in SCHEMAS.values()))
#: What has no code because it is no problem: a file's line ends and the like.
LAYOUT = "layout"
#: A problem may hide others, and these others; no file hides them deeper.
_MOST_ROUNDS = 50
_LINE_END = re.compile("\r\n?")


class Made(NamedTuple):
    """A fix that was made, and where."""

    place: Place
    code: str  #: Of the problem, or ``LAYOUT``.
    summary: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}:{self.place.column}: {self.code} {self.summary}"


_Planned = tuple[Fix, Made]


class Fixed(NamedTuple):
    """Everything that was done, and the files that could not be written, each with the reason."""

    made: list[Made]
    refused: dict[str, str]


#: Finds the problems of a corpus that has some files that are not written yet, by path from the corpus.
Check = Callable[[Mapping[Path, bytes]], list[Problem]]


class _Drafts(NamedTuple):
    """The files of a corpus with the fixes that were made so far."""

    root: Path
    fixed: Fixed
    changed: dict[Path, bytes]  #: By path from the corpus.

    def read(self, path: Path) -> bytes:
        draft = self.changed.get(self._name(path))
        return path.read_bytes() if draft is None else draft

    def write(self, path: Path, text: str) -> bool:
        """Whether a file will hold a text; if it cannot be written, that is reported."""
        if not path.stat().st_mode & 0o222:
            self.fixed.refused[_shown(path)] = _("it is read-only")
        elif not os.access(path.parent, os.W_OK):
            self.fixed.refused[_shown(path)] = _("its folder is read-only")
        else:
            self.changed[self._name(path)] = text.encode("utf-8")
            return True
        return False

    def _name(self, path: Path) -> Path:
        return Path(os.path.abspath(path)).relative_to(os.path.abspath(self.root))


def fix_corpus(root: Path, check: Check, wanted: Callable[[Path], bool], *, unsafe: bool = False) -> Fixed:
    """Make the fixes that are proposed for the problems of a corpus.

    Args:
        root: The corpus.
        check: Finds its problems as they would be.
        wanted: Whether a file may be changed.
        unsafe: Whether fixes are made that can change what is meant.

    Raises:
        OSError: The files cannot be written; the corpus is as it was.
    """
    drafts = _Drafts(root, Fixed([], {}), {})
    fixed = drafts.fixed
    codes = all_codes()
    with guarded(root):
        for path in _files(root):
            if wanted(path):
                _tidy(path, drafts)
        for _round in range(_MOST_ROUNDS):
            done = len(fixed.made)
            by_file = defaultdict(list)
            for problem in check(drafts.changed):
                by_file[problem.place.path].append(problem)
            for name, problems in by_file.items():
                if _is_ours(Path(name), root) and wanted(Path(name)) and name not in fixed.refused:
                    _fix_file(Path(name), problems, drafts, codes, unsafe=unsafe)
            if len(fixed.made) == done:
                break
        commit(root, [Item(name.as_posix(), data) for name, data in drafts.changed.items()])
    return fixed


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


def _tidy(path: Path, drafts: _Drafts) -> None:
    """Another encoding, a byte-order mark, other line ends, no last line end."""
    place = Place(_shown(path))
    try:
        text, made = _decoded(drafts.read(path), place)
    except (OSError, UnicodeDecodeError):
        return  # the check reports it
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
        made.append(Made(place, LAYOUT, _("lines end in line feeds now")))
    if text and not text.endswith("\n"):
        last = text.split("\n")
        end = place._replace(line=len(last), column=len(last[-1]) + 1)
        text += "\n"
        made.append(Made(end, LAYOUT, _("the last line has a line end now")))
    if made and drafts.write(path, text):
        drafts.fixed.made.extend(made)


def _decoded(data: bytes, place: Place) -> tuple[str, list[Made]]:
    """A file's text without byte-order mark, and what had to be done for it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark) and "\0" not in (text := data.decode(encoding)):
            return text, [Made(place, "Y106", _("the file is UTF-8 now; it was UTF-16"))]
    text = data.decode("utf-8")
    if text.startswith("\ufeff"):
        return text.removeprefix("\ufeff"), [Made(place, LAYOUT, _("the byte-order mark is gone"))]
    return text, []


def _fix_file(
    path: Path, problems: Iterable[Problem], drafts: _Drafts, codes: Mapping[str, Code], *, unsafe: bool
) -> None:
    try:
        text = drafts.read(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if "\r" in text:
        return  # it could not be tidied, so it cannot be written
    file = TextOfFile(text)
    planned: list[_Planned] = []
    for problem in problems:
        fix = propose(problem, file, codes)
        if fix is not None and (fix.safe or unsafe):
            planned.append((fix, Made(problem.place, problem.code, fix.summary)))
    changed, made = _applied(text, _apart(planned), _faults(text, path), path)
    if made and drafts.write(path, changed):
        drafts.fixed.made.extend(made)


def _apart(planned: list[_Planned]) -> list[_Planned]:
    """Fixes in the order of the file; of two that overlap, the later."""
    found: list[_Planned] = []
    for item in sorted(planned, key=lambda item: item[0].edits[0].start, reverse=True):
        if not found or item[0].edits[-1].end <= found[-1][0].edits[0].start:
            found.append(item)
    return found[::-1]


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made in it.

    Args:
        text: The text.
        edits: In order, apart from each other.
    """
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])


def _applied(text: str, planned: Sequence[_Planned], faults: int, path: Path) -> tuple[str, list[Made]]:
    """``text`` with the fixes that leave it as readable as it was, and what was done.

    All at once, for a file may have thousands; if that will not do, half of them and then the other half.
    """
    if not planned:
        return text, []
    changed = applied(text, [edit for fix, _made in planned for edit in fix.edits])
    if _faults(changed, path) <= faults:
        return changed, [made for _fix, made in planned]
    if len(planned) == 1:
        return text, []
    middle = len(planned) // 2
    text, later = _applied(text, planned[middle:], faults, path)  # the places of those before it stay
    text, sooner = _applied(text, planned[:middle], faults, path)
    return text, [*sooner, *later]


def _faults(text: str, path: Path) -> int:
    """How much of the YAML in a file cannot be read; a fix must not make it more."""
    if path.suffix == ".bib":
        return 0
    if path.suffix == ".md":
        parts = split_front_matter(text)
        text = parts.yaml if parts else ""
    return len(parse_yaml(text, "")[1])


def _shown(path: Path) -> str:
    relative = Path(os.path.relpath(path))
    return (relative if ".." not in relative.parts else path).as_posix()
