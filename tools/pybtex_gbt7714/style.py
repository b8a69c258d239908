"""The pybtex style: sphinxcontrib-bibtex asks for ``sort``, ``format_labels`` and ``format_entry``, and gets rich text.

It warns of a missing field only when a template raises ``FieldIsMissing``; there are no templates here, so nothing can.
"""

from __future__ import annotations

import re
from typing import Any

from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from pybtex_gbt7714.document_type import split_source
from pybtex_gbt7714.layout import statements
from pybtex_gbt7714.punctuation import MARKS
from pybtex_gbt7714.work import Work, read_work

_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


class Style(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """GB/T 7714—2025, numeric: numbers in the order of citation (9.2)."""

    default_label_style = "number"
    default_sorting_style = "none"

    access_dates = True
    """Whether ``urldate`` is printed for every online work.

    2025 lists 引用日期 only for web pages, data sets and preprints (8.11, 8.14, 8.15). A newspaper's page moves and
    changes like any other, so where an entry has the date this edition prints it where 2015 did:
    人民日报，2022-08-16（17）[2022-09-01]. ``False`` is the strict form of 2025.
    """

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:
        return FormattedEntry(entry.key, format_work(read_work(entry), self.access_dates), label)


def format_work(work: Work, access_dates: bool = True) -> Text:
    """The whole entry, its links live. 7.8, 7.9: access path, then identifier unless the path contains it."""
    parts: list[Any] = list(statements(work, access_dates))
    if address := work.get("url"):
        parts.append(HRef(address, address))
    doi = _RESOLVER.sub("", work.get("doi"))
    if doi and doi.lower() not in address.lower():
        parts.append(Text("DOI:", HRef(f"https://doi.org/{doi}", doi)))
    if note := _note(work):
        parts.append(note)
    return _closed(parts or [work.key])


def _note(work: Work) -> str:
    """What the edition says of the entry, at the very end: what ``howpublished`` remarks, then the field ``note``."""
    note = work.get("note").rstrip(".。")
    remark = split_source(work.get("howpublished"))[1]
    said = [remark] if remark and remark not in note else []
    marks = MARKS[work.language]
    text = ("; " if work.language == "western" else "；").join([*said, note] if note else said)
    return f"{marks.note}{marks.colon}{text}" if text else ""


def _closed(parts: list[Any]) -> Text:
    """Every part ends in one point; a space between them, but none before a full-width bracket."""
    pieces: list[Any] = []
    for part in parts:
        text = str(part)
        if pieces and not text.startswith("（"):
            pieces.append(" ")
        pieces.append(part)
        if isinstance(part, HRef) or not text.endswith("."):
            pieces.append(".")
    return Text(*pieces)
