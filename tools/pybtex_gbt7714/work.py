"""One work of the bibliography as plain data: the only place that looks inside a pybtex entry.

Everything else here works on :class:`Work`: text without TeX, people as they were given, the language decided once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person

from pybtex_gbt7714.tex import plain

if TYPE_CHECKING:
    from pybtex.database import Entry

_ROLES = ("author", "editor", "translator", "bookauthor", "holder")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_EAST = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PAIRS = re.compile(
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|东方|尉迟|公孙|慕容|令狐|皇甫|夏侯|端木|独孤|南宫|宇文|长孙"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person or body. ``given`` is empty for what is one whole: a body in braces, a Chinese name."""

    family: str  #: with its particle: "van der Veen"; or the whole name as given
    given: str = ""
    suffix: str = ""  #: "Jr"


@dataclass(frozen=True, slots=True)
class Work:
    """A bibliography entry, read."""

    key: str
    kind: str  #: the BibTeX or BibLaTeX entry type, lower case
    language: str  #: "chinese", "japanese" or "western"
    fields: Mapping[str, str]
    people: Mapping[str, tuple[Name, ...]]
    open_ended: frozenset[str]  #: roles whose list ends in "and others"

    def get(self, *names: str) -> str:
        """The first of the fields ``names`` that is there and not empty."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def read_work(entry: Entry) -> Work:
    """Read a pybtex entry; nothing in it can make this fail or warn."""
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
    """Who, what, where and when, in a line: to recognise a work by, not to cite it."""
    work = read_work(entry)
    people = "、".join(f"{name.given} {name.family}".strip() for name in work.people.get("author", ())[:3])
    where = work.get("journal", "journaltitle", "booktitle", "publisher", "howpublished")
    return "，".join(filter(None, (people, work.get("title"), where, work.get("date", "year"))))


def _persons(entry: Entry, role: str) -> list[Any]:
    """pybtex parses authors and editors; translators and holders come as text."""
    if role in entry.persons:
        return list(entry.persons[role])
    value = entry.fields.get(role)
    return [Person(name) for name in split_name_list(value)] if value else []


def _read_name(person: Any) -> Name:
    """Chinese names stay unturned: their parts in the order they were written in."""
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
        return Name(_unturned(family, given))
    return Name(family, given, " ".join(suffix).rstrip("."))


def _unturned(family: str, given: str) -> str:
    """The parts of a Chinese or Japanese name in the order they were written in, as far as pybtex lets us know it.

    It reads "裴 金红" as first name 裴 and last name 金红, and "裴, 金红" the other way round. A Chinese surname is one
    sign or one of a few pairs, and leads; "昂温 G" and bodies ("山东大学 历史学院") are as written. Where two signs
    leave it open ("裴 红" or "裴, 红") the comma's reading stands: braces, {裴红}, are always safe.
    """
    if not given:
        return family
    if not (_EAST.fullmatch(family + given) and len(family + given) <= 4):
        return f"{given} {family}" if _EAST.match(given) else f"{family} {given}"
    leads = _PAIRS.fullmatch(given) or (len(given) < len(family) and not _PAIRS.fullmatch(family))
    return given + family if leads else family + given


def _language(fields: Mapping[str, str]) -> str:
    """``langid`` (or ``language``) decides; lacking it, the script of the title."""
    stated = (fields.get("langid") or fields.get("language") or "").lower()
    if stated:
        if "chinese" in stated or stated.startswith("zh") or "中" in stated:
            return "chinese"
        return "japanese" if stated.startswith("ja") or "日" in stated else "western"
    title = fields.get("title", "")
    if _KANA.search(title):
        return "japanese"
    return "chinese" if _HAN.search(title) else "western"
