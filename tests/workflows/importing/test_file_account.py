"""The account begins at the file: what its reader leaves out is listed, stored and checked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.cli import main
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.file_account import FileAccount, Item, Sum, solid
from jiaozhu.model.transcript import PageSpot, Transcript

WORDS = st.text(max_size=40)
KINDS = st.sampled_from(("comment", "picture", "metadata", "of a plug-in"))


@given(st.lists(WORDS), st.lists(st.tuples(KINDS, WORDS)), st.lists(st.tuples(KINDS, WORDS)))
def test_kept_and_left_out_add_up_to_what_was_met(
    kept: list[str], left: list[tuple[str, str]], added: list[tuple[str, str]]
) -> None:
    builder = TranscriptBuilder(DEFAULT_LIMITS)
    for text in kept:
        builder.add(text, PageSpot())
    for kind, text in added:
        builder.add(text, PageSpot())
        builder.supply(kind, text)
    for kind, text in left:
        builder.leave(kind, text)
    builder.expect(sum(map(solid, kept)) + sum(solid(text) for _, text in left))
    account = builder.finish().account
    assert account is not None
    assert account.unaccounted == 0
    assert account.kept == sum(map(solid, kept)) + sum(solid(text) for _, text in added)
    assert FileAccount.from_json(account.to_json()) == account


def test_of_many_items_the_first_are_listed_and_all_are_counted() -> None:
    builder = TranscriptBuilder(DEFAULT_LIMITS)
    for number in range(3_000):
        builder.leave("comment", "x" * 500, f"at {number}")
    account = builder.finish().account
    assert account is not None
    assert account.left_out == {"comment": Sum(3_000, 1_500_000)}
    assert len(account.items) == 1_000
    assert account.items[0] == Item("comment", "at 0", 500, "x" * 200)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"counted": -1, "kept": 0, "supplied": {}, "left_out": {}, "items": []}',
        b'{"counted": true, "kept": 0, "supplied": {}, "left_out": {}, "items": []}',
        b'{"counted": 1, "kept": 0, "supplied": {"a": 1}, "left_out": {}, "items": []}',
        b'{"counted": 1, "kept": 0, "supplied": {}, "left_out": {}, "items": [{}]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_account_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        FileAccount.from_json(data)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ran("init", "book", "--title", "Book", "--language", "en")
    monkeypatch.chdir(tmp_path / "book")
    return tmp_path / "book" / "corpus"


def ran(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def imported(corpus: Path, monkeypatch: pytest.MonkeyPatch, counted: int | None) -> str:
    """Import a document whose reader leaves out a comment and counts ``counted`` characters in the file."""

    def transcribe(_data: bytes, limits: Limits) -> Transcript:
        builder = TranscriptBuilder(limits)
        builder.add("The first paragraph.", PageSpot("heading", 1))
        builder.add("1. The second paragraph.", PageSpot("p", 2))
        builder.supply("list-number", "1.")
        builder.leave("comment", "not so", "word/comments.xml")
        builder.leave("picture", "")
        if counted is not None:
            builder.expect(counted)
        return builder.finish()

    monkeypatch.setitem(FORMATS._records, "docx", replace(FORMATS["docx"], transcribe=transcribe))
    Path("a.docx").write_bytes(samples.docx(("a", "x")))
    return ran("import", "a.docx", "--siglum", "a")


def test_the_account_is_stored_shown_and_sound(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = imported(corpus, monkeypatch, 18 + 19 + 5)
    assert "left out of the transcript: comments 1, pictures 1" in said
    assert "short" not in said
    assert "no problems" in ran("check")
    shown = ran("ledger", "a", "--items")
    assert "source.docx: 42 characters other than blanks" in shown
    assert "in the transcript: 37" in shown
    assert "left out: comments (1), 5 characters" in shown
    assert "added: numbers of lists (1), 2 characters" in shown
    assert "comments (word/comments.xml): not so" in shown
    found = json.loads(ran("ledger", "a", "--json"))["file"]
    assert found["counted"] == 42
    assert found["unaccounted"] == 0
    page = ran("show", "a")
    assert "| comments | 1 | 5 |" in page
    assert "42 characters other than blanks, of which 37" in page


def test_what_is_lost_is_reported_until_somebody_has_looked(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = imported(corpus, monkeypatch, 50)
    assert "8 characters short (S112)" in said
    about = corpus / "sources" / "a" / "about.yaml"
    report = ran("check", code=1)
    assert "S112 8 characters of source.docx are neither in the transcript nor among what was left out" in report
    assert "unaccounted: 8" in report
    text = about.read_text("utf-8")
    about.write_text(text.replace("\n  account:", "\n  unaccounted: 8\n  account:"), "utf-8")
    assert "no problems" in ran("check")
    about.write_text(text.replace("\n  account:", "\n  unaccounted: 7\n  account:"), "utf-8")
    assert "S112" in ran("check", code=1)


def test_more_than_the_file_has_is_reported(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(corpus, monkeypatch, 40)
    assert "S112 the account of source.docx adds up to 42 characters, and the file has 40" in ran("check", code=1)


def test_a_changed_account_is_reported(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(corpus, monkeypatch, 42)
    path = corpus / "sources" / "a" / "account.json"
    path.write_bytes(path.read_bytes().replace(b'"kept": 39', b'"kept": 38'))
    report = ran("check", code=1)
    assert "S112 account.json has changed" in report
    assert "S112 the transcript has 39 characters" in report
    path.write_text("nothing", "utf-8")
    assert "S112 account.json is not an account of a file" in ran("check", code=1)
    path.unlink()
    assert "account.json" in ran("check", code=1)


def test_a_reader_that_counts_nothing_is_named(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(corpus, monkeypatch, None)
    assert "no problems" in ran("check")
    assert "not compared with a second count" in ran("ledger", "a")
