"""A work that a contribution brings with it, by fields: who cites something new touches no file but their own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from jiaozhu.model.work import WORK_KINDS
from jiaozhu.store.forms import Address, Date, Id, Record, plain_to_see

#: A field of a reference is a line, not an essay.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\n]*$"),
    AfterValidator(plain_to_see),
]


class WorkRecord(Record):
    """One entry of ``works``."""

    key: Id = Field(description="The name by which {cite} knows it; new in the whole corpus.")
    type: Literal[tuple(WORK_KINDS)]  # type: ignore[valid-type]
    title: Line
    authors: list[Line] = Field([], max_length=20, description="Persons or bodies: 张三, or Smith, John.")
    editors: list[Line] = Field([], max_length=20)
    date: Date | None = Field(None, description="When it appeared, as exactly as it is known.")
    journal: Line | None = Field(None, description="The journal or newspaper in which it appeared.")
    booktitle: Line | None = Field(None, description="The book of which it is a part.")
    publisher: Line | None = Field(None, description="The publisher; of a thesis the school, of a report the body.")
    address: Line | None = Field(None, description="Where the publisher is.")
    volume: Line | None = None
    number: Line | None = Field(None, description="Of a journal's issue, or a newspaper's page.")
    pages: Line | None = None
    url: Address | None = None
    urldate: Date | None = Field(None, description="When the address was looked at.")
    note: Line | None = Field(None, description="What was not seen or is not certain: 原件未见, 据某处转载 …")


#: Of a note, or of an emendation's basis.
WORKS: Any = Field([], max_length=8, description="Works that it cites and the bibliography lacks.")
