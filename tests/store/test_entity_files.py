"""Files of entities: what they may hold, and what is a problem at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jiaozhu.locale import use_language
from jiaozhu.store import load_corpus
from paths import CHECKS

ENTITY = """---
headword: 绍兴
pinyin: shàoxīng
gloss: Shaoxing
kind: {kind}
{line}
---
地名，待考。
"""


def problems(tmp_path: Path, line: str, kind: str = "place") -> list[tuple[str, int, str]]:
    """Code, line and message of what is wrong with an entity that has a line of its own."""
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    (corpus / "entities").mkdir()
    (corpus / "entities" / "shaoxing.md").write_text(ENTITY.format(kind=kind, line=line), encoding="utf-8")
    with use_language("en"):
        return [(found.code, found.place.line, found.message) for found in load_corpus(corpus)[1]]


def test_an_entity_is_of_a_kind_that_has_a_register(tmp_path: Path) -> None:
    ((code, line, message),) = problems(tmp_path, "short: true", "concept")
    assert (code, line) == ("Y103", 5)
    assert "'concept'" in message


@pytest.mark.parametrize("number", ["1e400", "-1e999", ".inf", ".nan", '"42.9"', "[42.9]"])
def test_a_coordinate_is_a_number_that_ends(tmp_path: Path, number: str) -> None:
    line = f"coordinates: {{latitude: {number}, longitude: 120, precision: 5, source: ribao-2019}}"
    ((code, at, message),) = problems(tmp_path, line)
    assert (code, at) == ("Y103", 6)
    assert message.startswith("'latitude' is")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("offices: [{post: mayor, source: ribao-2019}]", "it has no date"),
        ('dates: {since: "2020-05", until: "2019", source: ribao-2019}', "it ends (2019) before it begins"),
        ('dates: {since: "2020"}', "'source' is missing"),
        ("identifiers: [{authority: viaf, id: 113230702, source: ribao-2019}]", "it should be text"),
        ('dates: {since: "2020", source: "Ribao 2019"}', "a key of the bibliography, or a passage"),
    ],
)
def test_what_is_said_has_its_time_and_its_source(tmp_path: Path, line: str, said: str) -> None:
    ((code, _line, message),) = problems(tmp_path, line)
    assert code == "Y103"
    assert said in message


def test_a_year_ends_after_a_month_of_it_begins(tmp_path: Path) -> None:
    assert problems(tmp_path, 'dates: {since: "2020-05", until: "2020", source: ribao-2019}') == []


def test_other_files_among_entities_are_strays(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    (corpus / "entities").mkdir()
    (corpus / "entities" / "map.yaml").write_text("a: 1\n", encoding="utf-8")
    (found,) = load_corpus(corpus)[1]
    assert found.code == "S107"
