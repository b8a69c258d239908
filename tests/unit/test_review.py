"""What a reviewer asks: what a code means, problems for code scanning, and only what a pull request can affect."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.checks import CODES, explain
from jiaozhu.checks.explanations import EXPLANATIONS
from jiaozhu.cli import main


def run(corpus: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments])


@pytest.fixture
def corpus(rootdir: Path, tmp_path: Path) -> Path:
    """A corpus under version control, its state committed."""
    root = Path(shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus"))
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begin"]):
        git(root, *command)
    return root


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def damage(corpus: Path) -> None:
    note = corpus / "sources/zao-2019/notes/xiongdi.md"
    note.write_text(note.read_text("utf-8").replace("结为兄弟", "结为姐妹"), "utf-8")


def test_every_code_is_explained_and_no_other() -> None:
    assert list(EXPLANATIONS) == list(CODES)
    for code in CODES:
        told = explain(code)
        assert told.startswith(f"{code}  {CODES[code]}")
        assert all(len(part) > 5 for part in EXPLANATIONS[code][:2])


def test_a_code_is_explained_on_the_command_line() -> None:
    done = CliRunner().invoke(main, ["explain", "n203"])
    assert done.exit_code == 0
    assert "Why:" in done.output
    unknown = CliRunner().invoke(main, ["explain", "N2O3"])
    assert unknown.exit_code == 2
    assert "did you mean 'N203'?" in unknown.output


def test_problems_for_code_scanning_say_where_they_are(corpus: Path) -> None:
    damage(corpus)
    done = run(corpus, "check", "--format", "sarif")
    assert done.exit_code == 1
    (scan,) = json.loads(done.output)["runs"]
    (result,) = scan["results"]
    assert result["ruleId"] == "N201"
    assert [rule["id"] for rule in scan["tool"]["driver"]["rules"]] == ["N201"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("notes/xiongdi.md")
    assert place["region"]["startLine"] == 3
    git(corpus, "checkout", "-q", ".")
    clean = run(corpus, "check", "--format", "sarif")
    assert json.loads(clean.output)["runs"][0]["results"] == []


def test_only_what_the_changes_affect_is_told(corpus: Path) -> None:
    damage(corpus)
    git(corpus, "commit", "-q", "-a", "-m", "an old fault")
    assert run(corpus, "check").exit_code == 1
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 0
    assert run(corpus, "check", "--changed-since", "HEAD~1").exit_code == 1
    # Another note of the same source, committed by nobody yet: its source may have broken it.
    run(corpus, "annotate", "zao-2019", "往来日密", "--author", "读者")
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 1
    git(corpus, "clean", "-qfd")
    glossary = corpus / "glossary/duikou.md"
    glossary.write_text(glossary.read_text("utf-8") + "\n又。\n", "utf-8")
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", ""])
def test_a_revision_that_is_none_is_a_usage_error(corpus: Path, revision: str) -> None:
    done = run(corpus, "check", f"--changed-since={revision}")
    assert done.exit_code == 2
    assert "Traceback" not in done.output
