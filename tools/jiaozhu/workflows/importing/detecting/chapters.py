"""A book in one file: its chapters become texts, each with a page of its own.

Chapters are the headings that the file itself puts highest and more than once or, in plain text, lines in the form
``Chapter 3``. What is between them must be as long as a chapter is, so that a list of contents divides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jiaozhu.language import Detection, LanguageProfile
from jiaozhu.workflows.importing.detecting.structure import Judged

__all__ = ["chapters"]

#: A file with fewer chapters is no book, and so is one whose chapters have fewer code points on the average.
_FEWEST, _USUAL = 3, 800
#: A chapter has so many code points at least; a head with less below it is a line of a list of contents, or is the
#: name of a part before that of its first chapter.
_LEAST = 120
#: Code points of a chapter's head.
_LONGEST = 60
#: Kinds of a head, from the highest.
_HEADS = ("title", "heading", "subheading")


def chapters(judged: Sequence[Judged], profile: LanguageProfile) -> list[int]:
    """Return where the chapters of a book begin: indices of their heads. A source that is no book has none.

    Args:
        judged: The blocks of a source, in order.
        profile: Of its language.
    """
    for heads in (_marked(judged), _numbered(judged, profile.detection)):
        starts = _apart(heads, judged)
        if len(starts) >= _FEWEST and _length(judged, starts[0], len(judged)) >= _USUAL * len(starts):
            return _with_parts(starts, judged, profile.detection)
    return []


def _marked(judged: Sequence[Judged]) -> list[int]:
    """The heads of the highest level that the file has several of."""
    levels: dict[tuple[int, int], list[int]] = {}
    for index, item in enumerate(judged):
        if item.block.hint in _HEADS and item.kind in _HEADS:
            levels.setdefault((item.block.level, _HEADS.index(item.block.hint)), []).append(index)
    several = [heads for _level, heads in sorted(levels.items()) if len(heads) >= _FEWEST]
    return several[0] if several else []


def _numbered(judged: Sequence[Judged], marks: Detection) -> list[int]:
    """The heads of numbered chapters, by the unit there are most of, with those beside them."""
    units: dict[int, str] = {}
    for index, item in enumerate(judged):
        text = item.block.text.strip()
        match = marks.chapter.match(text) if _may_be_head(item) else None
        if match:
            units[index] = next(filter(None, match.groups()), "").casefold()
    if not units:
        return []
    unit, _count = Counter(units.values()).most_common(1)[0]
    heads = [index for index, found in units.items() if found == unit]
    beside = (n for n, item in enumerate(judged) if n not in units and _may_be_head(item))
    others = [n for n in beside if marks.beside_chapters.match(judged[n].block.text.strip())]
    return sorted([*heads, *others]) if len(heads) >= _FEWEST else []


def _may_be_head(item: Judged) -> bool:
    return item.kind in (*_HEADS, "p") and len(item.block.text.strip()) <= _LONGEST


def _apart(heads: Sequence[int], judged: Sequence[Judged]) -> list[int]:
    """The heads with a chapter's words below them."""
    ends = [*heads[1:], len(judged)] if heads else []
    return [head for head, end in zip(heads, ends, strict=True) if _length(judged, head + 1, end) >= _LEAST]


def _length(judged: Sequence[Judged], start: int, end: int) -> int:
    return sum(len(item.block.text) for item in judged[start:end])


def _with_parts(starts: Sequence[int], judged: Sequence[Judged], marks: Detection) -> list[int]:
    """Each start moved up over the names of parts and volumes just above it."""
    found = []
    for start in starts:
        first = start
        while first and _may_be_head(judged[first - 1]) and marks.chapter.match(judged[first - 1].block.text.strip()):
            first -= 1
        found.append(first)
    return found
