"""The fields that an entry must have, by its document type: the tables of GB/T 7714—2025, clause 8.

Required are the elements that a table calls 必备 and, of those it calls 有则必备, the ones that every such work has: a
newspaper has a name and a date, a book a publisher and a year. A work may have no 版次, pages or authors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex_gbt7714.document_type import document_code, split_source
from pybtex_gbt7714.work import Work, read_work

if TYPE_CHECKING:
    from pybtex.database import Entry

__all__ = ["ADMITTED", "admits_gaps", "missing_fields"]

_DATE = ("date", "year")
_NAME = ("journal", "journaltitle", "howpublished")
_PUBLISHER = ("publisher", "institution", "organization", "school")

_REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "M": (_PUBLISHER, _DATE),
    "G": (_PUBLISHER, _DATE),
    "C": (("booktitle", "eventtitle", *_PUBLISHER), _DATE),
    "J": (_NAME, _DATE),
    "N": (_NAME, _DATE),
    "D": (("school", "institution", "publisher"), _DATE),
    "R": (_DATE,),
    "S": (("number",),),
    "P": (("author", "holder"), ("number",), _DATE),
    "EB": (("url",), ("urldate",)),
    "CP": (("url",), ("urldate",)),
    "DB": (("url",), ("urldate",)),
    "DS": (("urldate",),),
    "PP": (("url",), ("urldate",)),
    "A": (_DATE,),
    "CM": (("publisher", "url"),),
}
#: Words that admit that something was not seen. JavaScript uses the pattern too, so it must be valid there. Between 据
#: and what was done is no second 据, or a text full of them would cost the square of its length.
ADMITTED = re.compile("未见|未署|未核|待考|待核|不详|不见于|推定|据[^据\n]*(?:转载|转录|转述|抽取)|网络转载")


def missing_fields(entry: Entry) -> tuple[str, ...]:
    """Return the fields that the type of *entry* requires and *entry* lacks; of alternatives the first."""
    work = read_work(entry)
    groups = (("title",), *_REQUIRED.get(document_code(work), ()))
    return tuple(group[0] for group in groups if not any(_has(work, name) for name in group))


def admits_gaps(entry: Entry) -> bool:
    """Whether *entry* itself admits that something was not seen (未见, 待考, 据转载 …)."""
    work: Work = read_work(entry)
    return bool(ADMITTED.search(work.get("note") + work.get("howpublished")))


def _has(work: Work, name: str) -> bool:
    """Whether a work has a field; 「期刊论文，刊名未见」 is not the name of a journal."""
    value = work.get(name)
    return bool(split_source(value)[0] if name == "howpublished" else value) or name in work.people
