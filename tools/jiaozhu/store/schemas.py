"""The shapes of the corpus's files. What an editor may write, field by field; JSON Schemas come from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Discriminator, Field, Tag, TypeAdapter, model_validator

from jiaozhu.formats import ENCODINGS
from jiaozhu.model.edition import BLOCK_KINDS
from jiaozhu.model.limits import MOST_EXPRESSION
from jiaozhu.model.proposal import PROPOSAL_KINDS
from jiaozhu.store.forms import (
    Body,
    CertaintyName,
    Date,
    File,
    Headword,
    Id,
    LineRange,
    Name,
    NewFile,
    NoteQuote,
    Quote,
    Reading,
    Record,
    Repository,
    Sha256,
    SourceWords,
    Unit,
    Words,
)
from jiaozhu.store.kinds import KindsRecord
from jiaozhu.store.work_record import WORKS, WorkRecord


class PieceRecord(Record):
    """A piece of one line."""

    at: int = Field(description="Line number, from 1.")
    from_: SourceWords | None = Field(None, alias="from", description="The piece begins with this quote.")
    until: SourceWords | None = Field(None, description="The piece ends before this quote.")


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
_Range = Annotated[LineRange, Tag("range")]
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


class EventRecord(Record):
    """A dated event that a text tells of."""

    date: Date = Field(description="When it happened, as exactly as the text allows; not when it was reported.")
    until: Date | None = Field(None, description="When it ended, if it lasted.")
    quote: Quote = Field(description="The words that tell of it, exactly as on the page and only once in the text.")
    prefix: Quote | None = Field(None, description="What stands right before the quote, if the quote is not unique.")
    suffix: Quote | None = Field(None, description="What stands right after the quote, if the quote is not unique.")
    what: Words = Field(description="What happened, in one plain line: what the text says, no more.")
    about: Words | None = Field(None, description="Where the date comes from if not from the quote, or 待考.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> EventRecord:
        if self.until is not None and self.until < self.date:
            raise ValueError(f"the event ends ({self.until}) before it begins ({self.date})")
        return self


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
    events: list[EventRecord] = Field([])


class OmissionRecord(Record):
    """Lines that belong to no text."""

    lines: Lines
    reason: Words
    resp: Words = "编者"
    cert: CertaintyName = "high"


class EditionRecord(Record):
    """``edition.yaml``."""

    rules: dict[str, bool] = Field({})
    texts: list[TextRecord]
    omissions: list[OmissionRecord] = Field([])


class TranscriptRecord(Record):
    """What the text of a source that is not text itself was made with."""

    file: Literal["transcript.txt"]
    sha256: Sha256
    reader: Words = Field(description="Name and version of the reader, such as 'pdf 1'.")


class AboutRecord(Record):
    """``about.yaml``."""

    title: Words
    kind: Words
    publisher: Words | None
    date: Date | None
    date_note: Words | None = None
    page: Words | None = None
    format: Words
    file: File
    sha256: Sha256
    citation: Id
    provenance: Words
    rights: Words
    condition: Words
    summary: Words | None = Field(None, description="What it tells, in a sentence or two, for the reader who chooses.")
    encoding: Literal[ENCODINGS] = "utf-8"  # type: ignore[valid-type]
    transcript: TranscriptRecord | None = None
    unknown: list[Words] = Field([])


class EmendationRecord(Record):
    """One entry of a file under ``emendations/``."""

    id: Id
    line: int
    kind: Literal["corrected", "supplied", "surplus", "gap", "regularized"]
    before: Quote | None = None
    after: Reading | None = None
    prefix: Quote | None = None
    suffix: Quote | None = None
    from_: Quote | None = Field(None, alias="from")
    to: Quote | None = None
    reason: Words
    basis: Body
    cert: CertaintyName
    resp: Words
    works: list[WorkRecord] = WORKS

    @model_validator(mode="after")
    def _fields_fit_the_kind(self) -> EmendationRecord:
        span = self.from_ is not None and self.to is not None
        if (self.from_ is None) != (self.to is None):
            raise ValueError("'from' and 'to' go together: the first and the last words that are left out")
        if self.kind in ("corrected", "regularized") and not (self.before and self.after and not span):
            raise ValueError(f"a '{self.kind}' has 'before' (the source's words) and 'after' (ours)")
        if self.before is not None and self.before == self.after:
            raise ValueError("'before' and 'after' are the same: it changes nothing")
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


class ProposalRecord(Record):
    """One entry of ``proposals.yaml``: what a detector suspects. Delete it when you have judged it."""

    id: Id
    kind: Literal[tuple(PROPOSAL_KINDS)]  # type: ignore[valid-type]
    line: int = Field(description="Line of the source.")
    quote: Quote = Field(description="The words it is about, exactly as on the page.")
    prefix: Quote | None = None
    suffix: Quote | None = None
    text: Id | None = None
    after: Quote | None = Field(None, description="What might stand there instead.")
    detector: Words
    evidence: SourceWords
    score: float = Field(ge=0, le=1)


class TargetRecord(Record):
    """What a note holds to."""

    quote: NoteQuote
    prefix: NoteQuote | None = None
    suffix: NoteQuote | None = None
    text: Id | None = None
    block: Id | None = Field(
        None, description="Only in this block, such as l0043: for words that nothing beside tells."
    )


class NoteRecord(Record):
    """Front matter of a note."""

    target: TargetRecord
    kind: Words = Field(description="A kind of note of the corpus, such as 注.")
    author: Words
    date: Date
    works: list[WorkRecord] = WORKS


class TermRecord(Record):
    """Front matter of a glossary entry."""

    headword: Headword
    pinyin: Words
    gloss: Words
    kind: Words = Field(description="A kind of term of the corpus, such as policy.")
    variants: list[Headword] = Field([])
    exclude: list[Words] = Field([])
    short: bool = False
    related: list[Id] = Field([])
    unknown: Words | None = None


class CorpusRecord(Record):
    """``corpus.yaml``."""

    title: Words
    subtitle: Words
    editors: list[Words] = Field(min_length=1)
    language: Words
    rights: Words
    description: Words
    repository: Repository | None = None
    new_file: NewFile | None = Field(
        None,
        description="The git host's page for a new file, with @path@ and @content@; by default that of the git remote.",
    )
    kinds: KindsRecord | None = Field(None, description="Kinds of notes, terms and genres; by default the language's.")


class SeriesRecord(Record):
    """Figures that belong in one table."""

    id: Name
    title: Words = Field(description="What the numbers are of.")
    unit: Words = Field(description="The unit of all of them, such as 亿元.")


class FigureRecord(Record):
    """A number as a source states it."""

    id: Name = Field(description="Its name in expressions.")
    source: Id = Field(description="The source's siglum.")
    text: Id
    quote: Quote = Field(description="The words that state it, exactly as on the page and only once in the text.")
    prefix: Quote | None = Field(None, description="What stands right before the quote, if the quote is not unique.")
    suffix: Quote | None = Field(None, description="What stands right after the quote, if the quote is not unique.")
    claim: Words = Field(description="What the number says, in a few words.")
    value: float = Field(description="The number as it stands: 92.37 for 92.37%.")
    unit: Unit = Field("", description="Its unit, such as 亿元 or ％; empty for a bare number.")
    date: Date | None = Field(description="The time the number speaks of; null if it is not known.")
    series: Name | None = None


class CheckRecord(Record):
    """Something that can be reckoned of figures."""

    id: Name
    on: Name = Field(description="The figure at whose place the result is told.")
    expression: Words = Field(
        max_length=MOST_EXPRESSION,
        description="A comparison of figures and numbers, with + - * / **, brackets, and, or, not, round, abs, min, "
        "max, years(a, b), days(a, b) and weekday(a).",
    )
    says: Words = Field(description="How it was reckoned, in plain words and numbers for the reader.")
    expected: Literal["agree", "disagree"] = Field(description="What the editor found.")
    remark: Words | None = None


class RegisterRecord(Record):
    """``figures.yaml``."""

    series: list[SeriesRecord] = Field([])
    figures: list[FigureRecord] = Field([])
    checks: list[CheckRecord] = Field([])


class Kind(NamedTuple):
    """A kind of file."""

    record: type[Record]
    where: str  #: The files, below the corpus.
    many: bool = False  #: The file is a list of such records.


#: Every kind by the name it has for the user.
SCHEMAS: dict[str, Kind] = {
    "about": Kind(AboutRecord, "sources/*/about.yaml"),
    "corpus": Kind(CorpusRecord, "corpus.yaml"),
    "edition": Kind(EditionRecord, "sources/*/edition.yaml"),
    "emendations": Kind(EmendationRecord, "sources/*/emendations/*.yaml", many=True),
    "figures": Kind(RegisterRecord, "figures.yaml"),
    "note": Kind(NoteRecord, "sources/*/notes/*.md, between the lines ---"),
    "proofreadings": Kind(ProofreadingRecord, "sources/*/proofreadings.yaml", many=True),
    "proposals": Kind(ProposalRecord, "sources/*/proposals.yaml", many=True),
    "term": Kind(TermRecord, "glossary/*.md, between the lines ---"),
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of ``SCHEMAS``."""
    kind = SCHEMAS[name]
    wanted = TypeAdapter(list[kind.record] if kind.many else kind.record)  # type: ignore[name-defined]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **wanted.json_schema(by_alias=True)}
