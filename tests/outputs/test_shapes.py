"""Lists, tables, verse, code and a source's own notes reach the page as what they are, each with its place."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import make_book
from jiaozhu.markup.grammar import parser
from jiaozhu.model.document import Cell
from jiaozhu.model.page import Block
from jiaozhu.outputs.myst.shapes import write_list
from jiaozhu.outputs.site import page_text
from jiaozhu.store import edition_text, load_corpus
from lxml import html

TEXT = """County figures
The figures below are of 1985.
1. People
2. Fields
Paddy
Dry
Gold
Year
People
1984
211555
1985
212000 | est.
When will the moon be clear and bright?
def f(x):

    return "x,y"
With a cup of wine in my hand, I ask the blue sky.
- A quotation.
[1] See the gazetteer.
"""
BLOCKS = """    blocks:
      - title: 1
      - p: 2
      - item: 3
      - item: 4
      - subitem: 5
      - subnumbered: 6
      - p: 7
      - head-row: [8, 9]
      - row: [10, 11]
      - row: [null, [12, 13]]
      - first-row: [{at: 14, until: "will"}, {at: 14, from: "will"}]
      - code: "15-17"
      - verse: 18
      - quote: 19
      - footnote: 20
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shapes") / "book"
    run(tmp_path_factory.getbasetemp(), "init", str(root), "--title", "Book", "--language", "en")
    (root / "figures.txt").write_text(TEXT, "utf-8")
    run(root, "import", "figures.txt", "--siglum", "a", "--format", "plain-text")
    path = root / "corpus" / "sources" / "a" / "edition.yaml"
    written = path.read_text("utf-8")
    path.write_text(written[: written.index("    blocks:")] + BLOCKS, "utf-8")
    (root / "corpus" / "sources" / "a" / "proposals.yaml").unlink(missing_ok=True)
    return root


def run(folder: Path, *arguments: str) -> str:
    with chdir(folder):
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_rows_become_cells_and_every_character_is_accounted_for(project: Path) -> None:
    corpus, problems = load_corpus(project / "corpus")
    book = make_book(corpus)
    assert not [*problems, *book.problems]
    assert book.volumes[0].edited.ledger.tiles()
    blocks = {block.id: block for block in next(iter(book.pages)).blocks}
    assert [(id, blocks[id].reading, blocks[id].cell) for id in ("l0008", "l0011", "l0012", "l0014", "l0014-2")] == [
        ("l0008", "Year", Cell(1, 1, head=True)),
        ("l0011", "211555", Cell(2, 2)),
        ("l0012", "1985 212000 | est.", Cell(3, 2)),
        ("l0014", "When", Cell(1, 1)),
        ("l0014-2", "will the moon be clear and bright?", Cell(1, 2)),
    ]
    assert blocks["l0015"].reading == 'def f(x):\n\n    return "x,y"'


def test_an_edition_with_rows_is_written_as_it_was(project: Path) -> None:
    corpus, _ = load_corpus(project / "corpus")
    written = edition_text(corpus.sources[0].edition)
    assert written[written.index("    blocks:") :] == BLOCKS


def test_a_page_has_a_list_and_tables(project: Path) -> None:
    corpus, _ = load_corpus(project / "corpus")
    book = make_book(corpus)
    text = page_text(book, next(iter(book.pages)))
    assert "{.jz-own-marks}\n-  {#l0003}\n   1\\. People\n-  {#l0004}\n   2\\. Fields\n   -  {#l0005}" in text
    assert "| [Year]{#l0008} | [People]{#l0009} |\n| --- | --- |\n| [1984]{#l0010} | [211555]{#l0011} |" in text
    assert "|  | [1985 212000 \\| est.]{#l0012} |" in text
    assert "{#l0015 .jz-code}\ndef f(x):\\\n\\\n&#32;&#32;&#32;&#32;return" in text


def test_the_class_of_an_inner_list_is_not_read_as_words() -> None:
    items = [
        Block("l0001", "item", "1. People"),
        Block("l0002", "subitem", "a. in towns"),
        Block("l0003", "subitem", "b. elsewhere"),
    ]
    tokens = parser().parse(write_list(items, {}, {}), {})
    assert "jz-own-marks" not in "".join(token.content for token in tokens if token.type == "inline")
    assert [token.attrs.get("class") for token in tokens if token.type == "bullet_list_open"] == ["jz-own-marks"] * 2


def test_the_site_and_the_book_show_them(project: Path) -> None:
    run(project, "build", "html", "pdf")
    page = html.parse(str(project / "build" / "html" / "texts" / "a" / "text.html")).getroot()
    first, second = page.xpath("//article//table")
    assert [[cell.text_content().strip() for cell in row] for row in first.iter("tr")] == [
        ["Year", "People"],
        ["1984", "211555"],
        ["", "1985 212000 | est."],
    ]
    assert not list(second.iter("thead"))
    assert [cell.text_content() for cell in second.iter("td")] == ["When", "will the moon be clear and bright?"]
    items = page.xpath("//article//ul[contains(@class, 'jz-own-marks')]/li/p")
    assert [item.get("id") for item in items] == ["l0003", "l0004"]
    assert page.xpath("//ul//ol//p[@id='l0006']")
    assert page.xpath("//p[@id='l0018' and @class='jz-verse']")
    assert page.get_element_by_id("l0020").text_content().startswith("[1] See the gazetteer.")


def test_a_better_witness_keeps_rows(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "book", ignore=shutil.ignore_patterns("build")))
    (root / "better.txt").write_text(TEXT.replace("211555", "211,555").replace("1985\n", "1985.\n"), "utf-8")
    run(root, "rebase", "a", "better.txt", "--as", "b", "--format", "plain-text")
    written = (root / "corpus" / "sources" / "b" / "edition.yaml").read_text("utf-8")
    assert written[written.index("    blocks:") :] == BLOCKS
