"""The catalogue of codes: complete, explained, and open to other packages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import Book
from jiaozhu.model.doors import BrokenPlugin
from jiaozhu.model.problem import Problem
from jiaozhu.problems import repairs
from jiaozhu.problems.catalogue import catalogue
from jiaozhu.problems.checks import CHECKS, Check, all_codes
from jiaozhu.problems.code import Code, Scope
from jiaozhu.store import SCHEMAS
from paths import CHECKS as CASES

_KINDS = {*SCHEMAS, "source", "references"}


@pytest.mark.parametrize("name", catalogue())
def test_a_code_is_explained_whole(name: str) -> None:
    code = catalogue()[name]
    assert re.fullmatch("[YSPENFGRCTW][0-9]{3}", code.code)
    for words in (code.summary, code.why, code.remedy):
        assert words.endswith(".")
        assert words[0].isupper() or words.startswith("'")
    assert code.bad_example
    assert code.good_example
    assert code.bad_example != code.good_example
    assert set(code.scope.kinds) <= _KINDS
    assert code.scope.kinds
    assert (CASES / name / "expected.txt").is_file()


def test_every_code_is_of_a_check_or_of_the_reading_of_files() -> None:
    checked = {code.code for check in CHECKS for code in check.codes}
    read = {name for name in catalogue() if name not in checked}
    files = "S104 S105 S107 S109 S111 C401 C402 C405 C406"
    assert read == {f"Y10{n}" for n in range(1, 9)} | set(files.split())


def _too_short(book: Book) -> Iterator[Problem]:
    for source in book.corpus.sources:
        for note in source.notes:
            if "甲" not in note.body:
                yield Problem(note.place, "X901", "the note has no 甲", "add it")


MINE = Code(
    code="X901",
    summary="A note has no 甲.",
    why="Our house wants it.",
    remedy="Add it.",
    bad_example="乙",
    good_example="甲",
    scope=Scope(("note",)),
    repair=lambda damaged, problem: damaged.fix(0, 0, "# 甲\n", "a comment is there now"),
)
PLUGIN = Check("house-style", (MINE,), _too_short)
TAKEN = Check("taken", (Code("Y101", "a", "b", "c", "d", "e", Scope(("note",))),), _too_short)


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A package with a check is installed."""
    value = f"{__name__}:{getattr(request, 'param', 'PLUGIN')}"
    points = (EntryPoint("house", value, "jiaozhu.checks"),)
    monkeypatch.setattr("jiaozhu.model.doors.entry_points", lambda group: points if group == "jiaozhu.checks" else ())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.usefixtures("plugin")
def test_a_plug_in_adds_a_check(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    result = run("check")
    assert result.exit_code == 1
    assert "X901 the note has no 甲\n    hint: add it\n" in result.stdout
    rules = json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert "A note has no 甲." in [rule["shortDescription"]["text"] for rule in rules]
    assert "X901" not in run("explain", "Y101").stdout
    assert run("explain", "X901").stdout.startswith("X901  A note has no 甲.\n\nWhy: Our house wants it.\n")
    assert "X901  A note has no 甲.\n" in run("explain").stdout
    assert "### X901: A note has no 甲." in run("explain", "--page").stdout


@pytest.mark.usefixtures("plugin")
def test_the_fix_of_a_plug_in_is_made(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    result = run("check", "--fix")
    assert "X901 a comment is there now\n" in result.stdout
    assert any("# 甲\n" in path.read_text("utf-8") for path in corpus.rglob("notes/*.md"))


@pytest.mark.parametrize("plugin", ["TAKEN"], indirect=True)
@pytest.mark.usefixtures("plugin")
def test_a_code_that_is_taken_is_refused() -> None:
    with pytest.raises(BrokenPlugin, match="Y101"):
        all_codes()


def test_explain_without_a_code_lists_all() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())
    assert "E103  A source line is in no block and no omission." in lines


def test_an_unknown_code_suggests_the_one_that_was_meant() -> None:
    result = run("explain", "Y1O1")
    assert result.exit_code == 2
    assert "did you mean" in result.stderr


def test_a_repair_without_its_cause_proposes_nothing() -> None:
    from jiaozhu.model.problem import Place
    from jiaozhu.problems.code import Damaged

    damaged = Damaged("kind: x\n", 0, "kind: x", 0)
    problem = Problem(Place("x"), "Y103", "'kind' is 'x'", "did you mean 'y'?")
    for repair in (repairs.key, repairs.quotes, repairs.choice, repairs.name, repairs.unseen, repairs.marks):
        assert repair(damaged, problem) is None
