"""The shapes of the corpus's files. What an editor may write, field by field; JSON Schemas come from here."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from jiaozhu.model.edition import BLOCK_KINDS
from jiaozhu.model.term import TERM_KINDS

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Quote = Annotated[str, StringConstraints(min_length=1)]

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_SHA256 = r"^[0-9a-f]{64}$"
_FILE = r"^source\.[a-z0-9]+$"
_HEADWORD = r"^[^`<>\s][^`<>\n]*$"
_REPOSITORY = r"^https://[^\s]+$"
#: ``12``, ``12-14``, ``16/2`` (second part of line 16) or ``16/2-16/9``.
_RANGE = r"^([0-9]{1,7})(?:/([0-9]{1,4}))?(?:-([0-9]{1,7})(?:/([0-9]{1,4}))?)?$"

#: What each pattern asks for, in words: nobody should have to read the pattern.
FORMS: dict[str, str] = {
    _ID: "lowercase letters a-z, digits and single hyphens, such as 'zhangsan-1'",
    _DATE: 'a date in quotes, as exact as it is known: "2019", "2019-05" or "2019-05-06"',
    _SHA256: "64 hexadecimal digits, as 'sha256sum' prints them",
    _FILE: "'source.' and an ending, such as 'source.txt'",
    _HEADWORD: "one line without the characters ` < and >, not beginning with a space",
    _REPOSITORY: "an address that begins with https://",
    _RANGE: 'a line or a range of lines: 12, "12-14", or "16/2" for the second part of line 16',
}

Id = Annotated[str, StringConstraints(pattern=_ID, max_length=80)]
Date = Annotated[str, StringConstraints(pattern=_DATE)]
Sha256 = Annotated[str, StringConstraints(pattern=_SHA256)]
Headword = Annotated[str, StringConstraints(pattern=_HEADWORD, max_length=60)]
CertaintyName = Literal["high", "medium", "low"]


class Record(BaseModel):
    """Unknown keys are errors; so are values of another type than the one asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PieceRecord(Record):
    """A piece of one line."""

    at: int = Field(description="Line number, from 1.")
    from_: Words | None = Field(None, alias="from", description="The piece begins with this quote.")
    until: Words | None = Field(None, description="The piece ends before this quote.")


def _upward(name: str) -> str:
    """Refuses what would be read as fewer lines than it seems to say."""
    first, last, part, last_part = line_names(name)
    if last < first:
        raise ValueError(f"'{name}' runs backwards: a range goes from the first line to the last")
    if (part is None) != (last_part is None) or (part and last_part and (first != last or last_part < part)):
        raise ValueError(f"'{name}': a range of parts stays in one line and goes upward, such as 16/2-16/9")
    return name


def _form(value: Any) -> str | None:
    """Which way of naming lines ``value`` takes; its mistakes are judged by that way alone."""
    if isinstance(value, (dict, PieceRecord)):
        return "piece"
    return {int: "number", str: "range", list: "list"}.get(type(value))


_LINES = {
    "custom_error_type": "lines",
    "custom_error_message": "names no lines",
}
_Number = Annotated[int, Tag("number")]
_Range = Annotated[str, StringConstraints(pattern=_RANGE), AfterValidator(_upward), Tag("range")]
_Piece = Annotated[PieceRecord, Tag("piece")]
_OneName = Annotated[_Number | _Range | _Piece, Discriminator(_form, **_LINES)]
_List = Annotated[list[_OneName], Field(min_length=1), Tag("list")]
Lines = Annotated[_Number | _Range | _Piece | _List, Discriminator(_form, **_LINES)]


class GapRecord(Record):
    """A place where the source breaks off."""

    reason: Words
    resp: Words = "编者"


class OrderRecord(Record):
    """Why a text is read in another order than it stands."""

    reason: Words
    resp: Words
    cert: CertaintyName


def _block_form(block: Any) -> str | None:
    """A gap has a reason, every other kind has lines; two kinds in one block are no block."""
    if not isinstance(block, dict) or len(block) != 1:
        return None
    return "gap" if "gap" in block else "block"


_LINE_KINDS = tuple(kind for kind in BLOCK_KINDS if kind != "gap")
_LineBlock = Annotated[dict[Literal[_LINE_KINDS], Lines], Field(min_length=1, max_length=1), Tag("block")]  # type: ignore[valid-type]
_GapBlock = Annotated[dict[Literal["gap"], GapRecord], Field(min_length=1, max_length=1), Tag("gap")]
#: One-key mappings: a kind of block and its lines.
BlockRecord = Annotated[
    _LineBlock | _GapBlock,
    Discriminator(
        _block_form,
        custom_error_type="block",
        custom_error_message="a block is one kind and its lines, such as '- p: 12'",
    ),
]


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
    file: Annotated[str, StringConstraints(pattern=_FILE)]
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
    before: Quote | None = None
    after: Quote | None = None
    prefix: Quote | None = None
    suffix: Quote | None = None
    from_: Quote | None = Field(None, alias="from")
    to: Quote | None = None
    reason: Words
    basis: Words
    cert: CertaintyName
    resp: Words

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> EmendationRecord:
        span = self.from_ is not None and self.to is not None
        if (self.from_ is None) != (self.to is None):
            raise ValueError("'from' and 'to' go together: the first and the last words that are left out")
        if self.kind in ("corrected", "regularized") and not (self.before and self.after and not span):
            raise ValueError(f"a '{self.kind}' has 'before' (the source's words) and 'after' (ours)")
        if self.kind == "surplus" and (bool(self.before) == span or self.after):
            raise ValueError("a 'surplus' has 'before', or 'from' and 'to', and no 'after'")
        if self.kind in ("supplied", "gap") and (self.before or span or not (self.prefix or self.suffix)):
            raise ValueError(f"a '{self.kind}' is placed by 'prefix' or 'suffix' and has no 'before'")
        if (self.kind == "supplied") != bool(self.after and not self.before):
            raise ValueError("a 'supplied' has 'after': the text it adds; a 'gap' has none")
        return self


class ProofreadingRecord(Record):
    """One entry of ``proofreadings.yaml``: a text read whole against its source."""

    text: Id
    by: Words
    date: Date
    sha256: Sha256
    note: Words | None = None


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

    headword: Headword
    pinyin: Words
    gloss: Words
    kind: Literal[tuple(TERM_KINDS)]  # type: ignore[valid-type]
    variants: list[Headword] = []
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
    repository: Annotated[str, StringConstraints(pattern=_REPOSITORY)] | None = None


def line_names(lines: str) -> tuple[int, int, int | None, int | None]:
    """``(first, last, part of the first, part of the last)`` of a line name that matched ``_RANGE``."""
    match = re.match(_RANGE, lines)
    assert match is not None, lines
    first, part, last, last_part = match.groups()
    return (
        int(first),
        int(last or first),
        int(part) if part else None,
        int(last_part) if last_part else (int(part) if part and not last else None),
    )
