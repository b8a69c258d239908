"""What a tool drafted and no editor has filled in is named, with its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.problems.unfinished import unfinished
from jiaozhu.store import load_corpus
from paths import CORPUS


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_new_project_and_an_import_say_what_is_missing(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", ".", "--language", language]).exit_code == 0
    (tmp_path / "a.txt").write_text("A title\n\nA paragraph of the text.\n", "utf-8")
    assert CliRunner().invoke(main, ["import", "a.txt"]).exit_code == 0
    found = {(item.path, item.key) for item in unfinished(load_corpus(tmp_path / "corpus")[0])}
    info = {("corpus.yaml", key) for key in ("subtitle", "rights", "description")}
    about = str(Path("corpus/sources/a/about.yaml"))
    assert {(Path(path).name, key) for path, key in found} == info | {
        (Path(about).name, key) for key in ("provenance", "rights", "unknown")
    }
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 0
    assert "corpus/corpus.yaml:1: still to be filled in: description, rights, subtitle" in checked.output
    assert "sources/a/about.yaml:1: still to be filled in: provenance, rights, unknown" in checked.output
    quiet = CliRunner().invoke(main, ["check", "--format", "json"])
    assert "filled in" not in quiet.output


def test_the_edition_has_nothing_left() -> None:
    assert unfinished(load_corpus(CORPUS)[0]) == []
