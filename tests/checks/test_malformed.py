"""Every kind of malformed contribution is caught: with its code, on the line of the damage, with a hint; and what is
sound passes, however unusual it is.

``MALFORMED.md`` shows them all. After a change of wording: ``pytest tests/checks --force-regen``, and read the
difference.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from contributions import RIBAO, SOUND, Malformed, damage, lay, names
from jiaozhu.cli import main
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.problems.catalogue import catalogue
from malformed import MALFORMED
from malformed_bodies import BODIES
from malformed_works import BROUGHT
from paths import BASE, CHECKS
from pytest_regressions.file_regression import FileRegressionFixture
from unusual import UNUSUAL

KINDS: tuple[Malformed, ...] = (*MALFORMED, *BODIES, *BROUGHT)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base corpus with a sound contribution of every kind."""
    monkeypatch.chdir(tmp_path)
    root = Path(shutil.copytree(BASE, tmp_path / "corpus"))
    lay(root, SOUND)
    return root


def checked() -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(main, ["check", "--format", "json"], catch_exceptions=False)
    return result.exit_code, json.loads(result.stdout)


def reported(root: Path, item: Malformed) -> list[dict[str, Any]]:
    """The problems of the corpus with one malformed contribution, which is fixed again."""
    path = root / item.file
    before = path.read_bytes() if path.is_file() else None
    lay(root, {item.file: damage(item).data})
    code, problems = checked()
    assert code == 1, item.kind
    if before is None:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    else:
        path.write_bytes(before)
    return problems


def test_there_are_enough_kinds_and_each_has_a_name() -> None:
    assert len(KINDS) >= 80
    assert len(UNUSUAL) >= 25
    assert len({item.kind for item in KINDS}) == len(KINDS)
    assert {item.code for item in KINDS} <= set(catalogue())


def test_the_sound_contributions_pass(corpus: Path) -> None:
    assert checked() == (0, [])


@pytest.mark.parametrize("item", KINDS, ids=names(KINDS))
@pytest.mark.sampled(every=4)
def test_a_malformed_contribution_is_caught_where_it_is(corpus: Path, item: Malformed) -> None:
    problems = reported(corpus, item)
    found = [(p["code"], p["path"].removeprefix("corpus/"), p["line"], p["column"]) for p in problems]
    assert sorted(found) == damage(item).problems
    assert [p for p in problems if not p["hint"] or not p["message"]] == []


@pytest.mark.parametrize("name", [f"{RIBAO}/notes/lianjie.md", "sources/lian", f"{RIBAO}/emendations/lian.yaml"])
def test_a_link_out_of_the_corpus_is_not_followed(corpus: Path, name: str) -> None:
    outside = corpus.parent / "elsewhere"
    lay(outside, {"about.yaml": "secret: 1\n"})
    (corpus / name).symlink_to(outside if name == "sources/lian" else outside / "about.yaml")
    code, (problem,) = checked()
    assert (code, problem["code"], problem["path"]) == (1, "S109", f"corpus/{name}")
    assert "secret" not in json.dumps(problem)


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_and_sound_passes(corpus: Path, name: str) -> None:
    lay(corpus, UNUSUAL[name])
    assert checked() == (0, [])


def test_the_kinds_are_shown(corpus: Path, file_regression: FileRegressionFixture) -> None:
    head = [
        "# Malformed contributions",
        "",
        f"The {len(KINDS)} kinds that `test_malformed.py` makes of sound contributions, and what is said of each.",
        "Made by the test: `pytest tests/checks --force-regen`.",
        "",
        "| kind | file | code | line:column | message |",
        "|---|---|---|---|---|",
    ]
    rows = []
    for item in KINDS:
        for problem in reported(corpus, item):
            place = f"{problem['line']}:{problem['column']}"
            file = problem["path"].removeprefix("corpus/")
            message = _cell(problem["message"])
            rows.append(f"| {item.kind} | {_cell(file)} | {problem['code']} | {place} | {message} |")
    text = "\n".join([*head, *rows, ""])
    file_regression.check(text, fullpath=CHECKS / "MALFORMED.md", encoding="utf-8")


def _cell(text: str) -> str:
    """``text`` for a cell of a table."""
    text = INVISIBLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text.replace("\n", "⏎"))
    shown = text if len(text) <= 100 else f"{text[:99]}…"
    for char in "\\|<>*_`[]{}":
        shown = shown.replace(char, f"\\{char}")
    return shown
