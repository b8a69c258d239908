"""Files of every kind, made from what they should say; small, and messy as files are."""

from __future__ import annotations

import base64
import io
import json
import quopri
import struct
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pylopdf_fonts_zh_cn
import typst

TITLE = "南北协同入佳境"
PARAGRAPHS = (
    "五月的示例市，正是草木生长鲜花怒放的好时节。有一块1平方公里的区域被划了出来，两地对口合作掀开新篇章。",
    "座谈会上，水务集团负责人对智慧水务赞不绝口。去年，在技术指导和帮助下，管网漏损率降低了7%，漏损水量减少近万吨。",
    "“双方紧密联动，产业上同频共振，教育上取长补短。”他说，两座相隔千里的兄弟城市由陌生到熟悉。",
)
_FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file, the same bytes for the same members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    """Paragraphs as (style id, text); ``\\n`` in a text is a line break."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        + "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{escape(part)}</w:t></w:r>" for part in text.split("\n"))
        + "</w:p>"
        for style, text in paragraphs
    )
    styles = (("a", "Normal"), ("1", "heading 1"), ("3", "heading 3"), ("t", "Title"), ("c", "caption"))
    named = "".join(f'<w:style w:styleId="{id}"><w:name w:val="{name}"/></w:style>' for id, name in styles)
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">{named}</w:styles>',
            "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>',
        }
    )


def epub(*chapters: str, title: str = "") -> bytes:
    """Chapters as XHTML bodies."""
    names = [f"c{number}.xhtml" for number in range(1, len(chapters) + 1)]
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/book.opf": f"<package><metadata><title>{title}</title></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    for name, body in zip(names, chapters, strict=True):
        members[f"OEBPS/{name}"] = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    return package(dict(members))


def alto(*blocks: list[tuple[str, float]], header: str = "") -> bytes:
    """Blocks of lines as (text, confidence)."""
    out = [f"<TopMargin>{_alto_line(header, 0, 0.9)}</TopMargin>"] if header else []
    number = 0
    for block in blocks:
        lines = []
        for text, confidence in block:
            number += 1
            lines.append(_alto_line(text, number, confidence))
        out.append(f"<TextBlock>{''.join(lines)}</TextBlock>")
    body = "".join(out[1:] if header else out)
    top = out[0] if header else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'
        f"<Page>{top}<PrintSpace>{body}</PrintSpace></Page></Layout></alto>"
    ).encode()


def _alto_line(text: str, number: int, confidence: float) -> str:
    words = "<SP/>".join(f'<String CONTENT={quoteattr(word)} WC="{confidence}"/>' for word in text.split(" "))
    return f'<TextLine HPOS="10" VPOS="{20 * number}" WIDTH="200" HEIGHT="18">{words}</TextLine>'


def page_xml(*regions: tuple[str, list[str]], order: list[int] | None = None) -> bytes:
    """Regions as (type, lines), in the order of the file; ``order`` is that of reading."""
    wanted = order if order is not None else list(range(len(regions)))
    refs = "".join(f'<RegionRefIndexed index="{at}" regionRef="r{number}"/>' for at, number in enumerate(wanted))
    body = "".join(
        f'<TextRegion id="r{number}" type="{kind}">'
        + "".join(
            f'<TextLine><Coords points="1,{20 * at} 99,{20 * at} 99,{20 * at + 18} 1,{20 * at + 18}"/>'
            f'<TextEquiv conf="0.87"><Unicode>{escape(line)}</Unicode></TextEquiv></TextLine>'
            for at, line in enumerate(lines)
        )
        + "</TextRegion>"
        for number, (kind, lines) in enumerate(regions)
    )
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    order_xml = f"<ReadingOrder><OrderedGroup>{refs}</OrderedGroup></ReadingOrder>"
    return f'<?xml version="1.0"?><PcGts xmlns="{space}"><Page>{order_xml}{body}</Page></PcGts>'.encode()


def hocr(*paragraphs: list[str]) -> bytes:
    """Paragraphs of lines, a word a character."""
    body = ""
    for lines in paragraphs:
        body += "<p class='ocr_par'>"
        for number, line in enumerate(lines):
            words = "".join(
                f"<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 91'>{escape(word)}</span>" for word in line
            )
            body += f"<span class='ocr_line' title='bbox 10 {20 * number} 200 {20 * number + 18}'>{words}</span>\n"
        body += "</p>"
    return (
        f"<!DOCTYPE html><html><body><div class='ocr_page' title='image \"x.png\"'>{body}</div></body></html>".encode()
    )


def tei(body: str, title: str = "") -> bytes:
    """A TEI file with ``body`` in its text."""
    head = f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt></fileDesc></teiHeader>"
    return (
        f'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text><body>{body}</body></text></TEI>'
    ).encode()


@cache
def pdf(source: str) -> bytes:
    """A PDF as Typst sets it."""
    setting = '#set text(font: "Noto Serif SC", size: 11pt, lang: "zh")\n'
    made = typst.Compiler(font_paths=[_FONTS], ignore_system_fonts=True).compile((setting + source).encode())
    assert isinstance(made, bytes)
    return made


def pdf_of_columns(columns: int = 2, paragraphs: int = 12) -> bytes:
    """A page with a title across, a running head, page numbers and columns of indented paragraphs, each beginning with
    its number in Chinese."""
    numbers = "一二三四五六七八九十"
    listed = [
        f"{numbers[n // 10 - 1] if n >= 10 else '零'}{numbers[n % 10 - 1]}号。{PARAGRAPHS[n % 3]}"
        for n in range(paragraphs)
    ]
    title = (
        f'#place(top, scope: "parent", float: true, text(20pt)[{TITLE}])\n'
        if columns > 1
        else f"#text(20pt)[{TITLE}]\n\n"
    )
    return pdf(
        f"#set page(width: 210mm, height: 150mm, margin: 20mm, columns: {columns}, header: [示例日报　第三版], "
        "footer: context align(center, counter(page).display()))\n"
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + title + "\n\n".join(listed)
    )


def wrapped(width: int, *, blank: bool = False, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """Paragraphs cut into lines of ``width`` characters, the first two characters short, as extractors leave them."""
    lines = []
    for paragraph in paragraphs:
        rest = "　　" + paragraph
        while rest:
            lines.append(rest[:width].strip("　"))
            rest = rest[width:]
    return ("\n\n" if blank else "\n").join(lines) + "\n"


def web_page(*paragraphs: str, title: str = TITLE) -> bytes:
    """An article among navigation, a sidebar and a footer."""
    links = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12))
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}_示例网</title><meta charset='utf-8'></head>"
        f"<body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{title}</h1>{body}</article><aside><p>相关阅读</p><ul>{links}</ul></aside>"
        "<footer><p>版权所有 示例网 京ICP备00000000号</p></footer><script>alert('x')</script></body></html>"
    ).encode()


def odt(body: str, styles: str = "", named: str = "", meta: str = "") -> bytes:
    """An OpenDocument text with ``body`` in its text, automatic styles, and the content of ``styles.xml``."""
    names = ("office", "text", "table", "style", "draw", "svg", "fo", "meta", "presentation")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{content}</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}>{named}</office:document-styles>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


PROSE = "\n".join(PARAGRAPHS)
NEWS = "示例日报\n市政府召开会议\n本报讯（记者 张三）" + PARAGRAPHS[0] + "\n" + PARAGRAPHS[1]


#: A file of each format.
def mhtml(page: bytes, *others: tuple[str, bytes], charset: str = "utf-8", before: str = "") -> bytes:
    """A page saved as a browser saves it, with other parts as (type, content)."""
    out = [
        "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: T\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n{before}'
    ]
    coded = quopri.encodestring(page).decode("ascii")
    out.append(f"\r\n----b--\r\nContent-Type: text/html; charset={charset}\r\n")
    out.append(f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{coded}")
    for kind, data in others:
        coded = base64.encodebytes(data).decode("ascii")
        out.append(f"\r\n----b--\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}")
    return "".join((*out, "\r\n----b----\r\n")).encode()


def mobi(
    markup: str, *pictures: bytes, title: str = "书", said: tuple[tuple[int, str], ...] = (), **head: int
) -> bytes:
    """A Mobipocket book, not compressed; ``head`` has ``compression``, ``locked`` and ``version``."""
    text = markup.encode()
    records = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    items = b"".join(struct.pack(">II", kind, len(words.encode()) + 8) + words.encode() for kind, words in said)
    extra = b"EXTH" + struct.pack(">II", 12 + len(items), len(said)) + items
    first = struct.pack(">HxxIHHHxx", head.get("compression", 1), len(text), len(records), 4096, head.get("locked", 0))
    kindle = bytearray(232)
    kindle[:4] = b"MOBI"
    struct.pack_into(">5I", kindle, 4, 232, 2, 65001, 1, head.get("version", 6))
    name = title.encode()
    struct.pack_into(">II", kindle, 68, 16 + 232 + len(extra), len(name))
    struct.pack_into(">I", kindle, 92, len(records) + 1)
    struct.pack_into(">I", kindle, 112, 0x40)
    records = [first + bytes(kindle) + extra + name, *records, *pictures]
    start = 78 + 8 * len(records)
    entries = b"".join(
        struct.pack(">II", start + sum(map(len, records[:number])), number) for number in range(len(records))
    )
    palm = b"book".ljust(60, b"\0") + b"BOOKMOBI" + struct.pack(">IIH", 0, 0, len(records))
    return palm + entries + b"".join(records)


def rtf(body: str, head: str = "") -> bytes:
    """An RTF file as Word writes it; what is not ASCII is written as Unicode, with a question mark after it."""
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Symbol;}}"
    styles = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 heading 3;}{\s3 Quote;}}"
    units = f"{head}{body}".encode("utf-16-be")
    coded = [units[at] << 8 | units[at + 1] for at in range(0, len(units), 2)]
    written = "".join(chr(unit) if unit < 128 else f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in coded)
    return (r"{\rtf1\ansi\ansicpg1252\uc1" + fonts + styles + written + "}").encode("ascii")


def iiif(*bodies: dict[str, Any], motivation: str = "supplementing", label: str = "题") -> bytes:
    """A manifest of one page with an annotation for each body."""
    annotations = [
        {
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": f"https://example.org/p#xywh=1,{n},9,2",
        }
        for n, body in enumerate(bodies)
    ]
    canvas = {"type": "Canvas", "annotations": [{"type": "AnnotationPage", "items": annotations}]}
    context = "http://iiif.io/api/presentation/3/context.json"
    manifest = {"@context": context, "type": "Manifest", "label": {"zh": [label]}, "items": [canvas]}
    return json.dumps(manifest, ensure_ascii=False).encode()


def mods(body: str) -> bytes:
    """A record of a library."""
    return f"<mods xmlns='http://www.loc.gov/mods/v3'>{body}</mods>".encode()


KINDS = {
    "plain-text": PROSE.encode(),
    "newspaper-ocr": NEWS.encode(),
    "wrapped-pdf": wrapped(20, paragraphs=PARAGRAPHS * 3).encode(),
    "html-post": f"---\ntitle: 题\n---\n<div><p>{'</p><p>'.join(PARAGRAPHS)}</p></div>".encode(),
    "html-page": web_page(*PARAGRAPHS),
    "mhtml": mhtml(web_page(*PARAGRAPHS)),
    "markdown-post": f"---\ntitle: 题\ndate: 2022-05-30\n---\n\n# 题\n\n{PROSE}\n".encode(),
    "pdf": pdf("一页"),
    "alto": alto([("一行", 0.9)]),
    "page-xml": page_xml(("paragraph", ["一行"])),
    "hocr": hocr(["一行"]),
    "tei": tei("<p>一段</p>"),
    "docx": docx(("a", "一段")),
    "epub": epub("<p>一段</p>"),
    "odt": odt("<text:p>一段</text:p>"),
    "mets": package({"alto/1.xml": alto([("一行", 0.9)])}),
    "wikitext": b"== [[a]] ==\n{{b}}\n\nx [[c]]",
    "rtf": rtf("一段\\par"),
    "mobi": mobi("<html><body><p>一段</p></body></html>"),
    "iiif": iiif({"type": "TextualBody", "value": "一行"}),
    "mods": mods("<titleInfo><title>一题</title></titleInfo>"),
    "fb2": b"<FictionBook><body><section><p>x</p></section></body></FictionBook>",
}
