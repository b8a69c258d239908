"""The same laws on the five real sources."""

from __future__ import annotations

import hashlib
import json
from functools import cache

import pytest
from jiaozhu.edition.anchoring import ReadingIndex, anchor
from jiaozhu.edition.numbers import PREFIX
from jiaozhu.edition.pipeline import Book, Volume, make_book
from jiaozhu.model.act import ActKind
from jiaozhu.model.note import Target
from jiaozhu.problems.reports import ledger_json
from jiaozhu.store import load_corpus
from laws import assert_lawful
from paths import CORPUS

SIGLA = sorted(path.name for path in (CORPUS / "sources").iterdir() if path.is_dir())


@cache
def book() -> Book:
    corpus, problems = load_corpus(CORPUS)
    assert problems == []
    return make_book(corpus)


def volume(siglum: str) -> Volume:
    (found,) = (volume for volume in book().volumes if volume.source.siglum == siglum)
    return found


def test_the_five_sources_are_all_there() -> None:
    assert sorted(volume.source.siglum for volume in book().volumes) == SIGLA
    assert len(SIGLA) >= 5


@pytest.mark.parametrize("siglum", SIGLA)
def test_the_laws_hold(siglum: str) -> None:
    assert_lawful(volume(siglum).edited)


@pytest.mark.parametrize("siglum", SIGLA)
def test_the_digest_is_that_of_the_bytes(siglum: str) -> None:
    source = volume(siglum).source
    data = (CORPUS / "sources" / siglum / source.about.file).read_bytes()
    assert source.data == data
    assert hashlib.sha256(data).hexdigest() == source.about.sha256 == volume(siglum).edited.ledger.sha256


@pytest.mark.parametrize("siglum", SIGLA)
def test_the_ledger_as_json_tiles_the_file(siglum: str) -> None:
    """Read back by a program that knows nothing but the documented format."""
    source = volume(siglum).source
    text = (CORPUS / "sources" / siglum / source.about.file).read_bytes().decode()
    data = json.loads(ledger_json(volume(siglum).edited.ledger))
    assert (data["siglum"], data["length"]) == (siglum, len(text))
    assert [span["start"] for span in data["spans"]] == [0, *(span["end"] for span in data["spans"])][:-1]
    assert data["spans"][-1]["end"] == len(text)
    for span in data["spans"]:
        assert set(span) == {"start", "end", "kind", "reading", "text", "block", "act"}
        assert (span["act"] is None) == (span["kind"] == "kept")
    pages = {page.text: page for page in volume(siglum).pages}
    assert [text["id"] for text in data["texts"]] == list(pages)
    for account in data["texts"]:
        for block, written in zip(account["blocks"], pages[account["id"]].blocks, strict=True):
            assert block["id"] == written.id
            assert "".join(data["spans"][index]["reading"] for index in block["spans"]) == written.reading


@pytest.mark.parametrize("siglum", SIGLA)
def test_every_note_is_where_its_quote_is(siglum: str) -> None:
    here = volume(siglum)
    readings = {(page.text, block.id): block for page in here.pages for block in page.blocks}
    placed = [note for block in readings.values() for note in block.notes]
    written = [note.note.id for note in placed if not note.note.id.startswith(PREFIX)]
    assert sorted(written) == sorted(note.id for note in here.source.notes)
    for note in placed:
        quote = note.note.target.quote
        reading = readings[note.text, note.block].reading
        source = "".join(here.edited.document.text[span.start : span.end] for span in note.origin)
        assert reading[note.start : note.end] == quote or source == quote


@pytest.mark.parametrize("siglum", SIGLA)
def test_every_stretch_of_the_reading_can_be_anchored(siglum: str) -> None:
    """One stretch of eight characters, with context until it is unique, leads back to itself."""
    here = volume(siglum).edited
    index = ReadingIndex(here.ledger)
    wanted, targets = [], []
    for page in volume(siglum).pages:
        for block in page.blocks:
            for start in range(0, len(block.reading) - 8, 97):
                target = _described(block.reading, start, start + 8, index.reading)
                if target is not None:
                    wanted.append((page.text, block.id, start, start + 8))
                    targets.append(target)
    anchored, problems = anchor(targets, here.ledger, here.document.text)
    assert problems == []
    assert [found and (found.text, found.block, found.start, found.end) for found in anchored] == wanted
    assert len(wanted) > 20


@pytest.mark.parametrize("siglum", SIGLA)
def test_most_of_a_source_is_read_as_it_stands(siglum: str) -> None:
    """A guard against a rule that runs wild: what a rule left out of the text is loops and doublings only."""
    ledger = volume(siglum).edited.ledger
    count = ledger.characters()
    by_rule = {entry.act.rule for entry in ledger.spans if entry.act and entry.kind is ActKind.SURPLUS}
    assert by_rule <= {None, "loops", "doublings"}
    assert count[ActKind.REGULARIZED] + count[ActKind.CORRECTED] < 0.15 * ledger.length


def _described(reading: str, start: int, end: int, everything: str) -> Target | None:
    low, high = start, end
    while everything.find(reading[low:high], everything.find(reading[low:high]) + 1) >= 0:
        if low == 0 and high == len(reading):
            return None
        low, high = max(0, low - 1), min(len(reading), high + 1)
    return Target(reading[start:end], reading[low:start], reading[end:high])
