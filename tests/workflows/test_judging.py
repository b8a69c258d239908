"""The editor's desk: each judgement has its effect, its record and a way back, and harms nothing else."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import make_book
from jiaozhu.store import load_corpus
from ruamel.yaml import YAML

TEXT = """Title of the page
The first paragraph tells of the meeting that was
An odd line
held in the eastern village with one hundred people.
A short heading
The second text has teh words and 2019 2019 twice.
A caption
Page furniture
The last paragraph is whole.
"""
EDITION = """# kept as it is
texts:
  - id: text
    title: "A page"
    genre: undecided
    date: null
    blocks:
      - title: 1
      - p: 2  # breaks off
      - flow: "3-8"
      - p: 9
omissions: []
"""
_PROPOSED = (
    ("seam-1", 2, "meeting that was", "next: 4"),
    ("heading-1", 5, "A short heading", ""),
    ("boundary-1", 5, "short heading", ""),
    ("spelling-1", 6, "teh", "after: the"),
    ("doubling-1", 6, " 2019", 'prefix: "2019", suffix: " twice"'),
    ("rare-1", 6, "words", ""),
    ("caption-1", 7, "A caption", ""),
    ("furniture-1", 8, "Page furniture", ""),
    ("join-1", 4, "held in", ""),
)
PROPOSALS = "".join(
    f"- {{id: {id}, kind: {id[:-2]}, line: {line}, quote: '{quote}', {more + ', ' if more else ''}"
    'detector: test, evidence: "E", score: 0.8}\n'
    for id, line, quote, more in _PROPOSED
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    with chdir(tmp_path):
        assert run("init", "book", "--title", "Book", "--language", "en").exit_code == 0
    with chdir(tmp_path / "book"):
        Path("page.txt").write_text(TEXT, "utf-8")
        assert run("import", "page.txt", "--siglum", "a", "--format", "plain-text").exit_code == 0
    folder = tmp_path / "book" / "corpus" / "sources" / "a"
    (folder / "edition.yaml").write_text(EDITION, "utf-8")
    (folder / "proposals.yaml").write_text(PROPOSALS, "utf-8")
    return folder


def run(*arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=keys, catch_exceptions=False)


def propose(source: Path, *arguments: str, keys: str = "", code: int = 0) -> str:
    with chdir(source):
        result = run("propose", "a", "--author", "Ed", *arguments, keys=keys)
    assert result.exit_code == code, result.output
    return result.output


def blocks(source: Path) -> list[object]:
    return [dict(item) for text in edition(source)["texts"] for item in text["blocks"]]


def edition(source: Path) -> Any:
    return YAML(typ="safe").load((source / "edition.yaml").read_text("utf-8"))


def judged(source: Path) -> dict[str, str]:
    entries = YAML(typ="safe").load((source / "proposals.yaml").read_text("utf-8"))
    return {entry["id"]: entry["judged"]["decision"] for entry in entries if "judged" in entry}


def sound(source: Path) -> None:
    corpus, problems = load_corpus(source.parents[1])
    book = make_book(corpus)
    assert not [*problems, *book.problems]
    assert book.volumes[0].edited.ledger.tiles()


@pytest.mark.parametrize(
    ("id", "accepted", "rejected"),
    [
        ("heading-1", [{"flow": "3-4"}, {"heading": 5}, {"flow": "6-8"}], [{"flow": "3-8"}]),
        ("caption-1", [{"flow": "3-6"}, {"caption": 7}, {"flow": 8}], [{"flow": "3-8"}]),
        ("furniture-1", [{"flow": "3-7"}], [{"flow": "3-8"}]),
        ("join-1", [{"flow": "3-8"}], None),
    ],
)
def test_a_judgement_changes_the_line_it_is_about(
    source: Path, id: str, accepted: list[object], rejected: list[object] | None
) -> None:
    before, after = [{"title": 1}, {"p": 2}], [{"p": 9}]
    propose(source, "--accept", id)
    assert blocks(source) == [*before, *accepted, *after]
    assert (source / "edition.yaml").read_text("utf-8").startswith("# kept as it is\n")
    sound(source)
    (source / "edition.yaml").write_text(EDITION, "utf-8")
    (source / "proposals.yaml").write_text(PROPOSALS, "utf-8")
    said = propose(source, "--reject", id, "--reason", "not so", code=0 if rejected else 1)
    if rejected is None:
        assert "line 4 already begins a paragraph" in said
    else:
        assert blocks(source) == [*before, *rejected, *after]
        assert judged(source) == {id: "rejected"}


def test_a_rejected_heading_of_the_draft_is_a_paragraph_again(source: Path) -> None:
    propose(source, "--accept", "heading-1")
    (source / "proposals.yaml").write_text(PROPOSALS, "utf-8")
    propose(source, "--reject", "heading-1", "--reason", "part of the sentence")
    assert {"p": 5} in blocks(source)
    sound(source)


def test_what_breaks_off_goes_on_with_a_reason_for_the_order(source: Path) -> None:
    said = propose(source, "--accept", "seam-1")
    assert "line 4 continues line 2 now" in said
    assert blocks(source) == [{"title": 1}, {"p": [2, 4]}, {"flow": 3}, {"flow": "5-8"}, {"p": 9}]
    order = edition(source)["texts"][0]["order"]
    assert order == {"reason": "line 4 continues line 2", "resp": "Ed", "cert": "medium"}
    sound(source)
    assert "# breaks off" not in (source / "edition.yaml").read_text("utf-8")


def test_a_joined_paragraph_is_parted(source: Path) -> None:
    text = EDITION.replace('- p: 2  # breaks off\n      - flow: "3-8"', '- p: "2-4"\n      - flow: "5-8"')
    (source / "edition.yaml").write_text(text, "utf-8")
    propose(source, "--reject", "join-1", "--reason", "a new sentence")
    assert blocks(source)[1:3] == [{"p": "2-3"}, {"p": 4}]
    sound(source)


def test_a_text_begins_and_is_united_again(source: Path) -> None:
    propose(source, "--accept", "boundary-1")
    first, second = edition(source)["texts"]
    assert [dict(item) for item in second["blocks"]] == [{"p": 5}, {"flow": "6-8"}, {"p": 9}]
    assert (first["id"], second["id"], second["title"]) == ("text", "text-2", "short heading")
    sound(source)
    (source / "proposals.yaml").write_text(PROPOSALS, "utf-8")
    propose(source, "--reject", "boundary-1", "--reason", "one text")
    assert len(edition(source)["texts"]) == 1
    sound(source)


def test_words_become_an_emendation_in_the_editors_name(source: Path) -> None:
    propose(source, "--accept", "spelling-1", "--accept", "doubling-1", "--cert", "high")
    propose(source, "--accept", "rare-1", "--after", "word")
    entries = YAML(typ="safe").load((source / "emendations" / "ed-judged.yaml").read_text("utf-8"))
    assert [(e["id"], e["kind"], e["before"], e.get("after"), e["resp"], e["cert"]) for e in entries] == [
        ("spelling-1", "corrected", "teh", "the", "Ed", "high"),
        ("doubling-1", "surplus", " 2019", None, "Ed", "high"),
        ("rare-1", "corrected", "words", "word", "Ed", "medium"),
    ]
    sound(source)
    corpus, _ = load_corpus(source.parents[1])
    assert len(list(corpus.sources[0].waiting)) == 6


def test_what_would_harm_the_corpus_is_not_done(source: Path) -> None:
    propose(source, "--accept", "spelling-1")
    before = {path: path.read_bytes() for path in source.rglob("*.yaml")}
    (source / "proposals.yaml").write_text(PROPOSALS.replace("'words'", "'teh words'"), "utf-8")
    said = propose(source, "--accept", "rare-1", "--after", "x", code=1)
    assert "rare-1: not judged: E204" in said
    (source / "proposals.yaml").write_bytes(before[source / "proposals.yaml"])
    assert {path: path.read_bytes() for path in source.rglob("*.yaml")} == before
    said = propose(source, "--accept", "rare-1", code=1)
    assert "say what is to be read" in said


def test_a_sitting_at_the_desk(source: Path) -> None:
    before = {path.name: path.read_bytes() for path in source.rglob("*.yaml")}
    keys = "s" + "a" + "rnot one\n" + "u" + "rnot a heading\n" + "x" + "q"
    said = propose(source, keys=keys)
    assert "2 judged, 7 left" in said
    assert judged(source) == {"join-1": "accepted", "heading-1": "rejected"}
    assert "press one of the keys" in said
    assert "no words to edit" in propose(source, "--kind", "caption", keys="eq")
    said = propose(source, "--kind", "spelling", keys="eThe\n")
    assert "emended: spelling-1" in said
    assert "1 judged, 0 left" in said
    assert 'after: "The"' in (source / "emendations" / "ed-judged.yaml").read_text("utf-8")
    propose(source, "--kind", "rare", keys="a\nuq")
    assert before["about.yaml"] == (source / "about.yaml").read_bytes()


def test_undo_leaves_no_trace(source: Path) -> None:
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    said = propose(source, "--kind", "spelling", "--kind", "caption", keys="uaauuq")
    assert "nothing to take back" in said
    assert "0 judged, 2 left" in said
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before


def test_what_waits_is_listed(source: Path) -> None:
    assert "9 proposals wait" in propose(source, "--list")
    found = json.loads(propose(source, "--list", "--json", "--kind", "seam"))
    assert found == [
        {
            "id": "seam-1", "kind": "seam", "line": 2, "after": "", "next": 4, "detector": "test", "evidence": "E",
            "score": 0.8, "quote": "meeting that was",
        }
    ]  # fmt: skip
    assert "a rejection needs a --reason" in propose(source, "--reject", "seam-1", code=2)
    assert "did you mean 'seam-1'" in propose(source, "--accept", "seam-l", code=2)
