"""The text of a PDF, and the search for units of a page in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
from pypdf import PdfReader

from .units import Page, Unit, normalized

__all__ = ["Comparison", "Paper", "compare", "read_paper"]

#: The shortest stretch that a break may leave, in characters.
_SHORTEST = 6
#: A unit of so many characters may be broken once more by the end of a page, with its notes, head and number between.
_PER_BREAK = 400
_PAGE_REFERENCE = re.compile(r"\((?:page|p\.)\s*[0-9ivxIVX]+\)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed book."""

    text: str  #: Normalized.
    pages: int
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a page is on paper."""

    total: int
    lost: tuple[Unit, ...]
    displaced: int  #: Units that are not in the order of the page.
    addresses: frozenset[str]  #: Addresses that no link on paper leads to.


def read_paper(path: Path) -> Paper:
    """Read a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    text = normalized(_PAGE_REFERENCE.sub("", " ".join(" ".join(pages).split())))
    addresses = set()
    for page in PdfReader(path).pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                addresses.add(str(action.get_object()["/URI"]))
    return Paper(text, len(pages), frozenset(addresses))


def compare(page: Page, paper: Paper) -> Comparison:
    """Look for everything on a page in a printed book."""
    lost: list[Unit] = []
    places: list[int] = []
    for unit in page.units:
        found = [_find(piece, paper.text) for piece in unit.pieces()]
        if not all(is_there for is_there, _place in found):
            lost.append(unit)
        elif found and not unit.is_note and len(unit.pieces()[0]) > 20 and (place := found[0][1]) is not None:
            places.append(place)
    missing = frozenset(address for address in page.addresses if not _leads(address, paper.addresses))
    return Comparison(len(page.units), tuple(lost), len(places) - _longest_rise(places), missing)


def _leads(address: str, addresses: frozenset[str]) -> bool:
    return _same(address) in {_same(found) for found in addresses}


def _same(address: str) -> str:
    return unquote(address).rstrip("/")


def _find(piece: str, text: str) -> tuple[bool, int | None]:
    """Return whether *piece* is in *text*, breaks of pages aside, and its place if it is there once."""
    at = text.find(piece)
    if at >= 0:
        return True, at if text.find(piece, at + 1) < 0 else None
    rest, breaks, lost = piece, 0, 0
    while rest:
        length = _longest_prefix(rest, text)
        if length < min(_SHORTEST, len(rest)):
            rest, lost = rest[1:], lost + 1
        else:
            rest, breaks = rest[length:], breaks + 1
    return lost <= len(piece) // 50 and breaks <= 2 + len(piece) // _PER_BREAK, None


def _longest_prefix(piece: str, text: str) -> int:
    if piece[:_SHORTEST] not in text:
        return 0
    low, high = min(_SHORTEST, len(piece)), len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if piece[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _longest_rise(places: list[int]) -> int:
    """Return the length of the longest rising subsequence."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
