"""Links in a corpus: one that leads in a circle is a problem, wherever it is, and stops nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main

_SOURCE = "sources/zao-2019"


@pytest.mark.parametrize(
    "name",
    [
        "corpus.yaml", "references.bib", "figures.yaml", "glossary", "glossary/duikou.md", "sources", _SOURCE,
        f"{_SOURCE}/about.yaml", f"{_SOURCE}/edition.yaml", f"{_SOURCE}/source.txt", f"{_SOURCE}/notes",
        f"{_SOURCE}/notes/xiongdi.md", f"{_SOURCE}/emendations", f"{_SOURCE}/emendations/editors.yaml",
        f"{_SOURCE}/proofreadings.yaml", f"{_SOURCE}/proposals.yaml",
    ],
)  # fmt: skip
@pytest.mark.parametrize("through", ["itself", "another"])
def test_a_link_that_leads_in_a_circle_is_a_problem(name: str, through: str, corpus: Path) -> None:
    path = corpus / name
    if path.exists():
        path.rename(corpus.parent / "aside")
    other = path if through == "itself" else path.with_name(f".{path.name}")
    path.symlink_to(other.name)
    if other != path:
        other.symlink_to(path.name)
    result = CliRunner().invoke(main, ["--corpus", str(corpus), "check"], catch_exceptions=False)
    assert result.exit_code == (2 if name == "corpus.yaml" else 1), result.output
    if name != "corpus.yaml":
        assert Path(name).name in result.output


def test_a_folder_of_files_may_have_such_a_link(corpus: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").symlink_to("a.txt")
    (files / "b").symlink_to("b")
    (files / "c.txt").write_text("一段文字。\n又一段。\n", "utf-8")
    result = CliRunner().invoke(main, ["--corpus", str(corpus), "import", str(files)], catch_exceptions=False)
    assert result.exit_code == 1
    assert "a.txt: failed" in result.output
    assert "c.txt: imported" in result.output
