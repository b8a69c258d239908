"""Marks and notes of a page as HTML, as ``documents/sidenotes.py`` makes them of footnotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jiaozhu.sphinx_ext.direct.inline import attribute, encode
from jiaozhu.sphinx_ext.direct.names import Names
from jiaozhu.sphinx_ext.direct.records import Part, UnusualPageError
from jiaozhu.sphinx_ext.documents.sidenotes import HEADING, KIND, LINE, mark_id

__all__ = ["KIND", "LINE", "Note", "Notes", "Spoken"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What marks and notes are called, in the language of the site."""

    note: Callable[[int], str]
    back: Callable[[int], str]
    heading: str


@dataclass(slots=True)
class Note:
    """A note: what comes before its body, and its body."""

    kind: str = "note"
    line: list[Part] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)


class Notes:
    """The notes of one page, numbered in the order of their marks."""

    def __init__(self, spoken: Spoken, names: Names) -> None:
        self.notes: dict[str, Note] = {}
        self._spoken = spoken
        self._names = names
        self._marks: dict[str, int] = {}

    def mark(self, label: str, *, follows: bool) -> list[Part]:
        """Return a place for the mark of a note; its number is known when all names are."""
        if label.isdigit() or self.notes:
            raise UnusualPageError("a note that is numbered by hand, or one in a note")
        self._names.count()
        count = self._marks[label] = self._marks.get(label, 0) + 1
        return [f"\0mark {label} {count} {'next' if follows else ''}"]

    def numbers(self) -> dict[str, int]:
        """Return the number of each note.

        Raises:
            UnusualPageError: A note has no mark, or a mark no note.
        """
        if set(self._marks) != set(self.notes):
            raise UnusualPageError("marks and notes that do not belong together")
        found, number = {}, 0
        for label in self._marks:
            number += 1
            while self._names.has(str(number)):
                number += 1
            found[label] = number
        return found

    def fill(self, parts: list[Part], numbers: dict[str, int]) -> list[Part]:
        """Return parts with the marks in their places."""
        return [
            self._mark(part, numbers) if isinstance(part, str) and part.startswith("\0mark ") else part
            for part in parts
        ]

    def _mark(self, place: str, numbers: dict[str, int]) -> str:
        _, label, count, follows = place.split(" ")
        number, kind = numbers[label], self.notes[label].kind
        names = f"jz-note-mark jz-note-mark-{kind}{' jz-note-mark-next' if follows else ''}"
        id = self._names.id_of(label)
        return (
            f'<a aria-label="{attribute(self._spoken.note(number))}" class="{names}" data-number="{number}" '
            f'href="#{id}" id="{mark_id(id, int(count))}" role="doc-noteref"></a>'
        )

    def written(self, numbers: dict[str, int]) -> list[Part]:
        """Return the list of all notes; nothing if the page has none."""
        if not numbers:
            return []
        parts: list[Part] = [
            f'<section aria-labelledby="{HEADING}" class="jz-notes">\n'
            f'<h2 id="{HEADING}">{encode(self._spoken.heading)}</h2>\n'
        ]
        for label, number in numbers.items():
            note, id = self.notes[label], self._names.id_of(label)
            parts.append(
                f'<div aria-label="{attribute(self._spoken.note(number))}" class="jz-note jz-note-{note.kind}" '
                f'id="{id}" role="note">\n<a aria-label="{attribute(self._spoken.back(number))}" '
                f'class="jz-note-number" href="#{mark_id(id)}">{number}</a><span class="jz-note-line">'
            )
            parts += [*note.line, "</span>"]
            if note.body:
                parts += ['<div class="jz-note-body">', *note.body, "</div>"]
            parts.append("</div>\n")
        parts.append("</section>\n")
        return parts
