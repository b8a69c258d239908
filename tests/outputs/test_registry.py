"""Outputs by name: what each makes, and the command that writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.locale import use_language
from jiaozhu.outputs.registry import Output, export, outputs
from jiaozhu.outputs.site import generate
from jiaozhu.store import load_corpus

CORPUS = Path(__file__).parent / "golden" / "corpus"


@pytest.fixture(scope="module")
def small() -> Book:
    return make_book(load_corpus(CORPUS)[0])


def names(book: Book, output: str) -> list[str]:
    return [file.name for file in export(outputs()[output], book, {})]


def test_myst_is_the_site(small: Book) -> None:
    assert list(export(outputs()["myst"], small, {})) == list(generate(small, {}))


def test_each_output_has_its_files(small: Book) -> None:
    assert names(small, "charts") == ["figures/items.svg", "chronology.svg"]
    assert names(small, "plain") == [f"{page.docname}.txt" for page in small.pages]
    assert names(small, "search") == ["shard-0.js", "shard-1.js", "head.js", "near.js"]
    assert names(small, "bibtex") == ["works.bib"]


def test_a_plain_text_is_its_reading(small: Book) -> None:
    page = next(small.pages)
    text = next(file.text for file in export(outputs()["plain"], small, {}))
    assert all(block.reading in text for block in page.blocks)


def run(*arguments: str) -> Any:
    with use_language("en"):
        return CliRunner().invoke(main, ["--corpus", str(CORPUS), "export", *arguments])


def test_the_command_writes_an_output(tmp_path: Path) -> None:
    done = run("search", "--to", str(tmp_path))
    assert done.exit_code == 0, done.output
    head = (tmp_path / "head.js").read_text("utf-8")
    assert (
        json.loads(head.removeprefix("jiaozhu.searchData.head(").removesuffix(");\n"))["pages"][0][0] == "glossary.html"
    )
    assert "0 changed" in run("search", "--to", str(tmp_path)).output
    (tmp_path / "own.txt").write_text("kept", "utf-8")
    assert run("bibtex", "--to", str(tmp_path)).exit_code == 0
    assert {path.name for path in tmp_path.glob("[!.]*")} == {"own.txt", "works.bib"}


def test_the_command_lists_outputs_and_refuses_others() -> None:
    assert [line.split()[0] for line in run().output.splitlines()] == list(outputs())
    assert run("mist").exit_code == 2
    assert "myst" in run("mist").output


def test_an_output_may_not_leave_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jiaozhu.cli import exporting
    from jiaozhu.outputs.generated import Generated

    bad = Output("bad", "x", lambda book, around: iter([Generated("../x.txt", "x")]))
    monkeypatch.setattr(exporting, "outputs", lambda: {"bad": bad})
    done = run("bad", "--to", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert not (tmp_path / "x.txt").exists()
