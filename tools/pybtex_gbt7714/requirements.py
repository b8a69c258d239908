"""What an entry must have, by its document type: the tables of GB/T 7714—2025, clause 8.

Required is what a table calls 必备 and, of what it calls 有则必备, what every such work has: a newspaper has a name and
a date, a book a publisher and a year. 版次, pages and authors may really be missing and are not asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex_gbt7714.document_type import document_code, split_source
from pybtex_gbt7714.work import Work, read_work

if TYPE_CHECKING:
    from pybtex.database import Entry

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
#: What says that something was not seen. The form for contributions asks it too: nothing in it is Python's alone.
ADMITTED = re.compile("未见|未署|未核|待考|待核|不详|不见于|推定|据.*(?:转载|转录|转述|抽取)|网络转载")


def missing_fields(entry: Entry) -> tuple[str, ...]:
    """The fields the entry's type requires and it lacks; of alternatives the first is named."""
    work = read_work(entry)
    groups = (("title",), *_REQUIRED.get(document_code(work), ()))
    return tuple(group[0] for group in groups if not any(_has(work, name) for name in group))


def admits_gaps(entry: Entry) -> bool:
    """Whether the entry itself says that something about it was not seen (未见, 待考, 据转载 …)."""
    work: Work = read_work(entry)
    return bool(ADMITTED.search(work.get("note") + work.get("howpublished")))


def _has(work: Work, name: str) -> bool:
    """「期刊论文，刊名未见」 is no journal's name."""
    value = work.get(name)
    return bool(split_source(value)[0] if name == "howpublished" else value) or name in work.people
