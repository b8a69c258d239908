"""An English file in an English corpus: judged as English, drafted in English, nothing of Chinese in it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions

_HAN = re.compile("[\u3400-\u9fff]")
TITLE, BYLINE, HEADING = "Town Council Opens Old Railway Yard to the Public", "By Jane Doe", "New Paths"
PARAGRAPHS = (
    "The town council met on Monday evening to discuss the future of the old railway yard, which has been empty since "
    "the last train left it in the spring of 1987, and voted to open it to the public.",
    "“We have waited a long time for this,” said the mayor, who has lived beside the yard all her life. “People walk "
    "past the gates every day and ask when they will open.”",
    "Work on the paths and the lighting is expected to begin in June, and the first part of the park should be ready "
    "before the end of the year, the council said.",
)
PLAIN = "\n".join(("The Sample Times", "Page 3", TITLE, BYLINE, *PARAGRAPHS[:2], HEADING, PARAGRAPHS[2])) + "\n"
WRAPPED = "\n\n".join((TITLE, BYLINE, *("\n".join(textwrap.wrap(text, 60)) for text in PARAGRAPHS))) + "\n"


def drafted(text: str) -> dict[str, str]:
    imported = import_bytes(text.encode(), "article.txt", "article", ImportOptions("en-GB"))
    assert imported.error == ""
    return {name: data.decode() for name, data in imported.files.items()}


def test_the_structure_of_a_newspaper_page_is_found() -> None:
    edition = drafted(PLAIN)["edition.yaml"]
    blocks = [line.strip() for line in edition.split("\n") if line.startswith("      - ")]
    assert blocks == ["- title: 3", "- byline: 4", "- p: 5", "- p: 6", "- heading: 7", "- p: 8"]
    assert 'lines: ["1-2"]' in edition
    assert "genre: undecided" in edition


def test_wrapped_lines_become_paragraphs() -> None:
    files = drafted(WRAPPED)
    assert "format: wrapped-pdf" in files["about.yaml"]
    edition = files["edition.yaml"]
    assert "- title: 1" in edition
    assert "- byline: 3" in edition
    assert edition.count("- p: ") == len(PARAGRAPHS)


@pytest.mark.parametrize("text", [PLAIN, WRAPPED])
def test_the_draft_is_in_english(text: str) -> None:
    files = drafted(text)
    assert not any(_HAN.search(written) for written in files.values())
    assert "origin to be added" in files["about.yaml"]


def test_an_english_project_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = CliRunner()
    folder = tmp_path / "new"
    made = runner.invoke(main, ["init", str(folder), "--title", "The Yard", "--language", "en"])
    assert made.exit_code == 0, made.output
    written = [path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()]
    assert not any(_HAN.search(text) for text in written)
    assert 'language = "en"' in (folder / "docs/conf.py").read_text("utf-8")
    (tmp_path / "Railway Yard.txt").write_text(PLAIN, "utf-8")
    monkeypatch.chdir(folder)
    imported = runner.invoke(main, ["import", str(tmp_path / "Railway Yard.txt")])
    assert imported.exit_code == 0, imported.output
    assert (folder / "corpus/sources/railway-yard/edition.yaml").is_file()
    assert "to be established" in (folder / "corpus/references.bib").read_text("utf-8")
    checked = runner.invoke(main, ["check"])
    assert checked.exit_code == 0, checked.output
