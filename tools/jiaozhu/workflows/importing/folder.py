"""A source folder's files, as bytes: what is known, the draft edition, proposals, the file itself, its transcript."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaozhu.edition.editing.addresses import line_names, parts_of_line
from jiaozhu.formats import FORMATS, Detected
from jiaozhu.locale import N_, _
from jiaozhu.model.document import Document
from jiaozhu.model.limits import MOST_WORDS
from jiaozhu.model.proposal import PROPOSAL_KINDS
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.drafting import Draft, Entry, Text
from jiaozhu.workflows.importing.findings import Finding

#: Who signs what a machine has drafted.
RESP = "导入草稿"
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
    """Every file of the folder by name; the same for the same input, whoever makes it and when."""
    format = FORMATS[detected.format]
    file = f"source.{format.ending}"
    files = {file: data}
    made: list[str] = []
    if transcript is not None:
        text = transcript.text.encode("utf-8")
        files["transcript.txt"] = text
        files["layout.json"] = layout_file(transcript)
        made = [
            "transcript:",
            "  file: transcript.txt",
            f"  sha256: {hashlib.sha256(text).hexdigest()}",
            f"  reader: {detected.format} {format.version}",
        ]
    proposals = list(_proposals(document, draft, dropped))
    files["about.yaml"] = _lines(_about(siglum, data, name, file, detected, draft, transcript, made))
    files["edition.yaml"] = _lines(_edition(document, draft))
    if proposals:
        files["proposals.yaml"] = _lines(line for entry in proposals for line in entry)
    choices = list(_choices(transcript)) if transcript else []
    if choices:
        files["emendations/imported.yaml"] = _lines(choices)
    return files


def _about(
    siglum: str,
    data: bytes,
    name: str,
    file: str,
    detected: Detected,
    draft: Draft,
    transcript: Transcript | None,
    made: list[str],
) -> Iterator[str]:
    yield f"title: {_quoted(_printable(draft.title)[:MOST_WORDS] or siglum)}"
    yield f"kind: {_(FORMATS[detected.format].kind or N_('document'))}"
    yield "publisher: null"
    yield f"date: {_quoted(draft.date) if draft.date else 'null'}"
    yield f"format: {detected.format}"
    yield f"file: {file}"
    yield f"sha256: {hashlib.sha256(data).hexdigest()}"
    if detected.encoding != "utf-8":
        yield f"encoding: {detected.encoding}"
    yield from made
    yield f"citation: {siglum}"
    yield f"provenance: {_quoted(f'由文件“{name}”导入；来历待填。')}"
    yield f"rights: {_quoted('权利状况待考；未查明前请勿公开。')}"
    notes = "；".join(transcript.notes) if transcript and transcript.notes else ""
    yield f"condition: {_quoted('导入草稿，未经校读。' + (f'转录时：{notes[:500]}。' if notes else ''))}"
    yield "unknown:"
    yield f"  - {_quoted('刊者、日期、版次：导入时未能确定的，待填')}"
    yield f"  - {_quoted(f'格式判为 {detected.format}（{detected.evidence}），把握 {detected.score:.0%}')}"


def _edition(document: Document, draft: Draft) -> Iterator[str]:
    yield "texts:"
    for number, text in enumerate(draft.texts, 1):
        yield f"  - id: {f'text-{number}' if len(draft.texts) > 1 else 'text'}"
        if not any(entry.kind == "title" for entry in text.entries):
            yield f"    title: {_quoted(_printable(text.title)[:MOST_WORDS] or '无题')}"
        yield "    genre: 待定"
        yield f"    date: {_quoted(text.date) if text.date else 'null'}"
        if _is_moved(text, document):
            reason = text.order or "版面的栏序（导入时判定）"
            yield "    order:"
            yield f"      reason: {_quoted(reason[:600])}"
            yield f"      resp: {RESP}"
            yield "      cert: low"
        yield "    blocks:"
        yield from (f"      - {entry}" for entry in _blocks(text.entries, document))
    if draft.omissions:
        yield "omissions:"
        for reason, lines in draft.omissions:
            yield f"  - lines: [{', '.join(_ranges(lines, document))}]"
            yield f"    reason: {_quoted(reason)}"
            yield f"    resp: {RESP}"


def _blocks(entries: Sequence[Entry], document: Document) -> Iterator[str]:
    """One block a line; runs of the reader's own paragraphs, which need no word, as ``flow``."""
    own = {(paragraph.first, paragraph.last) for paragraph in document.paragraphs if paragraph.kind == "p"}
    at = 0
    while at < len(entries):
        end = at
        while end < len(entries) and _flows(entries[end], entries[end - 1] if end > at else None, own, document):
            end += 1
        if end - at >= _SHORTEST_FLOW:
            lines = tuple(line for entry in entries[at:end] for line in entry.parts[0])
            yield f"flow: {_ranges(lines, document)[0]}"
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


def _named(entries: Sequence[Entry], document: Document) -> Iterator[str]:
    for entry in entries:
        names = [name for part in entry.parts for name in _ranges(part, document)]
        listed = ", ".join(names)
        yield f"{entry.kind}: {listed if len(names) == 1 else f'[{listed}]'}"


def _is_moved(text: Text, document: Document) -> bool:
    lines = [line for entry in text.entries for part in entry.parts for line in part]
    return any(after < before for before, after in pairwise(lines))


def _ranges(lines: Sequence[int], document: Document) -> list[str]:
    """Lines as an edition names them; what is not a bare number in quotes."""
    return [str(name) if isinstance(name, int) else f'"{name}"' for name in line_names(lines, document)]


def _proposals(document: Document, draft: Draft, dropped: frozenset[str]) -> Iterator[list[str]]:
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
        entry = [
            f"- id: {finding.kind}-{count[finding.kind]}",
            f"  kind: {finding.kind}  # {PROPOSAL_KINDS[finding.kind]}",
            f"  line: {line}",
            f"  quote: {_exact(quote)}",
        ]
        entry += [f"  {key}: {_exact(value)}" for key, value in (("prefix", prefix), ("suffix", suffix)) if value]
        entry += [f"  after: {_quoted(finding.after)}"] if finding.after else []
        entry += [
            f"  detector: {finding.detector}",
            f"  evidence: {_quoted(finding.evidence)}",
            f"  score: {finding.score}",
        ]
        yield entry


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


def _choices(transcript: Transcript) -> Iterator[str]:
    for number, choice in enumerate(transcript.choices, 1):
        yield f"- id: tei-{number}"
        yield f"  line: {choice.line}"
        yield f"  kind: {choice.kind}"
        yield f"  before: {_quoted(choice.before)}"
        yield f"  after: {_quoted(choice.after)}"
        yield "  reason: 原文件中的校改"
        yield "  basis: 据所导入的 TEI 文件；其依据待考。"
        yield "  cert: medium"
        yield f"  resp: {RESP}"


def layout_file(transcript: Transcript) -> bytes:
    """Where each line of the transcript stands, for facsimile links: one object a line."""
    lines = [
        {key: value for key, value in place._asdict().items() if value not in (None, "", 0)}
        for place in transcript.places
    ]
    body = ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    return f'{{"unit": "as in the source", "lines": [\n{body}\n]}}\n'.encode()


def _lines(lines: Iterator[str] | Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _exact(text: str) -> str:
    """A YAML scalar that reads back as just this text."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in shown)


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, which are JSON's but for what YAML does not print."""
    return json.dumps(_printable(text), ensure_ascii=False)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
