"""A source folder's files, as bytes: what is known, the draft edition, proposals, the file itself, its transcript."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import line_ranges
from jiaozhu.edition.proposals import suspicion
from jiaozhu.formats import FORMATS, Detected
from jiaozhu.language import typography
from jiaozhu.locale import N_, _
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import About, TranscriptInfo
from jiaozhu.model.document import Document
from jiaozhu.model.drafts import RIGHTS_UNKNOWN
from jiaozhu.model.edition import BlockSpec, Edition, Emendation, LineRange, Omission, OrderNote, TextSpec
from jiaozhu.model.file_account import FILE as ACCOUNT
from jiaozhu.model.kinds import Genre
from jiaozhu.model.limits import MOST_WORDS
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.transcript import Inline, PageSpot, Shape, TextImage, Transcript
from jiaozhu.store import about_text, edition_text, emendations_text, proposals_text
from jiaozhu.workflows.importing.drafter import DraftBlock, DraftText
from jiaozhu.workflows.importing.drafting import Draft
from jiaozhu.workflows.importing.origins import ON_DISK, Origin
from jiaozhu.workflows.importing.picture_files import facsimile_files
from jiaozhu.workflows.importing.proposing import proposal_labels

__all__ = ["PROPOSALS", "Reading", "folder", "layout_file", "proposals_file", "transcript_info"]

#: The file of what is proposed.
PROPOSALS = "proposals.yaml"
#: Fewer paragraphs in a row are named one by one.
_SHORTEST_FLOW = 4
#: Columns of a table.
_MOST_COLUMNS = 500
#: Kinds of the reader's paragraphs that need not be named one by one.
_FLOWING = frozenset("p cell item subitem numbered subnumbered quote verse code".split())
#: Code points of the notes of a transcript, and of the reason for an order.
_MOST_NOTES, _MOST_REASON = 500, 600


class Reading(NamedTuple):
    """A file and what was made of it."""

    data: bytes
    name: str  #: As the user named it.
    detected: Detected
    document: Document
    transcript: Transcript | None  #: None if the file is text itself.
    origin: Origin = ON_DISK
    pictures: tuple[TextImage, ...] = ()  #: That the text shows.

    @property
    def file(self) -> str:
        """What the file is called in its folder."""
        return f"source.{FORMATS[self.detected.format].ending}"


def folder(siglum: str, reading: Reading, draft: Draft, genre: Genre, proposed: Sequence[Proposal]) -> dict[str, bytes]:
    """Return every file of the folder of a new source, in the language in use; the same for the same input.

    Args:
        siglum: Of the source.
        reading: The file.
        draft: What was drafted.
        genre: Of its texts.
        proposed: What is proposed of it.
    """
    files = {reading.file: reading.data, **reading.origin.files}
    transcript = reading.transcript
    if transcript is not None:
        files["transcript.txt"] = transcript.text.encode("utf-8")
        files["layout.json"] = layout_file(transcript)
        if transcript.account is not None:
            files[ACCOUNT] = transcript.account.to_json()
    files |= facsimile_files(transcript, reading.pictures)
    files["about.yaml"] = about_text(_about(siglum, reading, draft)).encode("utf-8")
    files["edition.yaml"] = edition_text(_edition(reading.document, draft, genre)).encode("utf-8")
    files |= proposals_file(proposed)
    if transcript is not None and transcript.choices:
        files["emendations/imported.yaml"] = emendations_text(list(_choices(transcript))).encode("utf-8")
    return files


def proposals_file(proposed: Sequence[Proposal]) -> dict[str, bytes]:
    """Return the file of proposals by its name; nothing if nothing is proposed."""
    return {PROPOSALS: proposals_text(proposed, proposal_labels()).encode("utf-8")} if proposed else {}


def transcript_info(transcript: Transcript, format: str) -> TranscriptInfo:
    """Return what ``about.yaml`` says of a transcript."""
    digest = hashlib.sha256(transcript.text.encode("utf-8")).hexdigest()
    account = hashlib.sha256(transcript.account.to_json()).hexdigest() if transcript.account is not None else None
    layout = hashlib.sha256(layout_file(transcript)).hexdigest() if transcript.inlines else None
    reader = f"{format} {FORMATS[format].version}"
    reader = f"{reader}, {transcript.reader}"[:MOST_WORDS] if transcript.reader else reader
    return TranscriptInfo("transcript.txt", digest, reader, NOWHERE, account, layout)


def layout_file(transcript: Transcript) -> bytes:
    """Return where each line of a transcript is in its source, for links to facsimiles: one JSON object a line."""
    lines = [_known(place) for place in transcript.places]
    shown = [_known(inline) for inline in transcript.inlines]
    more = f', "inlines": [\n{_rows(shown)}\n]' if shown else ""
    return f'{{"unit": "as in the source", "lines": [\n{_rows(lines)}\n]{more}}}\n'.encode()


def _rows(items: Sequence[dict[str, object]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)


def _known(record: PageSpot | Shape | Inline) -> dict[str, object]:
    """What a record says, without what it leaves open."""
    known = {key: value for key, value in record._asdict().items() if value not in (None, "", 0, ())}
    return {key: _known(value) if isinstance(value, Shape) else value for key, value in known.items()}


def _signature() -> str:
    """Who signs what a machine has drafted."""
    return _("import draft")


def _about(siglum: str, reading: Reading, draft: Draft) -> About:
    detected, transcript = reading.detected, reading.transcript
    guess = _(
        "the format was recognised as {format} ({evidence}), confidence {share}",
        format=detected.format,
        evidence=detected.evidence,
        share=f"{detected.score:.0%}",
    )
    return About(
        title=_printable(draft.title)[:MOST_WORDS] or siglum,
        kind=_(FORMATS[detected.format].kind or N_("document")),
        author=_printable(draft.author)[:MOST_WORDS],
        publisher=_printable(draft.publisher)[:MOST_WORDS] or None,
        date=draft.date,
        format=detected.format,
        file=reading.file,
        sha256=hashlib.sha256(reading.data).hexdigest(),
        encoding=detected.encoding,
        undecodable=reading.document.undecodable,
        transcript=transcript_info(transcript, detected.format) if transcript else None,
        citation=siglum,
        provenance=_printable(reading.origin.provenance(reading.name)),
        rights=_(RIGHTS_UNKNOWN),
        condition=_printable(_condition(transcript)),
        place=NOWHERE,
        sha256_place=NOWHERE,
        citation_place=NOWHERE,
        format_place=NOWHERE,
        unknown=(
            _("publisher, date and page: to be added where the import could not find them"),
            _printable(guess),
            *(
                _("{suspicion}: {n} places, a habit of the file that is not proposed place by place", **said)
                for said in ({"suspicion": suspicion(kind), "n": f"{n:,}"} for kind, n in draft.habits.items())
            ),
        ),
    )


def _condition(transcript: Transcript | None) -> str:
    notes = typography().clause.join(map(str, transcript.notes)) if transcript else ""
    if not notes:
        return _("import draft, not proofread.")
    return _("import draft, not proofread. In the transcription: {notes}.", notes=notes[:_MOST_NOTES])


def _edition(document: Document, draft: Draft, genre: Genre) -> Edition:
    several = len(draft.texts) > 1
    return Edition(
        texts=tuple(
            _text(f"text-{number}" if several else "text", text, document, genre)
            for number, text in enumerate(draft.texts, 1)
        ),
        omissions=tuple(
            Omission(tuple(line_ranges(item.lines, document)), item.reason, NOWHERE, _signature(), Certainty.HIGH)
            for item in draft.omissions
        ),
        place=NOWHERE,
    )


def _text(id: str, text: DraftText, document: Document, genre: Genre) -> TextSpec:
    order = None
    if _is_moved(text):
        reason = text.order or _("the order of the columns (decided by the import)")
        order = OrderNote(_printable(reason[:_MOST_REASON]), _signature(), Certainty.LOW)
    return TextSpec(
        id=id,
        title="" if text.own_title else _printable(text.title)[:MOST_WORDS] or _("untitled"),
        genre=genre,
        date=text.date,
        order=order,
        blocks=tuple(_blocks(text.blocks, document)),
        place=NOWHERE,
    )


def _blocks(blocks: Sequence[DraftBlock], document: Document) -> Iterator[BlockSpec]:
    """The blocks of a text; runs of the reader's own paragraphs are ``flow``, cells are in the rows of their tables."""
    own = {(item.first, item.last): item.kind for item in document.paragraphs if item.kind in _FLOWING}
    several = {line.number for line in document.lines if line.part > 1}
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _flows(blocks[end], blocks[end - 1] if end > at else None, own, several, document):
            end += 1
        if end - at >= _SHORTEST_FLOW:
            lines = tuple(line for block in blocks[at:end] for line in block.parts[0])
            yield BlockSpec("flow", tuple(line_ranges(lines, document)), NOWHERE)
        elif blocks[at].cell is not None:
            end = at
            while end < len(blocks) and _in_row(blocks[at], blocks[max(at, end - 1)], blocks[end]):
                end += 1
            yield _row(blocks[at:end], blocks[at - 1] if at else None, document)
        else:
            end = max(end, at + 1)
            for block in blocks[at:end]:
                ranges = tuple(named for part in block.parts for named in line_ranges(part, document))
                yield BlockSpec(block.kind, ranges, NOWHERE)
        at = end


def _in_row(first: DraftBlock, before: DraftBlock, block: DraftBlock) -> bool:
    """Whether a cell is in the row that another begins, after the cell before it."""
    if first.cell is None or before.cell is None or block.cell is None or block.cell.row != first.cell.row:
        return False
    if block.cell.table != first.cell.table:
        return False
    return block is first or block.cell.column > before.cell.column


def _row(cells: Sequence[DraftBlock], before: DraftBlock | None, document: Document) -> BlockSpec:
    placed = {cell.cell.column: cell for cell in cells if cell.cell is not None}
    if max(placed) > _MOST_COLUMNS:  # cells that claim to span more than any table has
        placed = dict(enumerate(cells, 1))
    named: list[tuple[LineRange, ...]] = [()] * max(placed)
    for column, cell in placed.items():
        named[column - 1] = tuple(name for part in cell.parts for name in line_ranges(part, document))
    lines = tuple(name for cell in named for name in cell)
    return BlockSpec(_kind_of_row(cells[0], before), lines, NOWHERE, cells=tuple(map(len, named)))


def _kind_of_row(cell: DraftBlock, before: DraftBlock | None) -> str:
    one, other = cell.cell, before.cell if before else None
    if one and one.head:
        return "head-row"
    return "first-row" if one and other and one.table != other.table else "row"


def _flows(
    block: DraftBlock,
    before: DraftBlock | None,
    own: Mapping[tuple[int, int], str],
    several: Set[int],
    document: Document,
) -> bool:
    """Whether a block is a paragraph of the reader's own that follows the one before it, line by line.

    Args:
        block: The block.
        before: The one before it, if that flows.
        own: The kinds of the reader's paragraphs, by their first and last lines.
        several: The numbers of lines that have several parts.
        document: What the reader made of the source.
    """
    first, last = block.parts[0][0], block.parts[-1][-1]
    if len(block.parts) != 1 or own.get((first, last)) != block.kind:
        return False
    follows = before is None or first == before.parts[-1][-1] + 1
    return follows and several.isdisjoint((document.lines[first].number, document.lines[last].number))


def _is_moved(text: DraftText) -> bool:
    lines = [line for block in text.blocks for part in block.parts for line in part]
    return any(after < before for before, after in pairwise(lines))


def _choices(transcript: Transcript) -> Iterator[Emendation]:
    """The readings that the file itself gives beside those of its source."""
    for number, choice in enumerate(transcript.choices, 1):
        yield Emendation(
            id=f"tei-{number}",
            line=choice.line,
            kind=ActKind(choice.kind),
            place=NOWHERE,
            before=choice.before,
            after=choice.after,
            prefix=choice.prefix,
            suffix=choice.suffix,
            reason=_("an emendation of the imported file"),
            basis=_("The imported TEI file; what it rests on is to be established."),
            cert=Certainty.MEDIUM,
            resp=_signature(),
        )


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
