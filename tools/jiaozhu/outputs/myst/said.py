"""What a source's file says of words, as MyST: links, and readings of characters (ruby)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jiaozhu.locale import pgettext
from jiaozhu.markup.escape import escape_address, escape_line
from jiaozhu.model.page import Said

__all__ = ["place", "reading", "set_said"]


def place(said: Iterable[Said], taken: Sequence[tuple[int, int]], cuts: Iterable[int]) -> tuple[list[Said], list[Said]]:
    """Put what is said of words beside what a page marks anyway.

    Args:
        said: In the order of the words.
        taken: Stretches of the block that are marked.
        cuts: Places of the marks of notes, which are links of their own.

    Returns:
        What is shown of its words, apart from each other and from what is taken: a link may be in pieces. And the
        readings of words that are marked, at least in part.
    """
    rubies: list[Said] = []
    unshown: list[Said] = []
    links: list[Said] = []
    for item in said:
        if item.kind == "ruby":
            free = all(item.end <= start or end <= item.start for start, end in taken)
            free = free and (not rubies or rubies[-1].end <= item.start)
            (rubies if free else unshown).append(item)
        else:
            links.append(item)
    around = sorted([*taken, *((item.start, item.end) for item in rubies), *((cut, cut) for cut in cuts)])
    shown: list[Said] = []
    reach = 0
    for item in links:
        shown += _pieces(item._replace(start=max(item.start, reach)), around)
        reach = max(reach, item.end)
    return [*rubies, *shown], unshown


def _pieces(item: Said, around: Sequence[tuple[int, int]]) -> Iterator[Said]:
    """What is left of a link between the stretches that are taken."""
    at = item.start
    for start, end in [*around, (item.end, item.end)]:
        if end < at or start > item.end:
            continue
        if at < start:
            yield item._replace(start=at, end=start)
        at = max(at, end)


def set_said(words: str, said: Said) -> str:
    """Return words of which something is said.

    Args:
        words: As MyST.
        said: What is said of them.
    """
    if said.kind == "ruby":
        return f"[{words}{reading(said.value)}]{{.jz-ruby}}"
    if said.value.startswith("#"):
        return f"[{words}]({said.value})"
    return f"[{words}]({escape_address(said.value)})"


def reading(words: str) -> str:
    """Return how words are read, to be set after them; in brackets, which are seen only where it is not above them."""
    opening, closing = pgettext("around the reading of a word", "( )").split(" ")
    return f"[{escape_line(opening)}]{{.jz-rp}}[{escape_line(words)}]{{.jz-rt}}[{escape_line(closing)}]{{.jz-rp}}"
