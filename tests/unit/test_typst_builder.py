"""Projects become books: read back from the sources, the messages and the PDF."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from jiaozhu.typst import TypstBuildError
from sphinx.testing.util import SphinxTestApp

MakeApp = Callable[..., SphinxTestApp]


def warnings_of(app: SphinxTestApp) -> list[str]:
    """Return the warnings of a build, each as ``document:line: text [code]``."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return [line.replace(f"{app.srcdir}{os.sep}", "") for line in text.splitlines() if line]


def source_of(app: SphinxTestApp, docname: str) -> str:
    return (app.outdir / "documents" / f"{docname}.typ").read_text(encoding="utf-8")


def reader_of(app: SphinxTestApp) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((app.outdir / "book.pdf").read_bytes()))


def pages_of(app: SphinxTestApp) -> list[str]:
    """Return the text of every page without its white space."""
    return ["".join(page.extract_text().split()) for page in reader_of(app).pages]


def outline_of(reader: pypdf.PdfReader) -> list[Any]:
    """Return the bookmarks as nested titles."""

    def titles(entries: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    return titles(reader.outline)


def links_of(reader: pypdf.PdfReader) -> Iterator[tuple[int, Any]]:
    """Yield every link as the page it stands on and its action or destination."""
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            yield number, link.get("/A") or link.get("/Dest")


@pytest.fixture
def make_book(make_app: MakeApp, tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """Return a function that builds a book of MyST documents: ``make_book(index="# 书", a="…")``."""

    def make(conf: dict[str, Any] | None = None, **documents: str) -> SphinxTestApp:
        folder = tmp_path / "src"
        folder.mkdir(exist_ok=True)
        (folder / "conf.py").write_text('extensions = ["myst_parser", "jiaozhu.typst"]\n', encoding="utf-8")
        for name, text in documents.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        settings = {"project": "书", "author": "编者", "language": "zh_CN", **(conf or {})}
        return make_app("typst", srcdir=folder, confoverrides=settings)

    return make


INDEX = "# 书\n\n```{toctree}\na\n```\n"


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_the_order_and_the_levels_of_a_book(app: SphinxTestApp) -> None:
    app.build()
    assert warnings_of(app) == []
    main = (app.outdir / "book.typ").read_text(encoding="utf-8")
    assert re.findall(r'#part\[(.*?)\]|offset: (\d), include "/documents/(.*?)\.typ"', main) == [
        ("", "0", "index"),
        ("卷首", "", ""),
        ("", "1", "about/conventions"),
        ("文本", "", ""),
        ("", "1", "texts/index"),
        ("", "0", "glossary"),
        ("", "0", "references"),
    ]
    assert outline_of(reader_of(app)) == [
        "目录",
        "辽源文献校注",
        "卷首",
        ["凡例"],
        "文本",
        ["绍兴日报", ["南北协同入佳境", ["绍兴经验，东北落地开花"], "重游小镇", "后记"]],
        "词汇表",
        "参考文献",
        "索引",
    ]
    assert not (app.outdir / "documents" / "search.typ").exists()


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_the_pages_of_a_book(app: SphinxTestApp) -> None:
    app.build()
    title, contents, *pages = pages_of(app)
    assert title == "辽源文献校注报纸与网络文本五种校注编辑部"
    assert re.fullmatch(
        r"目录辽源文献校注\.*1卷首\.*2凡例\.*3文本\.*4绍兴日报\.*5南北协同入佳境\.*6重游小镇\.*7词汇表\.*9参考文献\.*10索引\.*11I",
        contents,
    )
    text = next(page for page in pages if "林业小镇" in page)
    assert "这一段很长换了行也接得上。" in text
    assert "参看[19]" in text
    assert "补缺新。" in text
    # Notes stand at the foot of the page of their marks, each once, whatever other documents call theirs.
    body, _, notes = text.partition("1题注：原载头版。")
    assert "南北协同入佳境1" in body
    assert "林业小镇2在这里" in body
    assert "再说一次2，" in body
    assert notes == "2〔注〕注甲的话，见[19]。3注乙的话。注乙的第二段。6"
    assert pages[6:] == [
        "重游小镇同名的注1。1另一篇的注甲。7",
        "后记两篇之后的话。8",
        "词汇表对口合作东北与东部部分省市之间的合作机制。见南北。9",
        "参考文献[19]王某.东北城市转型研究.人民出版社,2019.10",
        "索引D对口合作611",
    ]


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_a_book_is_accessible_and_complete(app: SphinxTestApp) -> None:
    app.build()
    reader = reader_of(app)
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, reader.metadata.author, root["/Lang"]) == ("辽源文献校注", "校注编辑部", "zh-CN")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.rdf_root.toxml()
    assert "/CreationDate" not in reader.metadata
    assert reader.page_labels[:3] == ["", "I", "1"]
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {
        "LibertinusSerif-Regular-Identity-H",
        "NotoSansSC-Regular-Identity-H",
        "NotoSerifSC-Regular-Identity-H",
    }
    for font in fonts:
        assert "/FontFile3" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_links_lead_to_their_places(app: SphinxTestApp) -> None:
    app.build()
    source = source_of(app, "texts/nanbei")
    assert "= " not in source.splitlines()[2]
    assert "#heading(depth: 1)[南北协同入佳境#outside-contents[#footnote[题注：原载头版。]]]<texts:nanbei>" in source
    assert '#div("jz-byline")[#anchor(<texts:nanbei::l0003>)《绍兴日报》记者　裴金红]' in source
    assert '#anchor(<texts:nanbei::c1>)#span("jz-corr")[林业]小镇#footnote[#span("jz-kind")[〔注〕]注甲的话' in source
    assert "再说一次#footnote(<texts:nanbei::note.a>)，又见#link(<texts:nanbei::l0003>)[前文]" in source
    assert "#link(<glossary::term-0>)[对口合作]" in source
    assert "here" not in source  # nothing leads there
    assert "#link(<index>)[首页]" in source_of(app, "about/conventions")
    assert "检索。" in source_of(app, "index")  # left out of the book: only the words
    reader = reader_of(app)
    pages = pages_of(app)
    conventions = next(number for number, page in enumerate(pages) if "回到首页" in page)
    destinations = [destination for number, destination in links_of(reader) if number == conventions]
    assert destinations[0] == "index"
    assert pages.index(next(page for page in pages if page.startswith("辽源文献校注本书"))) == (
        reader.get_destination_page_number(reader.named_destinations["index"])
    )


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_every_node_has_its_form(app: SphinxTestApp) -> None:
    app.build()
    assert warnings_of(app) == []
    text = "".join(pages_of(app))
    expected = (Path(app.srcdir) / "printed.txt").read_text(encoding="utf-8").splitlines()
    assert [words for words in expected if words not in text] == []
    for words in ("不印出的话", "只在网页里", "不印出的网页", "Footnotes"):
        assert words not in text, words
    assert "repeat: false" in source_of(app, "tables")  # a head with a note stands once
    assert source_of(app, "tables").count("repeat: false") == 1
    assert sorted(path.name for path in (app.outdir / "images").iterdir()) == ["drawing.svg", "pixel.png"]
    assert 'alt: "图题。", width: 60pt' in source_of(app, "images")


@pytest.mark.sphinx("typst", testroot="typst-faults")
def test_faults_are_said_and_nothing_is_lost(app: SphinxTestApp) -> None:
    app.build()
    ours = [warning for warning in warnings_of(app) if "[typst." in warning]
    assert ours == [
        "faults.md:3: WARNING: no Typst form is known for the node 'Stranger'; its content is kept (said once)"
        " [typst.unknown_node]",
        "faults.md:7: WARNING: image file not found: nothing.png [typst.image]",
        "faults.md:9: WARNING: a book cannot load a remote image: https://example.org/far.png [typst.image]",
        "faults.md:11: WARNING: mathematics is printed as it was typed, because of \\unheard: \\unheard{a}^2"
        " [typst.math]",
        "faults.md:13: WARNING: note 'lonely' is never referred to; it is printed at the end of its document"
        " [typst.footnote]",
        "faults.md:5: WARNING: there is no place 'nowhere' in the document 'faults'; the text of the link is kept"
        " [typst.xref]",
        "faults.md:5: WARNING: the document 'outside' is not in the book; the text of the link is kept [typst.xref]",
    ]
    assert "#box(stroke: red)[印]，生人甲与乙。" in source_of(app, "faults")
    text = "".join(pages_of(app))
    for words in (
        "去无处。去略去的文章。去书外的文章。",
        "没有的图",
        "远处的图",
        "式子\\unheard{a}^2。",
        "无人提及的注。",
    ):
        assert words in text, words
    assert "不在书里的话" not in text
    assert "也不在书里的话" not in text


def test_titles_run_at_the_heads_of_later_pages(make_book: Callable[..., SphinxTestApp]) -> None:
    """On right pages the document's, on left pages that of the document it stands in."""
    long = "\n\n".join(["这一段话很长。" * 40] * 6)
    app = make_book(
        index=INDEX,
        a=f"# 章[^n]\n\n{long}\n\n```{{toctree}}\nb\n```\n\n## 章末\n\n{long}\n\n[^n]: 注。\n",
        b=f"# 篇\n\n{long}\n",
    )
    app.build()
    heads = [re.sub(r".*?(\d+)(\D*)$", r"\1\2", page) for page in pages_of(app)[2:]]
    assert heads == ["1", "2章", "3章", "4", "5篇", "6章", "7", "8章", "9章"]


def test_what_does_not_print_does_not_begin_a_page(make_book: Callable[..., SphinxTestApp]) -> None:
    app = make_book(
        index=INDEX,
        a="# 章\n\n```{toctree}\nb\n```\n\n<b></b>\n\n% 评语\n\n```{toctree}\nc\n```\n\n[^n]: 闲注。\n",
        b="# 甲\n\n文。\n",
        c="# 乙\n\n文。\n",
    )
    app.build()
    assert pages_of(app)[2:] == ["章1", "甲文。2", "乙文。3", "闲注。4"]


def test_no_line_begins_with_the_mark_of_a_note(make_book: Callable[..., SphinxTestApp]) -> None:
    text = "".join(f"{'字' * count}终[^n{count}]始" for count in range(12, 40))
    notes = "\n".join(f"[^n{count}]: 注。" for count in range(12, 40))
    app = make_book(index=INDEX, a=f"# 题\n\n{text}\n\n{notes}\n")
    app.build()
    lines = [line for page in reader_of(app).pages[2:] for line in page.extract_text().splitlines()]
    assert sum(line.count("终") for line in lines) == 28
    assert [line for line in lines if re.match(r"\d+始", line)] == []


def test_the_compilers_errors_have_their_lines(make_book: Callable[..., SphinxTestApp]) -> None:
    text = "# 题\n\n甲\n\n乙 \ua000 字。[^n]\n\n[^n]: 注 🙂。\n\n- 项\n\n  ```{raw} typst\n  %s\n  ```\n"
    app = make_book(index=INDEX, a="# 题\n\n安好。\n")
    app.build()
    before = (app.outdir / "book.pdf").read_bytes()

    app = make_book(index=INDEX, a=text % "#strong[x]")
    with pytest.raises(TypstBuildError, match=r"book\.pdf was not made: 2 error\(s\)"):
        app.build()
    assert [line for line in warnings_of(app) if "ERROR" in line] == [
        "a.md:5: ERROR: no font of the book has the character “\ua000” (U+A000) [typst.compile]",
        "a.md:7: ERROR: no font of the book has the character “🙂” (U+1F642) [typst.compile]",
    ]

    app = make_book(index=INDEX, a=text % "#nope")
    with pytest.raises(TypstBuildError):
        app.build()
    assert [line for line in warnings_of(app) if "ERROR" in line] == [
        "a.md:11: ERROR: unknown variable: nope [typst.compile]"
    ]
    assert (app.outdir / "book.pdf").read_bytes() == before
    assert not list(app.outdir.rglob("*.new"))


def test_missing_characters_are_errors_whatever_the_standard(make_book: Callable[..., SphinxTestApp]) -> None:
    app = make_book({"typst_pdf_standards": []}, index=INDEX, a="# 题\n\n甲\n\n乙\ua000。\n\n又\ua000。\n")
    with pytest.raises(TypstBuildError):
        app.build()
    assert warnings_of(app) == [
        "a.md:5: ERROR: no font of the book has the character “\ua000” (U+A000) [typst.compile]"
    ]


def test_books_are_the_same_to_the_byte(make_book: Callable[..., SphinxTestApp], tmp_path: Path) -> None:
    app = make_book(index=INDEX, a="# 题\n\n甲[^n]。\n\n[^n]: 注。\n")
    app.build()
    first = {path.name: path.read_bytes() for path in app.outdir.glob("book.*")}
    os.rename(app.outdir, tmp_path / "elsewhere")
    app = make_book(index=INDEX, a="# 题\n\n甲[^n]。\n\n[^n]: 注。\n")
    app.build()
    assert {path.name: path.read_bytes() for path in app.outdir.glob("book.*")} == first


def test_only_a_changed_book_is_compiled(make_book: Callable[..., SphinxTestApp]) -> None:
    def build(**documents: str) -> tuple[bool, dict[str, int]]:
        app = make_book(**documents)
        app.build()
        compiled = "compiling book.pdf" in app.status.getvalue()
        return compiled, {path.name: path.stat().st_mtime_ns for path in app.outdir.rglob("*.typ")}

    first = build(index=INDEX, a="# 题\n\n甲。\n")
    assert first[0] is True
    assert build(index=INDEX, a="# 题\n\n甲。\n") == (False, first[1])
    assert build(index=INDEX, a="# 题\n\n甲。\n") == (False, first[1])
    changed, times = build(index=INDEX, a="# 题\n\n乙。\n")
    assert changed is True
    assert {name for name, time in times.items() if time != first[1][name]} == {"a.typ"}


def test_a_date_is_only_the_one_that_was_set(
    make_book: Callable[..., SphinxTestApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    app = make_book({"typst_pdf_standards": ["ua-1", "a-2a"]}, index=INDEX, a="# 题\n\n甲。\n")
    app.build()
    assert warnings_of(app) == []
    assert reader_of(app).metadata["/CreationDate"].startswith("D:20090213233130")


def test_the_settings_of_a_book(make_book: Callable[..., SphinxTestApp]) -> None:
    settings = {
        "typst_title": "题 #1",
        "typst_subtitle": "副题",
        "typst_author": "某某",
        "typst_format": "a4",
        "typst_filename": "册",
        "typst_exclude": ["a*"],
        "language": "en",
    }
    app = make_book(settings, index="# 书\n\n前言。\n\n```{toctree}\na\nb\n```\n", a="# 甲\n", b="# 乙\n\n乙文。\n")
    app.build()
    assert warnings_of(app) == []
    reader = pypdf.PdfReader(app.outdir / "册.pdf")
    assert (reader.metadata.title, reader.metadata.author) == ("题 #1", "某某")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert outline_of(reader) == ["Table of Contents", "书", "乙"]
    assert "Table of Contents" in reader.pages[1].extract_text()


def test_a_bad_file_name_is_refused(make_book: Callable[..., SphinxTestApp]) -> None:
    with pytest.raises(TypstBuildError, match="typst_filename"):
        make_book({"typst_filename": "a/b"}, index="# 书\n")


def test_names_of_documents_meet_nothing(make_book: Callable[..., SphinxTestApp]) -> None:
    index = "# 书\n\n```{toctree}\ntemplate\nbook\n甲 乙\n```\n"
    last = "# 甲乙\n\n见[册](book.md)与[此](<甲 乙.md>)。\n"
    app = make_book(index=index, template="# 模板\n\n见[](book.md)。\n", book="# 册\n", **{"甲 乙": last})
    app.build()
    assert warnings_of(app) == []
    assert '#link(label("甲 乙#"))[此]' in source_of(app, "甲 乙")
    assert outline_of(reader_of(app)) == ["目录", "模板", "册", "甲乙"]


def test_a_book_of_one_document_lists_its_sections(make_book: Callable[..., SphinxTestApp]) -> None:
    app = make_book(index="# 书\n\n文。\n\n## 一\n\n甲。\n\n## 二\n\n乙。\n")
    app.build()
    assert re.fullmatch(r"目录书\.*1一\.*1二\.*1I", pages_of(app)[1])


def test_broken_lines_are_kept(make_book: Callable[..., SphinxTestApp]) -> None:
    app = make_book(index=INDEX, a="# 题\n\n甲\\\n乙\n")
    app.build()
    assert "甲 \\\n乙\n" in source_of(app, "a")
    assert reader_of(app).pages[2].extract_text().splitlines()[1:3] == ["甲", "乙"]


def test_a_long_word_is_broken_and_stays_one(make_book: Callable[..., SphinxTestApp]) -> None:
    digest = "81ae4cbcf1a05967f83d3204ab4e1ce516bcf1380e613682c69ce699c084733e"
    app = make_book(index=INDEX, a=f"# 题\n\n文件的校验值是`{digest}`，又作{digest}。\n")
    app.build()
    lines = reader_of(app).pages[2].extract_text().splitlines()
    assert [line for line in lines if digest in line] == []
    assert "".join("".join(lines).split()).count(digest) == 2


def test_the_root_document_stands_for_the_title_page(make_book: Callable[..., SphinxTestApp]) -> None:
    app = make_book(index=INDEX, a="# 题\n\n回[首页](index.md)。\n")
    app.build()
    assert warnings_of(app) == []
    assert "label: <index>" in (app.outdir / "book.typ").read_text(encoding="utf-8")
    assert not (app.outdir / "documents" / "index.typ").exists()


def test_a_document_has_one_place(make_book: Callable[..., SphinxTestApp]) -> None:
    toctree = "\n\n```{toctree}\n%s\n```\n"
    app = make_book(index="# 书" + toctree % "a\nb\na", a="# 甲" + toctree % "b", b="# 乙" + toctree % "a")
    app.build()
    assert outline_of(reader_of(app)) == ["目录", "甲", ["乙"]]


def test_nasty_text_comes_back(make_book: Callable[..., SphinxTestApp]) -> None:
    nasty = r"#let x = 1 $y$ *z* _w_ @a <b> ~ `c` // d /* e */ \u{41} f--g---h...i-?j -5 k[l](m){n} 'o' q.r(s);t + -"
    markdown = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", nasty)
    app = make_book({"myst_enable_extensions": []}, index=INDEX, a=f"# 题 {markdown}\n\n{markdown}\n\n- {markdown}\n")
    app.build()
    assert warnings_of(app) == []
    plain = "".join(nasty.split())
    assert "".join(pages_of(app)[2:]).count(plain) == 3
    assert outline_of(reader_of(app)) == ["目录", f"题 {nasty}"]
