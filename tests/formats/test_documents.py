"""What is not text becomes a transcript: every word in its order, with its place."""

from __future__ import annotations

import pytest
import samples
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource
from jiaozhu.model.transcript import Transcript


def transcribe(format: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Transcript:
    transcriber = FORMATS[format].transcribe
    assert transcriber is not None
    found = transcriber(data, limits)
    assert found == transcriber(data, limits), "the same bytes, the same transcript"
    assert len(found.places) == found.text.count("\n")
    assert all(line.strip() == line and line for line in found.text.split("\n")[:-1])
    return found


def lines(found: Transcript) -> list[tuple[str, str]]:
    return [(place.kind, line) for place, line in zip(found.places, found.text.split("\n"), strict=False)]


def test_docx_keeps_styles_breaks_and_the_title() -> None:
    data = samples.docx(
        ("t", "题"), ("1", "一"), ("a", "甲\n乙"), ("a", " "), ("3", "三"), ("c", "图为"), title="文 题"
    )
    found = transcribe("docx", data)
    assert lines(found) == [
        ("title", "题"),
        ("heading", "一"),
        ("p", "甲"),
        ("p", "乙"),
        ("subheading", "三"),
        ("caption", "图为"),
    ]
    assert found.places[2].paragraph == found.places[3].paragraph
    assert found.title == "文 题"


def test_epub_follows_its_spine_and_reads_no_scripts() -> None:
    data = samples.epub("<h1>卷一</h1><p>甲&amp;<b>乙</b><br/>丙</p><script>x</script>", "<p>丁</p>", title="书")
    found = transcribe("epub", data)
    assert lines(found) == [("heading", "卷一"), ("p", "甲&乙"), ("p", "丙"), ("p", "丁")]
    assert [place.page for place in found.places] == [1, 1, 1, 2]
    assert found.title == "书"


def test_alto_keeps_blocks_boxes_and_confidence() -> None:
    data = samples.alto([("第一行", 0.9), ("第二 行", 0.4)], [("又一块", 0.8)], header="示例日报")
    found = transcribe("alto", data)
    assert lines(found) == [("furniture", "示例日报"), ("", "第一行"), ("", "第二 行"), ("", "又一块")]
    assert [place.paragraph for place in found.places[1:]] == [1, 1, 2]
    assert found.places[2].confidence == 0.4
    assert found.places[1].box == (10, 20, 210, 38)


def test_page_xml_is_read_in_its_reading_order() -> None:
    data = samples.page_xml(("paragraph", ["左栏", "次行"]), ("heading", ["题"]), ("page-number", ["3"]), order=[1, 0])
    found = transcribe("page-xml", data)
    assert lines(found) == [("heading", "题"), ("p", "左栏"), ("p", "次行"), ("furniture", "3")]
    assert found.places[1].box == (1, 0, 99, 18)
    assert found.places[1].confidence == 0.87


def test_hocr_keeps_lines_and_paragraphs() -> None:
    found = transcribe("hocr", samples.hocr(["第一行", "第二行"], ["又一段"]))
    assert [line for _, line in lines(found)] == ["第一行", "第二行", "又一段"]
    assert [place.paragraph for place in found.places] == [1, 1, 2]
    assert found.places[1].confidence == 0.91
    assert found.places[1].box == (10, 20, 200, 38)


def test_tei_keeps_choices_lines_and_pages() -> None:
    body = (
        "<head>题<note>注</note></head><pb n='2'/><p>像<choice><sic>林业</sic><corr>袜业</corr></choice>的<lb/>产业，"
        "<choice><orig>後</orig><reg>后</reg></choice>来<pb/>居上。</p><byline>记者 某</byline>"
    )
    found = transcribe("tei", samples.tei(body, "卷"))
    assert lines(found) == [
        ("heading", "题[1]"),
        ("footnote", "[1] 注"),
        ("p", "像林业的"),
        ("p", "产业，後来"),
        ("p", "居上。"),
        ("byline", "记者 某"),
    ]
    assert [place.page for place in found.places] == [0, 0, 1, 1, 2, 2]
    assert [(c.line, c.before, c.after, c.kind) for c in found.choices] == [
        (3, "林业", "袜业", "corrected"),
        (4, "後", "后", "regularized"),
    ]
    assert found.title == "卷"


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_pdf_columns_are_read_one_after_another(columns: int) -> None:
    found = transcribe("pdf", samples.pdf_of_columns(columns))
    body = [
        (place, line)
        for place, line in zip(found.places, found.text.split("\n"), strict=False)
        if place.kind != "furniture"
    ]
    assert body[0][1] == samples.TITLE
    assert body[0][0].kind == "heading"
    paragraphs: dict[int, str] = {}
    for place, line in body[1:]:
        paragraphs[place.paragraph] = paragraphs.get(place.paragraph, "") + line
    joined = "".join(paragraphs.values()).replace(" ", "")
    starts = [joined.index(f"{mark}号。") for mark in ("零一", "零二", "零五", "零九", "一一")]
    assert starts == sorted(starts)
    whole = sum(any(text.replace(" ", "").endswith(p) for p in samples.PARAGRAPHS) for text in paragraphs.values())
    assert whole >= 9, "most paragraphs are found whole; those cut by a column or page may not be"
    furniture = {
        line for place, line in zip(found.places, found.text.split("\n"), strict=False) if place.kind == "furniture"
    }
    assert {"示例日报　第三版", "1"} <= {line.replace(" ", "　") for line in furniture} | furniture


def test_pdf_glyphs_drawn_twice_are_one() -> None:
    data = samples.pdf("#place(dx: 0.3pt)[对口合作]对口合作\n\n好好学习天天向上")
    found = transcribe("pdf", data)
    assert found.text.split("\n")[:2] == ["对口合作", "好好学习天天向上"]


def test_a_pdf_of_pictures_says_so() -> None:
    with pytest.raises(UnreadableSource, match="no text layer"):
        transcribe("pdf", samples.pdf("#rect(width: 4cm, height: 4cm)"))


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("docx", b"PK\x03\x04 damaged"),
        ("docx", samples.package({"word/styles.xml": "<a/>"})),
        ("docx", samples.package({"word/document.xml": "<a><b></a>"})),
        ("epub", samples.package({"META-INF/container.xml": "<container/>"})),
        ("tei", b"<TEI><p>x</TEI>"),
        ("tei", b'<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI><p>&b;</p></TEI>'),
        ("alto", b'<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>'),
        ("pdf", b"%PDF-1.7\nnothing"),
        ("tei", b"<TEI>" + b"<div>" * 500 + b"</div>" * 500 + b"</TEI>"),
    ],
)
def test_what_is_damaged_or_dangerous_is_refused(format: str, data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        transcribe(format, data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = samples.package({"word/document.xml": b"0" * 30_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableSource, match="unpacks to more"):
        transcribe("docx", bomb, Limits(unpacked=1_000_000))


def test_limits_hold() -> None:
    with pytest.raises(UnreadableSource, match="pages"):
        transcribe("pdf", samples.pdf("一#pagebreak()二#pagebreak()三"), Limits(pages=2))
    with pytest.raises(UnreadableSource, match="characters"):
        transcribe("docx", samples.docx(("a", "字" * 2000)), Limits(characters=1000))
    with pytest.raises(UnreadableSource, match="members"):
        transcribe("docx", samples.package({str(n): "" for n in range(20)}), Limits(members=10))


def test_a_vertical_page_is_read_from_right_to_left() -> None:
    columns = [
        "五月的示例市正是草木生长鲜花怒放的好时节",
        "两地对口合作掀开新篇章由陌生到熟悉起来",
        "座谈会上负责人对智慧水务赞不绝口称赞",
    ]
    placed = "".join(
        f"#place(top + left, dx: {120 - 22 * number}mm * 0.8, dy: {row * 4}mm)[{char}]\n"
        for number, column in enumerate(columns)
        for row, char in enumerate(column)
    )
    found = transcribe("pdf", samples.pdf("#set page(width: 150mm, height: 140mm, margin: 10mm)\n" + placed))
    assert found.text.split("\n")[:3] == columns
    assert any("vertical" in str(note) for note in found.notes)
