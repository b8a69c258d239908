"""Books of small projects: every type of node is printed, links work, and the PDF is accessible."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from books import links_of, outline_of, pages_of, reader_of, source_of, warnings_of
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_documents_are_in_the_order_and_at_the_levels_of_the_toctrees(app: SphinxTestApp) -> None:
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
def test_pages_have_the_text_and_the_footnotes_of_their_documents(app: SphinxTestApp) -> None:
    app.build()
    title, contents, *pages = pages_of(app)
    assert title == "辽源文献校注报纸与网络文本五种校注编辑部"
    assert re.fullmatch(
        r"目录辽源文献校注\.*1卷首\.*2凡例\.*3文本\.*4绍兴日报\.*5南北协同入佳境\.*6重游小镇\.*7词汇表\.*8参考文献\.*9索引\.*10I",
        contents,
    )
    text = next(page for page in pages if "林业小镇" in page)
    assert "这一段很长换了行也接得上。" in text
    assert "参看[19]" in text
    assert "补缺新。" in text
    # A footnote is at the foot of the page of its mark, once, even if another document has one of the same name.
    body, _, notes = text.partition("1题注：原载头版。")
    assert "南北协同入佳境1" in body
    assert "林业小镇2在这里" in body
    assert "再说一次2，" in body
    assert notes == "2〔注〕注甲的话，见[19]。3注乙的话。注乙的第二段。6"
    assert pages[6:] == [
        "重游小镇同名的注1。后记两篇之后的话。1另一篇的注甲。7",
        "词汇表对口合作东北与东部部分省市之间的合作机制。见南北。8",
        "参考文献[19]王某.东北城市转型研究.人民出版社,2019.9",
        "索引D对口合作610",
    ]


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_the_pdf_is_tagged_and_embeds_its_fonts(app: SphinxTestApp) -> None:
    app.build()
    reader = reader_of(app)
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert (reader.metadata.title, reader.metadata.author, root["/Lang"]) == ("辽源文献校注", "校注编辑部", "zh-CN")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.rdf_root.toxml()
    assert "/CreationDate" not in reader.metadata
    assert reader.page_labels[:3] == ["", "I", "1"]
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = [font.get_object() for found in resources for font in found["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {
        "LibertinusSerif-Regular-Identity-H",
        "NotoSansCJKsc-Thin",
        "NotoSerifSC-Regular-Identity-H",
    }
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font["/DescendantFonts"][0].get_object()["/FontDescriptor"])


@pytest.mark.sphinx("typst", testroot="typst-book")
def test_links_lead_to_their_targets(app: SphinxTestApp) -> None:
    app.build()
    source = source_of(app, "texts/nanbei")
    assert "= " not in source.splitlines()[2]
    assert "#heading(depth: 1)[南北协同入佳境#outside-contents[#footnote[题注：原载头版。]]]<texts:nanbei>" in source
    assert '#div("jz-byline")[#anchor(<texts:nanbei::l0003>)《绍兴日报》记者　裴金红]' in source
    assert '#anchor(<texts:nanbei::c1>)#span("jz-corr")[林业]小镇#footnote[#span("jz-kind")[〔注〕]注甲的话' in source
    assert "再说一次#footnote(<texts:nanbei::note.a>)，又见#link(<texts:nanbei::l0003>)[前文]" in source
    assert "#link(<glossary::term-0>)[对口合作]" in source
    assert "here" not in source  # nothing links to it
    assert "#link(<index>)[首页]" in source_of(app, "about/conventions")
    assert "检索。" in source_of(app, "index")  # a document left out of the book: the text alone
    reader = reader_of(app)
    pages = pages_of(app)
    conventions = next(number for number, page in enumerate(pages) if "回到首页" in page)
    destinations = [destination for number, destination in links_of(reader) if number == conventions]
    assert destinations[0] == "index"
    assert pages.index(next(page for page in pages if page.startswith("辽源文献校注本书"))) == (
        reader.get_destination_page_number(reader.named_destinations["index"])
    )


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_every_type_of_node_is_printed(app: SphinxTestApp) -> None:
    app.build()
    assert warnings_of(app) == []
    text = "".join(pages_of(app))
    expected = (Path(app.srcdir) / "printed.txt").read_text(encoding="utf-8").splitlines()
    assert [words for words in expected if words not in text] == []
    for words in ("不印出的话", "只在网页里", "不印出的网页", "Footnotes"):
        assert words not in text, words
    assert "repeat: false" in source_of(app, "tables")  # a header with a footnote is not repeated
    assert source_of(app, "tables").count("repeat: false") == 1
    assert sorted(path.name for path in (app.outdir / "images").iterdir()) == ["drawing.svg", "pixel.png"]
    assert 'alt: "图题。", width: 60pt' in source_of(app, "images")


@pytest.mark.sphinx("typst", testroot="typst-faults")
def test_faults_are_reported_and_no_text_is_lost(app: SphinxTestApp) -> None:
    app.build()
    found = [warning for warning in warnings_of(app) if "[typst." in warning]
    assert found == [
        "faults.md:3: WARNING: node type 'Stranger' has no Typst visitor; its content is kept (reported once)"
        " [typst.unknown_node]",
        "faults.md:7: WARNING: image file not found: nothing.png [typst.image]",
        "faults.md:9: WARNING: remote images are not supported: https://example.org/far.png [typst.image]",
        "faults.md:11: WARNING: formula is printed as its LaTeX source (\\unheard): \\unheard{a}^2 [typst.math]",
        "faults.md:13: WARNING: footnote 'lonely' is never referenced; it is printed at the end of its document"
        " [typst.footnote]",
        "faults.md:5: WARNING: link target 'missing' not found in document 'faults'; the text of the link is kept"
        " [typst.xref]",
        "faults.md:5: WARNING: document 'outside' is not in the book; the text of the link is kept [typst.xref]",
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
