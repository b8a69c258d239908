"""A source folder's files, as bytes: what is known, the draft edition, proposals, the file itself, its transcript."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaozhu.edition.editing.addresses import line_names, parts_of_line
from jiaozhu.edition.proposals import suspicion
from jiaozhu.formats import FORMATS, Detected
from jiaozhu.locale import N_, _
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import About, TranscriptInfo
from jiaozhu.model.document import Document
from jiaozhu.model.edition import BlockSpec, Edition, Emendation, LineRange, Omission, OrderNote, TextSpec
from jiaozhu.model.kinds import Genre
from jiaozhu.model.limits import MOST_WORDS
from jiaozhu.model.note import Target
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.transcript import Transcript
from jiaozhu.store import about_text, edition_text, emendations_text, proposals_text
from jiaozhu.store.forms import line_names as read_line_name
from jiaozhu.workflows.importing.drafting import Draft, Entry, Text
from jiaozhu.workflows.importing.findings import Finding

#: Who signs what a machine has drafted.
RESP = "导入草稿"
#: The genre of a text until an editor decides.
UNDECIDED = "待定"
#: Longest quote of a proposal, and the most context that makes it unique.
_LONGEST, _CONTEXT = 60, 60
#: Of one kind, so many are written down: more are a property of the file and not of its places.
_MOST = 300
#: Fewer paragraphs in a row are named one by one.
_SHORTEST_FLOW = 4


def folder(
    siglum: str,
    data: bytes,
    name: str,
    detected: Detected,
    document: Document,
    draft: Draft,
    transcript: Transcript | None,
    dropped: frozenset[str] = frozenset(),
) -> dict[str, bytes]:
    """Return every file of the folder by name; the same for the same input."""
    format = FORMATS[detected.format]
    file = f"source.{format.ending}"
    files = {file: data}
    made: TranscriptInfo | None = None
    if transcript is not None:
        text = transcript.text.encode("utf-8")
        files["transcript.txt"] = text
        files["layout.json"] = layout_file(transcript)
        reader = f"{detected.format} {format.version}"
        made = TranscriptInfo("transcript.txt", hashlib.sha256(text).hexdigest(), reader, NOWHERE)
    notes = "；".join(transcript.notes) if transcript else ""
    about = About(
        title=title_of(draft, siglum),
        kind=_(format.kind or N_("document")),
        publisher=None,
        date=draft.date or None,
        format=detected.format,
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=detected.encoding,
        transcript=made,
        citation=siglum,
        provenance=_printable(f"由文件“{name}”导入；来历待填。"),
        rights="权利状况待考；未查明前请勿公开。",
        condition=_printable("导入草稿，未经校读。" + (f"转录时：{notes[:500]}。" if notes else "")),
        unknown=(
            "刊者、日期、版次：导入时未能确定的，待填",
            _printable(f"格式判为 {detected.format}（{detected.evidence}），把握 {detected.score:.0%}"),
        ),
        place=NOWHERE,
        sha256_place=NOWHERE,
        citation_place=NOWHERE,
        format_place=NOWHERE,
    )
    files["about.yaml"] = about_text(about).encode("utf-8")
    files["edition.yaml"] = edition_text(_edition(document, draft)).encode("utf-8")
    proposals = list(_proposals(document, draft, dropped))
    if proposals:
        labels = {proposal.kind: suspicion(proposal.kind) for proposal in proposals}
        files["proposals.yaml"] = proposals_text(proposals, labels).encode("utf-8")
    choices = list(_choices(transcript)) if transcript else []
    if choices:
        files["emendations/imported.yaml"] = emendations_text(choices).encode("utf-8")
    return files


def title_of(draft: Draft, siglum: str) -> str:
    """Return the title of a source that is drafted."""
    return _printable(draft.title)[:MOST_WORDS] or siglum


def _edition(document: Document, draft: Draft) -> Edition:
    texts = []
    for number, text in enumerate(draft.texts, 1):
        titled = any(entry.kind == "title" for entry in text.entries)
        reason = text.order or "版面的栏序（导入时判定）"
        texts.append(
            TextSpec(
                id=f"text-{number}" if len(draft.texts) > 1 else "text",
                title="" if titled else _printable(text.title)[:MOST_WORDS] or "无题",
                genre=Genre(UNDECIDED, UNDECIDED),
                date=text.date or None,
                order=OrderNote(_printable(reason[:600]), RESP, Certainty.LOW) if _is_moved(text, document) else None,
                blocks=tuple(_blocks(text.entries, document)),
                place=NOWHERE,
            )
        )
    omissions = tuple(
        Omission(_addresses(lines, document), _printable(reason), NOWHERE, RESP, Certainty.HIGH)
        for reason, lines in draft.omissions
    )
    return Edition(tuple(texts), omissions, NOWHERE)


def _blocks(entries: Sequence[Entry], document: Document) -> Iterator[BlockSpec]:
    """One block a line; runs of the reader's own paragraphs, which need no word, as ``flow``."""
    own = {(paragraph.first, paragraph.last) for paragraph in document.paragraphs if paragraph.kind == "p"}
    at = 0
    while at < len(entries):
        end = at
        while end < len(entries) and _flows(entries[end], entries[end - 1] if end > at else None, own, document):
            end += 1
        if end - at >= _SHORTEST_FLOW:
            lines = tuple(line for entry in entries[at:end] for line in entry.parts[0])
            yield BlockSpec("flow", _addresses(lines, document)[:1], NOWHERE)
            at = end
        else:
            yield from _named(entries[at : max(end, at + 1)], document)
            at = max(end, at + 1)


def _flows(entry: Entry, before: Entry | None, own: set[tuple[int, int]], document: Document) -> bool:
    """Whether an entry is a paragraph of the reader's own that follows the one before it, line by line."""
    first, last = entry.parts[0][0], entry.parts[-1][-1]
    alone = all(parts_of_line(document, document.lines[line].number) == 1 for line in (first, last))
    follows = before is None or first == before.parts[-1][-1] + 1
    return entry.kind == "p" and len(entry.parts) == 1 and alone and follows and (first, last) in own


def _named(entries: Sequence[Entry], document: Document) -> Iterator[BlockSpec]:
    for entry in entries:
        lines = tuple(address for part in entry.parts for address in _addresses(part, document))
        yield BlockSpec(entry.kind, lines, NOWHERE)


def _is_moved(text: Text, document: Document) -> bool:
    lines = [line for entry in text.entries for part in entry.parts for line in part]
    return any(after < before for before, after in pairwise(lines))


def _addresses(lines: Sequence[int], document: Document) -> tuple[LineRange, ...]:
    """Lines as an edition has them."""
    found = []
    for name in line_names(lines, document):
        first, last, part, last_part = read_line_name(str(name))
        if part is None:
            found.append(LineRange(first, last, NOWHERE))
        else:
            found += [LineRange(first, first, NOWHERE, number) for number in range(part, (last_part or part) + 1)]
    return tuple(found)


def _proposals(document: Document, draft: Draft, dropped: frozenset[str]) -> Iterator[Proposal]:
    numbers = [line.span.start for line in document.lines]
    count: dict[str, int] = {}
    squeezed = _squeezed(document.text) if draft.findings else ""
    for finding in draft.findings:
        quoted = _quote(document, squeezed, finding) if count.get(finding.kind, 0) < _MOST else None
        if quoted is None:
            continue
        prefix, quote, suffix = quoted
        line = document.lines[max(0, bisect_right(numbers, finding.start) - 1)].number
        count[finding.kind] = count.get(finding.kind, 0) + 1
        if f"{finding.kind}-{count[finding.kind]}" in dropped:
            continue
        yield Proposal(
            id=f"{finding.kind}-{count[finding.kind]}",
            kind=finding.kind,
            line=line,
            target=Target(quote, prefix, suffix),
            after=_printable(finding.after),
            detector=finding.detector,
            evidence=_printable(finding.evidence),
            score=finding.score,
            place=NOWHERE,
        )


def _quote(document: Document, squeezed: str, finding: Finding) -> tuple[str, str, str] | None:
    """Prefix, quote and suffix that stand once, within one line and without markup; None if there are none.

    They must be the only ones in the source as the rules will regularise it too: without spaces, widths made equal.
    """
    text = document.text
    low, high = _clear(document, finding.start)
    start, end = max(finding.start, low), min(finding.end, high, finding.start + _LONGEST)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end <= start:
        return None
    left, right = start, end
    while _again(squeezed, _squeezed(text[left:right])):
        if (left == low and right == high) or right - left > _LONGEST + 2 * _CONTEXT:
            return None
        left, right = max(low, left - 4), min(high, right + 4)
    return text[left:start], text[start:end], text[end:right]


def _again(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) >= 0


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


def _clear(document: Document, position: int) -> tuple[int, int]:
    """The stretch around ``position`` that holds no line end and no markup."""
    text = document.text
    low = text.rfind("\n", 0, position) + 1
    high = text.find("\n", position)
    high = len(text) if high < 0 else high
    at = bisect_right(document.markup, position, key=lambda mark: mark.span.start)
    if at and document.markup[at - 1].span.end > low:
        low = max(low, document.markup[at - 1].span.end)
    if at < len(document.markup):
        high = min(high, document.markup[at].span.start)
    return low, high


def _choices(transcript: Transcript) -> Iterator[Emendation]:
    for number, choice in enumerate(transcript.choices, 1):
        yield Emendation(
            id=f"tei-{number}",
            line=choice.line,
            kind=ActKind(choice.kind),
            before=_printable(choice.before),
            after=_printable(choice.after),
            reason="原文件中的校改",
            basis="据所导入的 TEI 文件；其依据待考。",
            cert=Certainty.MEDIUM,
            resp=RESP,
            place=NOWHERE,
        )


def layout_file(transcript: Transcript) -> bytes:
    """Where each line of the transcript stands, for facsimile links: one object a line."""
    lines = [
        {key: value for key, value in place._asdict().items() if value not in (None, "", 0)}
        for place in transcript.places
    ]
    body = ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    return f'{{"unit": "as in the source", "lines": [\n{body}\n]}}\n'.encode()


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
