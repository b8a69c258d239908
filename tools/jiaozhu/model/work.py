"""Works that notes bring with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.locale import N_
from jiaozhu.model.keys import Address, At, Date, Id, Key, Line
from jiaozhu.model.limits import MOST_PEOPLE
from jiaozhu.model.problem import NOWHERE, Place


class WorkKind(NamedTuple):
    """A kind of work: what the form calls it, to be translated, and what BibTeX calls it."""

    shown: str
    entry: str
    asked: tuple[str, ...] = ()  #: Fields the form asks for, beside those of every work.
    required: tuple[str, ...] = ()  #: Fields it must have beside its title, unless ``note`` admits the gap.
    subtype: str = ""


#: By the word that is written in the file.
WORK_KINDS: dict[str, WorkKind] = {
    "book": WorkKind(N_("Printed book"), "book", ("publisher", "pages"), ("publisher", "date")),
    "article": WorkKind(
        N_("journal article"), "article", ("journal", "number", "pages"), ("journal", "date"), "journal"
    ),
    "newspaper": WorkKind(N_("Newspaper article"), "article", ("journal", "number"), ("journal", "date"), "newspaper"),
    "chapter": WorkKind(N_("Book chapter"), "incollection", ("booktitle", "publisher", "pages"), ("publisher", "date")),
    "thesis": WorkKind(N_("Thesis"), "thesis", ("publisher", "pages"), ("publisher", "date")),
    "report": WorkKind(N_("Report"), "report", ("publisher", "number", "pages"), ("date",)),
    "archive": WorkKind(N_("Archival document"), "archive", ("publisher", "number"), ("date",)),
    "online": WorkKind(N_("Web page"), "online", ("publisher",), ("url",)),
    "misc": WorkKind(N_("Other"), "misc"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """One work, as plain text: nothing in it is TeX."""

    key: Annotated[Id, Key(about="The name by which {cite} knows it; new in the whole corpus.")]
    kind: Annotated[str, Key("type", choices=tuple(WORK_KINDS))]  #: A key of ``WORK_KINDS``.
    title: Line
    authors: Annotated[
        tuple[Line, ...], Key(about="Persons or bodies: a whole name, or Smith, John.", most=MOST_PEOPLE)
    ] = ()
    editors: Annotated[tuple[Line, ...], Key(most=MOST_PEOPLE)] = ()
    date: Annotated[Date, Key(about="When it appeared, as exactly as it is known.")] = ""
    journal: Annotated[Line, Key(about="The journal or newspaper in which it appeared.")] = ""
    booktitle: Annotated[Line, Key(about="The book of which it is a part.")] = ""
    publisher: Annotated[Line, Key(about="The publisher; of a thesis the school, of a report the body.")] = ""
    address: Annotated[Line, Key(about="Where the publisher is.")] = ""
    volume: Line = ""
    number: Annotated[Line, Key(about="Of a journal's issue, or a newspaper's page.")] = ""
    pages: Line = ""
    url: Address = ""
    urldate: Annotated[Date, Key(about="When the address was looked at.")] = ""
    note: Annotated[Line, Key(about="What was not seen or is not certain.")] = ""
    place: Annotated[Place, At(("key",))] = field(default=NOWHERE, compare=False)  #: Of the key.

    @property
    def fields(self) -> dict[str, str]:
        """What is known of it, by BibTeX's names of fields; people are apart."""
        known = {name: value for name in _FIELDS if (value := getattr(self, name))}
        subtype = WORK_KINDS[self.kind].subtype
        return known | ({"year": self.date[:4]} if self.date else {}) | ({"entrysubtype": subtype} if subtype else {})


#: Fields of a work that are BibTeX's, in their order.
_FIELDS = (
    "title",
    "date",
    "journal",
    "booktitle",
    "publisher",
    "address",
    "volume",
    "number",
    "pages",
    "url",
    "urldate",
    "note",
)
