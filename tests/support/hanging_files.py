"""Files that cost a reader most, for every kind of file that ``jiaozhu import`` takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import word
from hanging import BODIES, HTML, SMALL, TEXTS, Trap
from samples import alto, docx, epub, iiif, mobi, mods, odt, package, rtf


def import_traps() -> list[Trap]:
    """Return the traps for ``jiaozhu import``, for every kind of file."""
    return [
        *(Trap(f"import {name}", sizes, _file(ending, make)) for name, (ending, sizes, make) in _FILES.items()),
    ]


def _file(ending: str, make: Callable[[int], str | bytes]) -> Callable[[Path, int], None]:
    def lay(folder: Path, size: int) -> None:
        data = make(size)
        (folder / f"file.{ending}").write_bytes(data if isinstance(data, bytes) else data.encode())

    return lay


def _around(before: str, unit: str, after: str = "") -> Callable[[int], str]:
    return lambda size: f"{before}{unit * size}{after}"


def _lines(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def _tei(inside: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{inside}</body></text></TEI>'


def _pdf(*pages: str) -> bytes:
    """A PDF with a text layer: a content for each page."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    kids = " ".join(f"{2 * number + 4} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", font]
    for number, content in enumerate(pages):
        box = "/MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R {box} /Contents {2 * number + 5} 0 R >>"]
        objects += [f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def _pdf_lines(number: int) -> str:
    return "".join(f"BT /F 9 Tf 9 {780 - line % 700} Td (line {line} of many) Tj ET\n" for line in range(number))


def _scattered(number: int) -> str:
    """Words all over a page, as on a map: the order of reading is to be found among them."""
    places = ((number * 7919 % 560, number * 104_729 % 780) for number in range(number))
    return "".join(f"BT /F 9 Tf {x} {y} Td (word) Tj ET\n" for x, y in places)


def _page_xml(size: int) -> str:
    line = "<TextLine><Coords points='0,0 1,1'/><TextEquiv><Unicode>甲乙</Unicode></TextEquiv></TextLine>"
    inside = f"<TextRegion>{line * (size // 50)}</TextRegion>"
    return (
        f'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>{inside}</Page></PcGts>'
    )


_HOCR = '<html><body><div class="ocr_page">{}</div></body></html>'
_WIKI = "== [[a]] ==\n{{b}}\n\nx [[c]]\n"
_WIKITEXT = (
    "[[", "{{", "'''", "''a", "{|\n", "{|\n|a\n", "<ref>", "* ", "*\n", "#a\n", "== ", "&", "[http://a ", "<b>", "{{a|",
)  # fmt: skip

_RTF = (
    "a\\par ", "{", "}", "{\\*\\x ", "\\u20013?", "{\\footnote a}", "\\intbl a\\cell\\row ", "{\\pict 00}",
    "{\\field{\\fldinst x}{\\fldrslt y}}", "\\'81", "\\bin9 ",
)  # fmt: skip


def _repeated(make: Callable[[str], str | bytes], unit: str) -> Callable[[int], str | bytes]:
    return lambda size: make(unit * (size // len(unit)))


def _noted(body: str) -> bytes:
    return word.docx(body, footnotes=("n",) * 9)


def _pictures(size: int) -> bytes:
    blips = '<a:blip r:embed="a"/>' * (size // 20)
    return word.docx(word.p(f"<w:drawing>{blips}</w:drawing>a"), links={"a": "b"})


#: A name, and what the file ends in, how large it is, and what it holds.
_FILES: dict[str, tuple[str, tuple[int, int, int], Callable[[int], str | bytes]]] = {
    **{f"text {unit!r}": ("txt", SMALL, _around("", unit)) for unit in TEXTS},
    "text of short lines": ("txt", SMALL, lambda n: "".join(f"第{i}行，短。\n" for i in range(n // 8))),
    "text of long lines": (
        "txt",
        SMALL,
        lambda n: "".join(f"{i}，有很长的一行，没有完" + "甲乙丙" * 20 + "\n" for i in range(n // 60)),
    ),
    "text of one line again and again": ("txt", SMALL, _lines("枫桥经验在这里推广，枫桥经验在这里生根。\n")),
    "text, broken lines": ("txt", SMALL, _lines("五月的示例市正是草木生长鲜花怒放的好时节有一块\n")),
    **{
        f"post {unit!r}": ("html", SMALL, _around("---\ntitle: 甲\n---\n<p>甲</p><p>乙</p><p>丙</p>", unit))
        for unit in HTML
    },
    **{
        f"Markdown {unit!r}": ("md", SMALL, _around("---\ntitle: 甲\n---\n# 甲\n\n", unit))
        for unit in (*BODIES[:20], "# ", "#", "```", "~", "===\n", "<img src=", "+++\n", "title: ")
    },
    "web page": (
        "html",
        SMALL,
        lambda n: f"<!doctype html><html><body>{'<p>五月的示例市，正是好时节。</p>' * (n // 24)}</body></html>",
    ),
    "web page, deep": (
        "html",
        (2_000, 4_000, 8_000),
        lambda n: f"<!doctype html><html><body>{'<div>甲' * (n // 8)}</body></html>",
    ),
    "hOCR lines": (
        "html",
        SMALL,
        lambda n: _HOCR.format('<span class="ocr_line" title="bbox 0 0 1 1">甲</span>' * (n // 50)),
    ),
    **{f"hOCR {unit!r}": ("html", SMALL, _around(_HOCR.partition("{}")[0], unit)) for unit in HTML[:12]},
    "ALTO": ("xml", SMALL, lambda n: alto([("甲乙丙丁", 0.9)] * (n // 40))),
    "PAGE XML": ("xml", SMALL, _page_xml),
    "TEI paragraphs": ("xml", SMALL, lambda n: _tei("<p>甲</p>" * (n // 8))),
    "TEI, one paragraph": ("xml", SMALL, lambda n: _tei(f"<p>{'甲<hi>乙</hi>' * (n // 12)}</p>")),
    "TEI, choices": (
        "xml",
        SMALL,
        lambda n: _tei(f"<p>{'<choice><sic>甲</sic><corr>乙</corr></choice>' * (n // 40)}</p>"),
    ),
    "TEI, comments before": ("xml", SMALL, lambda n: "<!---->" * n + _tei("<p>甲</p>")),
    "DOCX paragraphs": ("docx", SMALL, lambda n: docx(*[("a", "甲乙丙。")] * (n // 8))),
    "DOCX, one paragraph": ("docx", SMALL, lambda n: docx(("a", "甲\n" * n))),
    "EPUB": ("epub", SMALL, lambda n: epub("<p>甲乙丙。</p>" * (n // 12))),
    "EPUB, chapters": ("epub", (400, 800, 1_600), lambda n: epub(*["<p>甲乙丙。</p>"] * (n // 8))),
    **{
        f"EPUB of {unit!r}": ("epub", SMALL, _repeated(epub, unit))
        for unit in (
            "<li>",
            "<ol><li>",
            "<ruby>a<rt>",
            "<a href=x>",
            "<table><td>",
            "</b>",
            "<p>a<b>",
            "<td colspan=9>",
        )
    },
    **{
        f"DOCX of {name}": ("docx", SMALL, _repeated(_noted, unit))
        for name, unit in {
            "list items": word.listed("a", 1, 1),
            "notes": word.p('<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>a</w:t></w:r>'),
            "pictures": "<w:p><w:r><w:drawing><wp:docPr descr='a'/><a:blip r:embed='a'/></w:drawing></w:r></w:p>",
            "links": word.p(f"<w:hyperlink w:anchor='a'>{word.r('a')}</w:hyperlink>"),
        }.items()
    },
    "DOCX, pictures in one drawing": ("docx", SMALL, _pictures),
    "ODT": ("odt", SMALL, _repeated(odt, "<text:p>a<text:span>b</text:span></text:p>")),
    "ODT, lists": (
        "odt",
        SMALL,
        _repeated(odt, "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"),
    ),
    "FictionBook": ("fb2", SMALL, _repeated(lambda body: f"<FictionBook>{body}</FictionBook>", "<p>a<a>b</a></p>")),
    **{f"RTF of {unit!r}": ("rtf", SMALL, _repeated(rtf, unit)) for unit in _RTF},
    "Mobipocket of '<p>'": ("mobi", SMALL, lambda n: mobi("<p>" * n)),
    "MODS": ("xml", SMALL, lambda n: mods("<note>a<b>c</b></note>" * n)),
    "IIIF": ("json", (1_000, 2_000, 4_000), lambda n: iiif(*[{"type": "TextualBody", "value": "a"}] * n)),
    **{f"wikitext {unit!r}": ("wiki", SMALL, _around(_WIKI, unit)) for unit in _WIKITEXT},
    "METS": ("zip", (200, 400, 800), lambda n: package({f"alto/{k}.xml": alto([("甲", 0.9)]) for k in range(n)})),
    "EPUB of '<a'": ("epub", SMALL, lambda n: epub("<a" * n)),
    "PDF, lines": ("pdf", (2_000, 4_000, 8_000), lambda n: _pdf(_pdf_lines(n // 8))),
    "PDF, words all over a page": ("pdf", (10_000, 20_000, 40_000), lambda n: _pdf(_scattered(n // 16))),
    "PDF, words at one place": ("pdf", SMALL, lambda n: _pdf("BT /F 9 Tf (a) Tj ET\n" * (n // 20))),
    "PDF, states": ("pdf", SMALL, lambda n: _pdf("q " * n + "BT /F 9 Tf (a) Tj ET")),
    "PDF, pages": ("pdf", (200, 400, 800), lambda n: _pdf(*["BT /F 9 Tf 9 9 Td (a) Tj ET"] * n)),
}
