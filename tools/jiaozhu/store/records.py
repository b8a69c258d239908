"""From what a file says to records of the model. No decisions here: the shapes have been checked already."""

from __future__ import annotations

from fractions import Fraction

from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import About, CorpusInfo, TranscriptInfo
from jiaozhu.model.edition import BlockSpec, Edition, Emendation, LineRange, Omission, OrderNote, Piece, TextSpec
from jiaozhu.model.event import Event
from jiaozhu.model.figure import Check, Figure, Register, Series
from jiaozhu.model.kinds import Kinds, NoteKind, TermKind
from jiaozhu.model.note import Note, Target
from jiaozhu.model.problem import Place
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.term import Term
from jiaozhu.model.work import WORK_KINDS, Work
from jiaozhu.store.forms import line_names
from jiaozhu.store.kinds import kinds_of
from jiaozhu.store.schemas import (
    AboutRecord,
    BlockRecord,
    CorpusRecord,
    EditionRecord,
    EmendationRecord,
    EventRecord,
    FigureRecord,
    GapRecord,
    Lines,
    NoteRecord,
    PieceRecord,
    ProofreadingRecord,
    ProposalRecord,
    RegisterRecord,
    TargetRecord,
    TermRecord,
    TextRecord,
)
from jiaozhu.store.work_record import WorkRecord
from jiaozhu.store.yaml_text import Located, Path


def info(record: CorpusRecord) -> CorpusInfo:
    """``corpus.yaml``."""
    return CorpusInfo(
        record.title,
        record.subtitle,
        tuple(record.editors),
        record.language,
        record.rights,
        record.description,
        kinds_of(record.kinds, record.language),
        record.repository,
        record.new_file,
    )


def about(record: AboutRecord, located: Located) -> About:
    """``about.yaml``."""
    made = record.transcript
    return About(
        title=record.title,
        kind=record.kind,
        publisher=record.publisher,
        date=record.date,
        format=record.format,
        file=record.file,
        sha256=record.sha256,
        citation=record.citation,
        provenance=record.provenance,
        rights=record.rights,
        condition=record.condition,
        place=located.place(()),
        sha256_place=located.place(("sha256",)),
        citation_place=located.place(("citation",)),
        format_place=located.place(("format",)),
        date_note=record.date_note or "",
        summary=record.summary or "",
        page=record.page,
        encoding=record.encoding,
        transcript=TranscriptInfo(made.file, made.sha256, made.reader, located.place(("transcript", "sha256")))
        if made
        else None,
        unknown=tuple(record.unknown),
    )


def edition(record: EditionRecord, located: Located, kinds: Kinds) -> Edition:
    """``edition.yaml``."""
    return Edition(
        tuple(_text(text, located, ("texts", number), kinds) for number, text in enumerate(record.texts)),
        tuple(
            Omission(
                _lines(item.lines, located, ("omissions", number, "lines")),
                item.reason,
                located.place(("omissions", number)),
                item.resp,
                Certainty(item.cert),
            )
            for number, item in enumerate(record.omissions)
        ),
        located.place(()),
        dict(record.rules),
        located.places,
    )


def emendation(record: EmendationRecord, located: Located) -> Emendation:
    """One entry of an emendation file."""
    return Emendation(
        id=record.id,
        line=record.line,
        kind=ActKind(record.kind),
        place=located.place(()),
        reason=record.reason,
        resp=record.resp,
        cert=Certainty(record.cert),
        basis=record.basis,
        before=record.before or "",
        after=record.after or "",
        prefix=record.prefix or "",
        suffix=record.suffix or "",
        begin=record.from_ or "",
        end=record.to or "",
        works=_works(record.works, located),
        places=located.places,
    )


def proofreading(record: ProofreadingRecord, located: Located) -> Proofreading:
    """One entry of ``proofreadings.yaml``."""
    return Proofreading(
        record.text, record.by, record.date, record.sha256, located.place(()), record.note or "", located.places
    )


def proposal(record: ProposalRecord, located: Located) -> Proposal:
    """One entry of ``proposals.yaml``."""
    return Proposal(
        id=record.id,
        kind=record.kind,
        target=_target(record, record.text, located, ()),
        line=record.line,
        detector=record.detector,
        evidence=record.evidence,
        score=record.score,
        place=located.place(()),
        after=record.after or "",
    )


def note(record: NoteRecord, kind: NoteKind, id: str, body: str, body_line: int, located: Located) -> Note:
    """A note's front matter and body."""
    target = record.target
    return Note(
        id=id,
        target=_target(target, target.text, located, ("target",)),
        kind=kind,
        author=record.author,
        date=record.date,
        body=body,
        place=located.place(()),
        body_line=body_line,
        works=_works(record.works, located),
    )


def _works(works: list[WorkRecord], located: Located) -> tuple[Work, ...]:
    return tuple(_work(work, located.place(("works", number, "key"))) for number, work in enumerate(works))


def _work(record: WorkRecord, place: Place) -> Work:
    kind = WORK_KINDS[record.type]
    said = record.model_dump(exclude={"key", "type", "authors", "editors"}, exclude_none=True)
    fields = said | ({"year": record.date[:4]} if record.date else {})
    fields |= {"entrysubtype": kind.subtype} if kind.subtype else {}
    return Work(record.key, record.type, fields, tuple(record.authors), tuple(record.editors), place)


def term(record: TermRecord, kind: TermKind, slug: str, body: str, body_line: int, located: Located) -> Term:
    """A glossary entry's front matter and body."""
    return Term(
        slug=slug,
        headword=record.headword,
        pinyin=record.pinyin,
        gloss=record.gloss,
        kind=kind,
        definition=body,
        place=located.place(("headword",)),
        body_line=body_line,
        variants=tuple(record.variants),
        exclude=tuple(record.exclude),
        short=record.short,
        related=tuple(record.related),
        unknown=record.unknown or "",
        places=located.places,
    )


def register(record: RegisterRecord, located: Located) -> Register:
    """``figures.yaml``."""
    return Register(
        tuple(
            Series(item.id, item.title, item.unit, located.place(("series", number, "id")))
            for number, item in enumerate(record.series)
        ),
        tuple(_figure(item, located, ("figures", number)) for number, item in enumerate(record.figures)),
        tuple(
            Check(
                id=item.id,
                on=item.on,
                expression=item.expression,
                says=item.says,
                agrees=item.expected == "agree",
                place=located.place(("checks", number, "id")),
                expression_place=located.place(("checks", number, "expression")),
                remark=item.remark or "",
                places=_places(located, ("checks", number), "on"),
            )
            for number, item in enumerate(record.checks)
        ),
    )


def _figure(record: FigureRecord, located: Located, path: Path) -> Figure:
    shown = str(record.value).removesuffix(".0")  # the shortest decimal that is this number
    return Figure(
        id=record.id,
        source=record.source,
        target=_target(record, record.text, located, path),
        claim=record.claim,
        value=Fraction(shown),
        shown=shown,
        unit=record.unit,
        date=record.date,
        place=located.place((*path, "id")),
        series=record.series,
        places=_places(located, path, "source", "text", "series"),
    )


def _target(
    record: TargetRecord | EventRecord | FigureRecord | ProposalRecord, text: str | None, located: Located, path: Path
) -> Target:
    places = _places(located, path, "quote", "prefix", "suffix", "text", "block")
    block = record.block if isinstance(record, TargetRecord) else None
    return Target(record.quote, record.prefix or "", record.suffix or "", text, block, places["quote",], places)


def _places(located: Located, path: Path, *keys: str) -> dict[Path, Place]:
    """Where those of ``keys`` stand that are written down at ``path``."""
    return {(key,): located.places[*path, key] for key in keys if (*path, key) in located.places}


def _text(record: TextRecord, located: Located, path: Path, kinds: Kinds) -> TextSpec:
    order = record.order
    return TextSpec(
        id=record.id,
        genre=kinds.genre(record.genre),
        date=record.date,
        blocks=tuple(_block(block, located, (*path, "blocks", n)) for n, block in enumerate(record.blocks)),
        place=located.place((*path, "id")),
        title=record.title or "",
        date_note=record.date_note or "",
        position=record.place or "",
        order=OrderNote(order.reason, order.resp, Certainty(order.cert)) if order else None,
        events=tuple(
            Event(
                _target(event, record.id, located, (*path, "events", number)),
                event.date,
                event.what,
                event.until or "",
                event.about or "",
            )
            for number, event in enumerate(record.events)
        ),
    )


def _block(block: BlockRecord, located: Located, path: Path) -> BlockSpec:
    ((kind, lines),) = block.items()
    place = located.place((*path, kind))
    if isinstance(lines, GapRecord):
        return BlockSpec(kind, (), place, lines.reason, lines.resp)
    return BlockSpec(kind, _lines(lines, located, (*path, kind)), place)


def _lines(lines: Lines, located: Located, path: Path) -> tuple[LineRange | Piece, ...]:
    if isinstance(lines, list):
        return tuple(part for n, item in enumerate(lines) for part in _lines(item, located, (*path, n)))
    place = located.place(path)
    if isinstance(lines, PieceRecord):
        return (Piece(lines.at, lines.from_, lines.until, place),)
    if isinstance(lines, int):
        return (LineRange(lines, lines, place),)
    first, last, part, last_part = line_names(lines)
    if part is None:
        return (LineRange(first, last, place),)
    return tuple(LineRange(first, first, place, n) for n in range(part, (last_part or part) + 1))
