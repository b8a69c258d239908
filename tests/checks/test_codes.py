"""Every code that a problem can have, shown: ``CODE/in`` lies over ``base``, ``CODE/expected.txt`` is the report then.

After a change of wording: ``pytest tests/checks --force-regen``, and read the difference.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.problems.catalogue import catalogue
from paths import CHECKS
from pytest_regressions.file_regression import FileRegressionFixture

CASES = sorted(folder.parent.name for folder in CHECKS.glob("*/in"))
#: Links are made here, for not every system can check them out.
LINKS = {"S109": "sources/ribao-2019/notes/bieshu.md"}
_PROBLEM = re.compile(r"(?P<path>corpus/[^:]+|corpus):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<code>[A-Z][0-9]{3}) .+")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the base corpus, ``corpus`` below the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus")).relative_to(tmp_path)


def test_the_base_corpus_is_clean(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "no problems")


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted(catalogue()) == CASES


@pytest.mark.parametrize("code", CASES)
def test_a_code_is_reported_as_shown(code: str, corpus: Path, file_regression: FileRegressionFixture) -> None:
    shutil.copytree(CHECKS / code / "in", corpus, dirs_exist_ok=True)
    if code in LINKS:
        (corpus / LINKS[code]).symlink_to("../../../../elsewhere.md")
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    problems = [match for match in map(_PROBLEM.fullmatch, lines) if match]
    assert code in {problem["code"] for problem in problems}
    assert lines[-1] == f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    assert len(lines) == 1 + len(problems) + sum(line.startswith("    hint: ") for line in lines)
    for problem in problems:
        place = Path(problem["path"])
        content = place.read_bytes().decode("utf-8", "replace").split("\n") if place.is_file() else [""]
        assert int(problem["column"]) <= len(content[int(problem["line"]) - 1]) + 1
    file_regression.check(result.output, fullpath=CHECKS / code / "expected.txt", encoding="utf-8")
