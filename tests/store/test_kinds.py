"""Kinds of a corpus: those it lists, those of its language, and the check of a kind that a file names."""

from __future__ import annotations

from pathlib import Path

from jiaozhu.language import label
from jiaozhu.language.zh import CHINESE
from jiaozhu.locale import use_language
from jiaozhu.store import load_corpus


def write(corpus: Path, kinds: str) -> None:
    path = corpus / "corpus.yaml"
    path.write_text(path.read_text("utf-8") + kinds, "utf-8")


def test_a_corpus_without_kinds_has_those_of_its_language(corpus: Path) -> None:
    found, _ = load_corpus(corpus)
    assert found.info.kinds == CHINESE.kinds


def test_a_list_of_kinds_replaces_that_of_the_language(corpus: Path) -> None:
    write(
        corpus,
        "kinds:\n  notes:\n    - {id: 笺, label: {zh: 笺, en: gloss}, claims: false}\n"
        "    - {id: 注, style: note}\n    - {id: 按, comment: true}\n    - {id: 疑, doubt: true}\n",
    )
    found, problems = load_corpus(corpus)
    assert problems == []
    kinds = found.info.kinds
    assert [kind.id for kind in kinds.notes] == ["笺", "注", "按", "疑", "议"]
    assert (kinds.comment.id, kinds.proposal.id, kinds.terms) == ("按", "议", CHINESE.kinds.terms)
    with use_language("en"):
        assert label(kinds.notes[0]) == "gloss"


def test_an_unknown_kind_is_a_problem_at_its_place(corpus: Path) -> None:
    write(corpus, "kinds:\n  terms:\n    - {id: river, label: 河流, group: 地名}\n")
    found, problems = load_corpus(corpus)
    assert found.terms == ()
    assert {problem.code for problem in problems} == {"Y103"}
    assert all(problem.place.path.endswith(".md") and problem.place.line > 1 for problem in problems)
    assert all("river" in problem.hint for problem in problems)


def test_listed_genres_are_the_only_ones(corpus: Path) -> None:
    assert load_corpus(corpus)[1] == []
    write(corpus, "kinds:\n  genres:\n    - {id: 诗, label: poem}\n")
    _, problems = load_corpus(corpus)
    assert problems
    assert all("'genre' is" in problem.message for problem in problems)
