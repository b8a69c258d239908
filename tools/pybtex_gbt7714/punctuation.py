"""The marks between the elements, and names and dates written with them.

The marks are those of GB/T 7714—2025, clause 6.2, which does not define their width. The pages of the standard have a
half-width full stop and a space, half-width ``[ ]``, ``/``, ``//`` and ``-``, and full-width ``，：（）``; a note to
this effect was in the draft and is not in the standard (zotero-chinese/styles issues 572 and 701). Chinese and Japanese
entries follow the pages; in others all marks are half-width with a space, which is customary but not verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pybtex_gbt7714.work import Name, Work

__all__ = ["MARKS", "Marks", "format_date", "format_name", "format_pages", "format_people", "format_year"]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks and words of entries in one language."""

    comma: str
    colon: str
    opening: str
    closing: str
    and_others: str
    translated: str
    note: str

    def bracket(self, text: str) -> str:
        """Return *text* in brackets, or nothing if it is empty."""
        return f"{self.opening}{text}{self.closing}" if text else ""


MARKS = {
    "chinese": Marks("，", "：", "（", "）", "等", "译", "附注"),
    "japanese": Marks("，", "：", "（", "）", "他", "訳", "附注"),
    "western": Marks(", ", ": ", "(", ")", "et al.", "trans", "Note"),
}
"""Language of an entry → its marks. 7.1.2: 「“，等”或与之相应的词」. The Japanese words are not from the standard."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INITIAL = re.compile(r"\w")


def format_people(work: Work, *roles: str) -> str:
    """Return the people of the first of *roles* that the work has: at most three, then 「等」 (7.1.2)."""
    role = next((role for role in roles if role in work.people), None)
    if role is None:
        return ""
    names, marks = work.people[role], MARKS[work.language]
    shown = [format_name(name) for name in names[:3]]
    if len(names) > 3 or role in work.open_ended:
        shown.append(marks.and_others)
    return marks.comma.join(shown)


def format_name(name: Name) -> str:
    """Return ``Knuth D E``: surname first and in full, initials without full stops (7.1.1).

    2015 (8.1.1) printed the surname in capitals, ``KNUTH D E``; 2025 does not: 「姓应全部著录，首字母应大写」. It also
    keeps the hyphen, ``Godard J-L``, and prefers full given names in pinyin, ``Li Jiangning``, which cannot be
    distinguished from other names: one in braces, ``{Li Jiangning}``, is printed as it is.
    """
    if not name.given:
        return name.family
    initials = " ".join("-".join(map(_initial, part.split("-"))) for part in name.given.replace(".", " ").split())
    return " ".join(part for part in (name.family, initials, name.suffix) if part)


def format_date(work: Work) -> str:
    """Return ``date``, else year, month and day, as ``YYYY-MM-DD`` (7.5.4.2, 7.6); an uncertain year in ``[ ]``."""
    date = work.get("date")
    if date:
        if date[-1] in "?~%":
            return f"[{date[:-1]}]"
        return date.replace("/", "—")  # the sign of a range, 8.4.2: 1957—1990, 1984—
    parts = [work.get("year")]
    month = _two_digits(work.get("month"))
    if parts[0] and month:
        parts.append(month)
        if day := _two_digits(work.get("day")):
            parts.append(day)
    return "-".join(part for part in parts if part)


def format_year(work: Work) -> str:
    """Return the year of ``date`` or ``year`` alone, for journals, books and theses."""
    date = format_date(work)
    return re.sub(r"(\d{4})-\d\d(-\d\d)?", r"\1", date)


def format_pages(work: Work) -> str:
    """Return pages with the hyphen of 6.2; ``eid`` where articles are numbered (7.7)."""
    return re.sub(r"(?:(?<!\s)\s++)?(?:--++|–|—)\s*+", "-", work.get("pages", "eid"))


def _initial(part: str) -> str:
    found = _INITIAL.search(part)
    return found.group() if found else ""


def _two_digits(value: str) -> str:
    if value.isdigit():
        return value.zfill(2)
    name = value[:3].lower()
    return f"{_MONTHS.index(name) + 1:02}" if name in _MONTHS else ""
