"""A work of the bibliography as plain data: text without TeX, names as they were given, and the language.

Only this module reads pybtex entries; all others use :class:`Work`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person

from pybtex_gbt7714.tex import plain

if TYPE_CHECKING:
    from pybtex.database import Entry

__all__ = ["Name", "Work", "read_work", "short_reference"]

_ROLES = ("author", "editor", "translator", "bookauthor", "holder")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_EAST = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PAIRS = re.compile(
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|东方|尉迟|公孙|慕容|令狐|皇甫|夏侯|端木|独孤|南宫|宇文|长孙"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person or body. ``given`` is empty for undivided names: a body in braces, a Chinese name."""

    family: str  #: With its particle: "van der Veen"; or the whole name as given.
    given: str = ""
    suffix: str = ""  #: "Jr".


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of a bibliography."""

    key: str
    kind: str  #: The entry type of BibTeX or BibLaTeX in lower case.
    language: str  #: ``chinese``, ``japanese`` or ``western``.
    fields: Mapping[str, str]
    people: Mapping[str, tuple[Name, ...]]
    open_ended: frozenset[str]  #: Roles whose list ends in "and others".

    def get(self, *names: str) -> str:
        """Return the first of the fields *names* that is not empty, or an empty text."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def read_work(entry: Entry) -> Work:
    """Read a pybtex entry; this neither fails nor warns, whatever the entry contains."""
    fields = {str(name).lower(): plain(str(name).lower(), str(value)) for name, value in entry.fields.items()}
    people: dict[str, tuple[Name, ...]] = {}
    open_ended: set[str] = set()
    for role in _ROLES:
        names = [_read_name(person) for person in _persons(entry, role)]
        if names and names[-1] == Name("others"):
            names.pop()
            open_ended.add(role)
        if names:
            people[role] = tuple(names)
    return Work(
        key=str(entry.key),
        kind=str(entry.type).lower(),
        language=_language(fields),
        fields=fields,
        people=people,
        open_ended=frozenset(open_ended),
    )


def short_reference(entry: Entry) -> str:
    """Return author, title, source and date in one line, to recognise a work by rather than to cite it."""
    work = read_work(entry)
    people = "、".join(f"{name.given} {name.family}".strip() for name in work.people.get("author", ())[:3])
    where = work.get("journal", "journaltitle", "booktitle", "publisher", "howpublished")
    return "，".join(filter(None, (people, work.get("title"), where, work.get("date", "year"))))


def _persons(entry: Entry, role: str) -> list[Person]:
    """Return the people of a role. pybtex parses authors and editors only; other roles are text."""
    if role in entry.persons:
        return list(entry.persons[role])
    value = entry.fields.get(role)
    return [Person(name) for name in split_name_list(value)] if value else []


def _read_name(person: Person) -> Name:
    """Read a name; the parts of a Chinese one are put back into the order in which they were written."""
    first, middle, particle, last, suffix = (
        [plain("", part) for part in parts]
        for parts in (
            person.first_names,
            person.middle_names,
            person.prelast_names,
            person.last_names,
            person.lineage_names,
        )
    )
    family, given = " ".join(particle + last), " ".join(first + middle)
    if _EAST.search(family + given):
        return Name(_in_written_order(family, given))
    return Name(family, given, " ".join(suffix).rstrip("."))


def _in_written_order(family: str, given: str) -> str:
    """Return a Chinese or Japanese name in the order in which it was written, as far as that can be inferred.

    pybtex reads "裴 金红" as first name 裴 and last name 金红, and "裴, 金红" the other way round. A Chinese surname
    has one character or is one of a few pairs, and comes first; "昂温 G" and bodies ("山东大学 历史学院") are as
    written. Two characters are ambiguous ("裴 红" or "裴, 红") and read as with a comma; a name in braces, {裴红}, is
    never changed.
    """
    if not given:
        return family
    if not (_EAST.fullmatch(family + given) and len(family + given) <= 4):
        return f"{given} {family}" if _EAST.match(given) else f"{family} {given}"
    leads = _PAIRS.fullmatch(given) or (len(given) < len(family) and not _PAIRS.fullmatch(family))
    return given + family if leads else family + given


def _language(fields: Mapping[str, str]) -> str:
    """Return the language by ``langid`` or ``language``, or else by the script of the title."""
    stated = (fields.get("langid") or fields.get("language") or "").lower()
    if stated:
        if "chinese" in stated or stated.startswith("zh") or "中" in stated:
            return "chinese"
        return "japanese" if stated.startswith("ja") or "日" in stated else "western"
    title = fields.get("title", "")
    if _KANA.search(title):
        return "japanese"
    return "chinese" if _HAN.search(title) else "western"
