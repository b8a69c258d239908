"""Works that notes bring with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.problem import Place


class WorkKind(NamedTuple):
    """A kind of work: what the form calls it, and what BibTeX does."""

    shown: str
    entry: str
    asked: tuple[str, ...] = ()  #: Fields the form asks for, beside those of every work.
    required: tuple[str, ...] = ()  #: Fields it must have beside its title, or say in ``note`` why not.
    subtype: str = ""


#: By the word that stands in the file.
WORK_KINDS: dict[str, WorkKind] = {
    "book": WorkKind("图书", "book", ("publisher", "pages"), ("publisher", "date")),
    "article": WorkKind("期刊文章", "article", ("journal", "number", "pages"), ("journal", "date"), "journal"),
    "newspaper": WorkKind("报纸文章", "article", ("journal", "number"), ("journal", "date"), "newspaper"),
    "chapter": WorkKind("书中一篇", "incollection", ("booktitle", "publisher", "pages"), ("publisher", "date")),
    "thesis": WorkKind("学位论文", "thesis", ("publisher", "pages"), ("publisher", "date")),
    "report": WorkKind("报告", "report", ("publisher", "number", "pages"), ("date",)),
    "archive": WorkKind("档案", "archive", ("publisher", "number"), ("date",)),
    "online": WorkKind("网页", "online", ("publisher",), ("url",)),
    "misc": WorkKind("其他", "misc"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """One work, as plain text: nothing in it is TeX."""

    key: str
    kind: str  #: A key of ``WORK_KINDS``.
    fields: Mapping[str, str]  #: BibTeX's names; people are apart.
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    place: Place = field(compare=False)  #: Of the key.
