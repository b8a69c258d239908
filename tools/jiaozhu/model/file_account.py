"""The account of a file that is not text itself: what of its text became the transcript, and what did not.

The ledger begins at the transcript. This account covers the way there: every text-bearing item of the file (text nodes
and attributes that carry text, runs, glyphs, cells, comments, form fields) is in the transcript or is left out under a
kind. Characters are counted without blanks, because blanks of a file are often layout.

The law: what a second walk, which knows nothing of the reader, counts in the file is what is in the transcript, less
what the reader supplied, plus what it left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from jiaozhu.locale import N_, _

__all__ = ["FILE", "FileAccount", "Item", "Sum", "kind_label", "solid"]

#: Where it is kept, in the folder of its source.
FILE = "account.json"

#: What is left out or supplied, in words. A reader may have kinds of its own, which are shown as they are.
_LABELS = {
    "accent": N_("accents that were put to their letters"),
    "alt-text": N_("descriptions of pictures"),
    "alternative": N_("other readings of a passage"),
    "attachment": N_("attached files"),
    "comment": N_("comments"),
    "control": N_("control characters"),
    "deleted": N_("deleted text"),
    "drawing": N_("text in drawings and charts"),
    "field-code": N_("instructions of fields"),
    "form-field": N_("form fields"),
    "formula": N_("signs of formulas"),
    "glyph": N_("characters by their declared form"),
    "hidden": N_("hidden text"),
    "link": N_("addresses of links"),
    "list-number": N_("numbers of lists"),
    "markup": N_("markup"),
    "metadata": N_("metadata"),
    "navigation": N_("navigation"),
    "note-mark": N_("marks of notes"),
    "overprint": N_("glyphs printed twice"),
    "picture": N_("pictures"),
    "placeholder": N_("placeholders"),
    "repeated": N_("text that the file has twice"),
    "ruby": N_("ruby readings"),
    "script": N_("scripts and styles"),
    "template": N_("wiki templates"),
    "unmapped": N_("glyphs without a character"),
}


class Sum(NamedTuple):
    """How much there is of one kind."""

    items: int = 0
    characters: int = 0  #: Code points, blanks aside.


class Item(NamedTuple):
    """Something of the file that is not in its transcript."""

    kind: str
    at: str  #: Where in the file: an element's path, a page, a member of a package. Empty if not known.
    characters: int  #: Code points, blanks aside; 0 for a picture.
    text: str  #: Its beginning.


@dataclass(frozen=True, slots=True)
class FileAccount:
    """What became of the text of a file on its way into the transcript."""

    counted: int | None  #: Code points in the file by a second walk, blanks aside; None if there was none.
    kept: int  #: Code points of the transcript, blanks aside.
    supplied: dict[str, Sum]  #: What of these the file does not have, by kind: computed numbers, say.
    left_out: dict[str, Sum]  #: By kind.
    items: tuple[Item, ...]  #: What was left out, in the order of the file; of many of a kind only the first.

    @property
    def of_file(self) -> int:
        """Code points of the file that the reader accounts for, blanks aside."""
        supplied = sum(count.characters for count in self.supplied.values())
        return self.kept - supplied + sum(count.characters for count in self.left_out.values())

    @property
    def unaccounted(self) -> int:
        """Code points that the file has beyond what is accounted for; negative if the reader has more than the file."""
        return 0 if self.counted is None else self.counted - self.of_file

    def to_json(self) -> bytes:
        """Return the account as a file, one item a line; the same account gives the same bytes."""
        head = {
            "counted": self.counted,
            "kept": self.kept,
            "supplied": self.supplied,
            "left_out": self.left_out,
        }
        items = ",\n".join(json.dumps(item._asdict(), ensure_ascii=False) for item in self.items)
        listed = f"[\n{items}\n]" if items else "[]"
        return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "items": {listed}}}\n'.encode()

    @classmethod
    def from_json(cls, data: bytes) -> FileAccount:
        """Return the account that a file holds.

        Raises:
            ValueError: It holds something else.
        """
        try:
            found = json.loads(data)
            counted = found["counted"]
            return cls(
                None if counted is None else _number(counted),
                _number(found["kept"]),
                _sums(found["supplied"]),
                _sums(found["left_out"]),
                tuple(
                    Item(str(item["kind"]), str(item["at"]), _number(item["characters"]), str(item["text"]))
                    for item in found["items"]
                ),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(str(error)) from None


def _sums(found: dict[str, Any]) -> dict[str, Sum]:
    return {str(kind): Sum(_number(items), _number(characters)) for kind, (items, characters) in found.items()}


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"not a count: {value!r}")
    return value


def kind_label(kind: str) -> str:
    """Return what a kind of left-out or supplied text is called, in the language in use."""
    return _(_LABELS[kind]) if kind in _LABELS else kind


def solid(text: str) -> int:
    """Return the number of code points of a text, blanks aside."""
    return len("".join(text.split()))
