"""What makes chapters a book: index, references with pages, parts, attachments, formats; read back from the PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

LONG = "这一段话很长。" * 60
BOOK = {
    "index": "# 书\n\n```{toctree}\n:caption: 正文\n\na\nb\n```\n\n```{toctree}\n:caption: 附编\n\nwords\n```\n",
    "a": f"# 甲篇\n\n{{term}}`辽源`在此，{{index}}`纸上之词`，见{{ref}}`乙篇一段 <there>`。\n\n{LONG}\n\n{LONG}\n",
    "b": f"# 乙篇\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n(there)=\n## 一节\n\n{{term}}`辽源`与{{term}}`越 <绍兴>`。\n",
    "words": "# 词汇\n\n```{glossary}\n辽源\n辽源市\n  一城。\n\n绍兴\n  又一城。\n\n未见之词\n  无。\n```\n",
}
Maker = Callable[..., SphinxTestApp]


@pytest.fixture
def make(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Maker:
    """Builds a book of MyST documents."""

    def run(conf: dict[str, Any] | None = None, **documents: str) -> SphinxTestApp:
        settings = {
            "extensions": ["myst_parser", "sphinx_typst"],
            "language": "zh_CN",
            "project": "书",
            **(conf or {}),
        }
        lines = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        (tmp_path / "conf.py").write_text(lines, "utf-8")
        for name, text in (documents or BOOK).items():
            (tmp_path / f"{name}.md").write_text(text, "utf-8")
        app = make_app("typst", srcdir=tmp_path)
        app.build()
        app.cleanup()  # or the next build in a test would warn of nodes registered twice
        assert app.warning.getvalue() == ""
        return app

    return run


def reader(app: SphinxTestApp, name: str = "book") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((Path(app.outdir) / f"{name}.pdf").read_bytes()))


def texts(pdf: pypdf.PdfReader) -> dict[str, str]:
    """The text of each page without its blanks, by the page's label."""
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    return dict(zip(pdf.page_labels, pages, strict=True))


def test_the_index_lists_the_pages_that_refer_to_a_term(make: Maker) -> None:
    pages = texts(reader(make()))
    index = next(text for text in pages.values() if text.startswith("索引"))
    places = [label for label, text in pages.items() if "辽源在此" in text or "辽源与越" in text]
    assert len(places) == 2
    assert f"辽源{','.join(places)}" in index
    assert f"绍兴{places[1]}" in index
    assert f"纸上之词{places[0]}" in index
    assert "未见之词" not in index
    assert index.index("辽源") < index.index("绍兴") < index.index("纸上之词")


def test_a_reference_has_a_page_number_on_paper_but_not_on_a_screen(make: Maker) -> None:
    pages = texts(reader(make()))
    (place,) = [label for label, text in pages.items() if "辽源与越" in text]
    assert any(f"见乙篇一段（第{place}页）。" in text for text in pages.values())
    screen = texts(reader(make({"typst_format": "screen"})))
    assert any("见乙篇一段。" in text for text in screen.values())


def test_links_arrive_on_the_page_of_their_target(make: Maker) -> None:
    pdf = reader(make())
    named = pdf.named_destinations
    linked = set()
    for page in pdf.pages:
        for reference in page.get("/Annots", []):
            target = reference.get_object().get("/Dest")
            if isinstance(target, str):
                linked.add(pdf.get_destination_page_number(named[target]))
            elif target is not None:
                linked.add(next(n for n, p in enumerate(pdf.pages) if p.indirect_reference == target[0]))
    there = {number for number, text in enumerate(texts(pdf).values()) if "辽源与越" in text or "一城。" in text}
    assert there <= linked


def test_a_part_has_its_documents_and_the_works_they_cite(make: Maker) -> None:
    cited = {
        **BOOK,
        "a": "# 甲篇\n\n见 {ref}`乙篇 <there>` 与 [W1]_。\n",
        "index": BOOK["index"].replace("words\n", "words\nworks\n"),
        "works": "# 书目\n\n```{eval-rst}\n.. [W1] 第一种。\n.. [W2] 第二种。\n```\n",
        "b": BOOK["b"] + "\n```{eval-rst}\n[W2]_\n```\n",
    }
    cited["a"] = "# 甲篇\n\n见 {ref}`乙篇 <there>`。\n\n```{eval-rst}\n引 [W1]_ 。\n```\n"
    app = make({"typst_parts": {"jia": ("甲篇单行", ["a"])}, "typst_whole": False}, **cited)
    assert not (Path(app.outdir) / "book.pdf").exists()
    pages = "".join(texts(reader(app, "parts/jia/jia")).values())
    assert pages.startswith("甲篇单行书")
    assert "见乙篇。" in pages  # the words of a link that leads out of the part
    assert "第一种" in pages
    assert "第二种" not in pages
    assert "一节" not in pages


def test_a_pdf_a_book_has_its_attachments(make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "data" / "in").mkdir(parents=True)
    (tmp_path / "data" / "one.txt").write_text("一", "utf-8")
    (tmp_path / "data" / "in" / "two.yaml").write_text("二", "utf-8")
    app = make({"typst_attachments": ["data/**/*"], "typst_pdf_standards": ["a-3a"]}, **BOOK)
    attached = reader(app).attachments
    assert {name: files[0].decode() for name, files in attached.items()} == {"one.txt": "一", "in/two.yaml": "二"}


def test_imprint_is_on_the_fourth_page_and_colophon_on_the_last(make: Maker) -> None:
    pdf = reader(make({"typst_imprint": ["某版"], "typst_colophon": ["某处排印"]}, **BOOK))
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert pages[:4] == ["书", "", pages[2], "某版"]
    assert pages[2].startswith("书")
    assert pages[-1] == "某处排印"


def test_two_marks_side_by_side_have_a_comma_between_them(make: Maker) -> None:
    app = make(index="# 书\n\n话[^a][^b]。\n\n[^a]: 甲。\n\n[^b]: 乙。\n")
    assert "话1,2。" in "".join(texts(reader(app)).values())


def test_a_damaged_image_is_reported_and_replaced_by_its_text_alternative(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['myst_parser', 'sphinx_typst']\nproject = '书'\n", "utf-8")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    (tmp_path / "index.md").write_text("# 书\n\n![图中之物](bad.png)\n\n后文。\n", "utf-8")
    app = make_app("typst", srcdir=tmp_path)
    app.build()
    assert "index.md:3: WARNING: image cannot be read: bad.png" in app.warning.getvalue()
    assert "图中之物后文。" in "".join(texts(reader(app)).values())


@pytest.mark.parametrize("paper", ["a5", "a4", "screen"])
def test_formats_have_their_page_size(make: Maker, paper: str) -> None:
    box = reader(make({"typst_format": paper})).pages[0].mediabox
    sizes = {"a5": (148, 210), "a4": (210, 297), "screen": (150, 200)}
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == sizes[paper]


def test_a_pdf_made_again_has_the_same_bytes(make: Maker) -> None:
    first = (Path(make().outdir) / "book.pdf").read_bytes()
    app = make()
    (Path(app.outdir) / "book.pdf").unlink()
    app = make()
    assert (Path(app.outdir) / "book.pdf").read_bytes() == first
