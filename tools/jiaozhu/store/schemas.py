"""The shapes of the corpus's files. What an editor may write, field by field; JSON Schemas come from here."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from jiaozhu.model.edition import BLOCK_KINDS
from jiaozhu.model.term import TERM_KINDS

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Date = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CertaintyName = Literal["high", "medium", "low"]

#: ``12``, ``12-14``, ``16/2`` (second part of line 16) or ``16/2-16/9``.
_RANGE = re.compile(r"([0-9]{1,7})(?:/([0-9]{1,4}))?(?:-([0-9]{1,7})(?:/([0-9]{1,4}))?)?\Z")


class Record(BaseModel):
    """Unknown keys are errors; so are values of another type than the one asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PieceRecord(Record):
    """A piece of one line."""

    at: int = Field(description="Line number, from 1.")
    from_: Words | None = Field(None, alias="from", description="The piece begins with this quote.")
    until: Words | None = Field(None, description="The piece ends before this quote.")


LineName = Annotated[str, StringConstraints(pattern=_RANGE.pattern.replace(r"\Z", "$"))]
Lines = int | LineName | PieceRecord | list[int | LineName | PieceRecord]


class GapRecord(Record):
    """A place where the source breaks off."""

    reason: Words
    resp: Words = "编者"


class OrderRecord(Record):
    """Why a text is read in another order than it stands."""

    reason: Words
    resp: Words
    cert: CertaintyName


#: One-key mappings: a kind of block and its lines.
BlockRecord = dict[Literal[BLOCK_KINDS], Lines | GapRecord]  # type: ignore[valid-type]


class TextRecord(Record):
    """One text of a source."""

    id: Id
    title: Words | None = None
    genre: Words
    date: Date | None
    date_note: Words | None = None
    place: Words | None = None
    order: OrderRecord | None = None
    blocks: list[BlockRecord] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_kind_each(self) -> TextRecord:
        for number, block in enumerate(self.blocks, 1):
            if len(block) != 1:
                raise ValueError(f"block {number} must have exactly one kind, it has {len(block)}")
            (kind, lines), = block.items()
            if (kind == "gap") != isinstance(lines, GapRecord):
                raise ValueError(f"block {number}: 'gap' takes a reason, every other kind takes lines")
        return self


class OmissionRecord(Record):
    """Lines that belong to no text."""

    lines: Lines
    reason: Words
    resp: Words = "编者"
    cert: CertaintyName = "high"


class EditionRecord(Record):
    """``edition.yaml``."""

    rules: dict[str, bool] = {}
    texts: list[TextRecord]
    omissions: list[OmissionRecord] = []


class AboutRecord(Record):
    """``about.yaml``."""

    title: Words
    kind: Words
    publisher: Words | None
    date: Date | None
    date_note: Words | None = None
    page: Words | None = None
    format: Words
    file: Annotated[str, StringConstraints(pattern=r"^source\.[a-z0-9]+$")]
    sha256: Sha256
    citation: Id
    provenance: Words
    rights: Words
    condition: Words
    unknown: list[Words] = []


class EmendationRecord(Record):
    """One entry of a file under ``emendations/``."""

    id: Id
    line: int
    kind: Literal["corrected", "supplied", "surplus", "gap", "regularized"]
    before: Annotated[str, StringConstraints(min_length=1)] | None = None
    after: Annotated[str, StringConstraints(min_length=1)] | None = None
    prefix: Annotated[str, StringConstraints(min_length=1)] | None = None
    suffix: Annotated[str, StringConstraints(min_length=1)] | None = None
    from_: Annotated[str, StringConstraints(min_length=1)] | None = Field(None, alias="from")
    to: Annotated[str, StringConstraints(min_length=1)] | None = None
    reason: Words
    basis: Words
    cert: CertaintyName
    resp: Words

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> EmendationRecord:
        span = self.from_ is not None and self.to is not None
        if (self.from_ is None) != (self.to is None):
            raise ValueError("'from' and 'to' go together")
        if self.kind in ("corrected", "regularized") and not (self.before and self.after and not span):
            raise ValueError(f"a '{self.kind}' has 'before' and 'after'")
        if self.kind == "surplus" and (bool(self.before) == span or self.after):
            raise ValueError("a 'surplus' has 'before', or 'from' and 'to', and no 'after'")
        if self.kind in ("supplied", "gap") and (self.before or span or not (self.prefix or self.suffix)):
            raise ValueError(f"a '{self.kind}' is placed by 'prefix' or 'suffix' and has no 'before'")
        if (self.kind == "supplied") != bool(self.after and not self.before):
            raise ValueError("a 'supplied' has 'after': the text it adds; a 'gap' has none")
        return self


class TargetRecord(Record):
    """What a note holds to."""

    quote: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    prefix: Annotated[str, StringConstraints(min_length=1, max_length=400)] | None = None
    suffix: Annotated[str, StringConstraints(min_length=1, max_length=400)] | None = None
    text: Id | None = None


class NoteRecord(Record):
    """Front matter of a note."""

    target: TargetRecord
    kind: Literal["注", "按", "疑"]
    author: Words
    date: Date


class TermRecord(Record):
    """Front matter of a glossary entry."""

    headword: Annotated[str, StringConstraints(pattern=r"^[^`<>\s][^`<>\n]*$", max_length=60)]
    pinyin: Words
    gloss: Words
    kind: Literal[tuple(TERM_KINDS)]  # type: ignore[valid-type]
    variants: list[Annotated[str, StringConstraints(pattern=r"^[^`<>\s][^`<>\n]*$", max_length=60)]] = []
    exclude: list[Words] = []
    short: bool = False
    related: list[Id] = []
    unknown: Words | None = None


class CorpusRecord(Record):
    """``corpus.yaml``."""

    title: Words
    subtitle: Words
    editors: list[Words] = Field(min_length=1)
    language: Words
    rights: Words
    description: Words
    repository: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None


def line_names(lines: str) -> tuple[int, int, int | None, int | None]:
    """``(first, last, part of the first, part of the last)`` of a line name that matched ``_RANGE``."""
    match = _RANGE.match(lines)
    assert match is not None, lines
    first, part, last, last_part = match.groups()
    return (
        int(first),
        int(last or first),
        int(part) if part else None,
        int(last_part) if last_part else (int(part) if part and not last else None),
    )
