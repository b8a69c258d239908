"""Works that notes bring with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.model.problem import Place


class WorkKind(NamedTuple):
    """A kind of work: what the form calls it, and what BibTeX does."""

    shown: str
    entry: str
    subtype: str = ""


#: By the word that stands in the file.
WORK_KINDS: dict[str, WorkKind] = {
    "book": WorkKind("图书", "book"),
    "article": WorkKind("期刊文章", "article", "journal"),
    "newspaper": WorkKind("报纸文章", "article", "newspaper"),
    "chapter": WorkKind("书中一篇", "incollection"),
    "thesis": WorkKind("学位论文", "thesis"),
    "report": WorkKind("报告", "report"),
    "archive": WorkKind("档案", "archive"),
    "online": WorkKind("网页", "online"),
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
    place: Place  #: Of the key.
