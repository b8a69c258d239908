"""The pybtex style, which formats entries as rich text.

sphinxcontrib-bibtex warns of a missing field if a template raises ``FieldIsMissing``. This style has no templates, so
it never warns; see ``requirements`` for what an entry must have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from pybtex_gbt7714.document_type import split_source
from pybtex_gbt7714.layout import statements
from pybtex_gbt7714.punctuation import MARKS
from pybtex_gbt7714.work import Work, read_work

if TYPE_CHECKING:
    from pybtex.database import BibliographyData, Entry

__all__ = ["Style", "format_work"]

#: What becomes a link. Any other address is only shown: it might run a script or open a file.
_WEB = re.compile(r"https?://[^\s/?#]\S*+\Z", re.I)
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


class Style(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """GB/T 7714—2025, numeric: numbers in the order of citation (9.2)."""

    default_label_style = "number"
    default_sorting_style = "none"

    access_dates = True
    """Whether ``urldate`` is printed for every online work.

    2025 has 引用日期 only for web pages, data sets and preprints (8.11, 8.14, 8.15). A newspaper's page may move and
    change like any other, so the date is printed where 2015 has it: 人民日报，2022-08-16（17）[2022-09-01]. ``False``
    is the strict form of 2025.
    """

    def format_entry(self, label: str, entry: Entry, bib_data: BibliographyData | None = None) -> FormattedEntry:
        """Return an entry of the bibliography; pybtex and sphinxcontrib-bibtex call this.

        Args:
            label: The label of the entry.
            entry: The entry.
            bib_data: All entries; not used.
        """
        return FormattedEntry(entry.key, format_work(read_work(entry), self.access_dates), label)


def format_work(work: Work, access_dates: bool = True) -> Text:
    """Return a whole entry with its links. 7.8, 7.9: access path, then identifier unless the path contains it.

    Args:
        work: The work.
        access_dates: See :attr:`Style.access_dates`.
    """
    parts: list[str | Text | HRef] = list(statements(work, access_dates))
    if address := work.get("url"):
        parts.append(HRef(address, address) if _WEB.match(address) else address)
    doi = _RESOLVER.sub("", work.get("doi"))
    if doi and doi.lower() not in address.lower():
        parts.append(Text("DOI:", HRef(f"https://doi.org/{doi}", doi)))
    if note := _note(work):
        parts.append(note)
    return _closed(parts or [work.key])


def _note(work: Work) -> str:
    """The note at the end of an entry: the remark of ``howpublished``, then the field ``note``."""
    note = work.get("note").rstrip(".。")
    remark = split_source(work.get("howpublished"))[1]
    remarks = [remark] if remark and remark not in note else []
    marks = MARKS[work.language]
    text = ("; " if work.language == "western" else "；").join([*remarks, note] if note else remarks)
    return f"{marks.note}{marks.colon}{text}" if text else ""


def _closed(parts: list[str | Text | HRef]) -> Text:
    """Return the parts, each with one full stop, separated by spaces except before a full-width bracket."""
    pieces: list[str | Text | HRef] = []
    for part in parts:
        text = str(part)
        if pieces and not text.startswith("（"):
            pieces.append(" ")
        pieces.append(part)
        if isinstance(part, HRef) or not text.endswith("."):
            pieces.append(".")
    return Text(*pieces)
