"""Files of a corpus: what is written of a record reads back as that record, and the writing is safe."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import Corpus, Source
from jiaozhu.model.edition import BlockSpec, Emendation, LineRange, Piece
from jiaozhu.model.kinds import Genre, NoteKind, TermKind
from jiaozhu.model.note import Note, Target
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.term import Term
from jiaozhu.model.work import Work
from jiaozhu.store import (
    about_text,
    edition_text,
    emendations_text,
    known_digests,
    load_corpus,
    note_text,
    proofreadings_text,
    proposals_text,
    register_text,
    term_text,
    write_about,
    write_edition,
    write_emendations,
    write_note,
    write_proposals,
    write_source_folder,
    write_term,
    write_works,
)
from paths import BASE, CORPUS

NOTE, CONCEPT = NoteKind("注", "注", ""), TermKind("concept", "concept")


def without_places(value: object) -> object:
    """A record as plain data, without where it was read."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [without_places(item) for item in value]
    if isinstance(value, Genre | NoteKind | TermKind):
        return value.id
    if hasattr(value, "__dataclass_fields__"):
        names = [name for name in value.__dataclass_fields__ if not name.endswith(("place", "places", "body_line"))]
        return (type(value).__name__, {name: without_places(getattr(value, name)) for name in names})
    return value


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A corpus that has a record of every kind."""
    return Path(shutil.copytree(BASE, tmp_path / "corpus"))


def rewrite(root: Path, corpus: Corpus) -> None:
    """Write every record of a corpus over the file from which it was read."""
    if (root / "figures.yaml").exists():
        (root / "figures.yaml").write_text(register_text(corpus.register), "utf-8")
    for term in corpus.terms:
        (root / "glossary" / f"{term.slug}.md").write_text(term_text(term), "utf-8")
    for source in corpus.sources:
        folder = root / "sources" / source.siglum
        (folder / "about.yaml").write_text(about_text(source.about), "utf-8")
        (folder / "edition.yaml").write_text(edition_text(source.edition), "utf-8")
        for note in source.notes:
            (folder / "notes" / f"{note.id}.md").write_text(note_text(note), "utf-8")
        if source.proofreadings:
            (folder / "proofreadings.yaml").write_text(proofreadings_text(source.proofreadings), "utf-8")
        shutil.rmtree(folder / "emendations", ignore_errors=True)
        if source.emendations:
            write_emendations(root, source.siglum, "all", source.emendations)


def comparable(corpus: Corpus) -> object:
    def of_source(source: Source) -> object:
        emendations = sorted(source.emendations, key=lambda item: item.id)
        parts = (source.about, source.edition, source.notes, source.proofreadings, tuple(emendations))
        return [without_places(part) for part in parts]

    return [
        [of_source(source) for source in corpus.sources],
        without_places(corpus.terms),
        without_places(corpus.register),
    ]


@pytest.mark.parametrize("original", [BASE, CORPUS], ids=["base", "whole"])
def test_every_record_reads_back_as_it_was(original: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(original, tmp_path / "corpus"))
    before, found = load_corpus(root)
    rewrite(root, before)
    after, still = load_corpus(root)
    assert comparable(after) == comparable(before)
    assert len(still) == len(found)


def test_lines_are_named_as_an_editor_names_them(copy: Path) -> None:
    corpus, _ = load_corpus(copy)
    source = corpus.sources[0]
    lines = (
        LineRange(1, 1, NOWHERE),
        LineRange(2, 4, NOWHERE),
        LineRange(5, 5, NOWHERE, 2),
        LineRange(5, 5, NOWHERE, 3),
        LineRange(6, 6, NOWHERE, 1),
        Piece(7, "从", None, NOWHERE),
    )
    text = replace(
        source.edition.texts[0],
        blocks=(
            BlockSpec("p", lines, NOWHERE),
            BlockSpec("title", lines[:1], NOWHERE),
            BlockSpec("gap", (), NOWHERE, "原文中断", "编者"),
        ),
    )
    written = edition_text(replace(source.edition, texts=(text,)))
    assert '- p: [1, "2-4", "5/2-5/3", "6/1", {at: 7, from: "从"}]' in written
    assert "- title: 1\n" in written
    assert '- gap: {reason: "原文中断"}\n' in written


def test_a_note_never_takes_the_place_of_another(copy: Path) -> None:
    target = Target("绍兴", prefix="“", block="l0007")
    works = (Work("xin-2020", "book", "新书", authors=("张三",), date="2020"),)
    note = Note("xin", target, NOTE, "张三: 记者", "2026-11-21", "说明。", NOWHERE, 1, works)
    path = write_note(copy, "ribao-2019", note)
    assert path == copy / "sources/ribao-2019/notes/xin.md"
    with pytest.raises(FileExistsError):
        write_note(copy, "ribao-2019", replace(note, body="另一说明。"))
    (source,) = (source for source in load_corpus(copy)[0].sources if source.siglum == "ribao-2019")
    assert without_places(next(found for found in source.notes if found.id == "xin")) == without_places(note)


def test_a_term_and_emendations_are_new_files(copy: Path) -> None:
    term = Term("xin", "新词", "xīn cí", "a: gloss", CONCEPT, "说明，待考。", NOWHERE, 1, ("no", "新的"), short=True)
    emendation = Emendation(
        "e-1", 1, ActKind.CORRECTED, NOWHERE, "误字", Certainty.LOW, "张三", before="甲", after="乙", basis="文义。"
    )
    write_term(copy, term)
    write_emendations(copy, "ribao-2019", "zhangsan-9", [emendation])
    corpus, _ = load_corpus(copy)
    assert without_places(term) in [without_places(found) for found in corpus.terms]
    (source,) = (source for source in corpus.sources if source.siglum == "ribao-2019")
    assert without_places(emendation) in [without_places(found) for found in source.emendations]
    with pytest.raises(FileExistsError):
        write_term(copy, term)
    with pytest.raises(FileExistsError):
        write_emendations(copy, "ribao-2019", "zhangsan-9", [emendation])


def test_proposals_are_written_with_their_labels(copy: Path) -> None:
    proposal = Proposal("p-1", "loop", 3, Target("甲\u200b"), "loops", "两次", 0.5, NOWHERE, after="乙")
    path = write_proposals(copy, "ribao-2019", [proposal], {"loop": "疑为循环"})
    assert "kind: loop  # 疑为循环\n  line: 3\n" in path.read_text("utf-8")
    (source,) = (source for source in load_corpus(copy)[0].sources if source.siglum == "ribao-2019")
    assert without_places(source.proposals) == without_places((proposal,))
    assert proposals_text([proposal]).count("#") == 0


def test_an_edition_is_written_over_the_one_there_is(copy: Path) -> None:
    corpus, _ = load_corpus(copy)
    source = corpus.sources[0]
    write_edition(copy, source.siglum, replace(source.edition, rules={"spaces": False}))
    write_about(copy, source.siglum, replace(source.about, title="另一题"))
    again = load_corpus(copy)[0].sources[0]
    assert (again.edition.rules, again.about.title) == ({"spaces": False}, "另一题")


def test_a_source_folder_is_written_whole_or_not_at_all(copy: Path) -> None:
    folder = write_source_folder(copy, "xin-2020", {"about.yaml": b"x", "notes/a.md": b"y"})
    assert (folder / "notes" / "a.md").read_bytes() == b"y"
    with pytest.raises(FileExistsError):
        write_source_folder(copy, "xin-2020", {"about.yaml": b"z"})
    assert (folder / "about.yaml").read_bytes() == b"x"


def test_works_are_added_to_the_bibliography(copy: Path) -> None:
    before = set(load_corpus(copy)[0].references)
    write_works(copy, [Work("xin-2020", "misc", "新{书}", note="待考")])
    assert set(load_corpus(copy)[0].references) == before | {"xin-2020"}
    unchanged = (copy / "references.bib").read_bytes()
    write_works(copy, [])
    assert (copy / "references.bib").read_bytes() == unchanged


def test_the_digests_of_a_corpus_are_known(copy: Path) -> None:
    corpus, _ = load_corpus(copy)
    assert known_digests(copy) == {source.about.sha256: source.siglum for source in corpus.sources}
    (copy / "sources" / "ribao-2019" / "about.yaml").write_bytes(b"\xff")
    assert "ribao-2019" not in known_digests(copy).values()


def test_emendations_say_no_more_than_they_need(copy: Path) -> None:
    emendation = Emendation(
        "e-1", 1, ActKind.SURPLUS, NOWHERE, "重", Certainty.HIGH, "张三", begin="始", end="终", basis="文义。"
    )
    assert emendations_text([emendation]) == (
        '- id: e-1\n  line: 1\n  kind: surplus\n  from: "始"\n  to: "终"\n'
        "  reason: 重\n  basis: 文义。\n  cert: high\n  resp: 张三\n"
    )
