"""What kind of file it is, from what is in it; its name says nothing."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from jiaozhu.formats import guess_encoding

#: Characters that tell: more would only take longer.
_SAMPLE = 200_000
_FRONT_MATTER = re.compile(r"\ufeff?\s*(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n){0,500}?\1[ \t]*(?:\r?\n|$)")
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|br|ul|ol|li|table|section|article|span|img|strong)\b[^<>]*>", re.I)
_XML_ROOT = re.compile(
    r"\A\ufeff?\s*(?:<\?[^>]*\?>\s*)?(?:<!--.{0,5000}?-->\s*)*(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>\s*)?"
    r"<(?:[\w.-]+:)?([\w.-]+)([^>]*)>",
    re.S,
)
_XML_FORMATS = {"alto": "alto", "pcgts": "page-xml", "tei": "tei", "teicorpus": "tei", "text": ""}
_HOCR = re.compile(r"class\s*=\s*[\"'][^\"']*\bocr_(?:page|line|par|carea)\b", re.I)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} +\S|[-*+] +\S|> ?\S|```|\[[^\]\n]{1,200}\]: )|\]\([^)\s]{1,500}\)|\*\*[^*\n]{1,200}\*\*", re.M
)
_NEWSPAPER = re.compile(
    r"本报讯|本报记者|[（(]\s*记者|摄影报道|责任编辑|版面编辑|通讯员|^第?\s*[0-9一二三四五六七八]+\s*版$|要闻|导读",
    re.M,
)
_TERMINAL = "。！？!?…”’』」；;："


class Detected(NamedTuple):
    """What a file is."""

    format: str  #: A key of ``readers.FORMATS``.
    encoding: str  #: Of the text; ``utf-8`` for what is not text.
    score: float  #: How sure that is, from 0 to 1.
    evidence: str


class Undetectable(ValueError):
    """A file of no known kind. ``tried`` says what was looked for."""

    def __init__(self, why: str, tried: tuple[str, ...]) -> None:
        super().__init__(why)
        self.tried = tried


def detect(data: bytes) -> Detected:
    """The kind of ``data``.

    Raises:
        Undetectable: none that is known.
    """
    if not data.strip():
        raise Undetectable("the file is empty", ())
    if data[:1024].lstrip(b"\x00\t\r\n \xef\xbb\xbf").startswith(b"%PDF-"):
        return Detected("pdf", "utf-8", 1.0, "以 %PDF- 起首")
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    guess = guess_encoding(data)
    if guess is None:
        tried = ("PDF", "DOCX", "EPUB", "UTF-8", "UTF-16", "GB18030", "Big5")
        raise Undetectable("it is neither text nor a document that is known", tried)
    text = data.decode(guess.encoding)[:_SAMPLE]
    found = _marked_up(text) or _plain(text)
    return found._replace(encoding=guess.encoding, score=round(min(found.score, guess.score), 2))


def _package(data: bytes) -> Detected:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()[:5000]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Undetectable("a ZIP package that is damaged", ("DOCX", "EPUB")) from None
    if "META-INF/container.xml" in names:
        return Detected("epub", "utf-8", 1.0, "压缩包中有 META-INF/container.xml")
    if "word/document.xml" in names:
        return Detected("docx", "utf-8", 1.0, "压缩包中有 word/document.xml")
    raise Undetectable("a ZIP package, but neither DOCX nor EPUB", ("DOCX", "EPUB"))


def _marked_up(text: str) -> Detected | None:
    root = _XML_ROOT.match(text)
    name = root.group(1).casefold() if root else ""
    matter = _FRONT_MATTER.match(text)
    body = text[matter.end() :] if matter else text
    tags = len(_BLOCK_TAG.findall(body))
    if name in _XML_FORMATS and _XML_FORMATS[name] and root is not None:
        return Detected(_XML_FORMATS[name], "", 1.0, f"根元素为 <{root.group(1)}>")
    if name == "html" or re.match(r"\ufeff?\s*<!doctype html", text, re.I):
        if _HOCR.search(text):
            return Detected("hocr", "", 1.0, "HTML 中有 ocr_page 一类元素")
        return Detected("html-page", "", 1.0, "根元素为 <html>")
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        tried = ("ALTO", "PAGE XML", "TEI", "hOCR", "HTML")
        raise Undetectable(f"XML whose root element is <{root.group(1) if root else '?'}>", tried)
    words = len("".join(body.split()))
    if tags >= 3 and tags * 12 > min(words, 20_000) * 0.05:
        return Detected("html-post", "", 0.9 if matter else 0.8, f"{'元数据之后' if matter else ''}有标签 {tags} 个")
    signs = _MARKDOWN.findall(body)
    kinds = {sign.lstrip()[:1] for sign in signs}
    if matter or (len(signs) >= max(3, body.count("\n") // 25) and kinds - set("-*+>")):  # a list alone is any text's
        evidence = "起首有元数据" if matter else f"Markdown 记号 {len(signs)} 处"
        return Detected("markdown-post", "", 0.9 if matter else 0.7, evidence)
    return None


def _plain(text: str) -> Detected:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    share, evidence = _wrapped(lines)
    if share >= 0.5:
        return Detected("wrapped-pdf", "", round(min(0.95, 0.4 + share / 2), 2), evidence)
    signs = len(set(_NEWSPAPER.findall(text)))
    broken = sum(line[-1] not in _TERMINAL and len(line) > 40 for line in lines)
    if signs >= 2 or broken >= 3:
        return Detected("newspaper-ocr", "", 0.8, f"报纸用语 {signs} 种，句未完的长行 {broken} 行")
    return Detected("plain-text", "", 0.6, f"{len(lines)} 行，未折行，无标记")


def _wrapped(lines: list[str]) -> tuple[float, str]:
    """The share of lines that are as wide as their neighbours and end in mid-sentence."""
    if len(lines) < 8:
        return 0.0, ""
    widths = [_width(line) for line in lines]
    full = inside = 0
    for index, measure in enumerate(_measures(widths)):
        if measure <= 120 and -6 <= widths[index] - measure <= 3:  # a first line lost its indent
            full += 1
            inside += lines[index][-1] not in _TERMINAL
    prose = sum(len(line) > 6 for line in lines) or 1
    if inside < 0.45 * full:
        return 0.0, ""
    return full / max(prose, full), f"{len(lines)} 行中 {full} 行与邻行等宽，{inside} 行句未完"


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line[:400])


def _measures(widths: list[int]) -> Iterator[int]:
    """The commonest width around each line."""
    count: Counter[int] = Counter(widths[:12])
    for index in range(len(widths)):
        yield max(count, key=lambda width: (count[width] + count[width - 1] + count[width + 1], width))
        if index + 12 < len(widths):
            count[widths[index + 12]] += 1
        if index >= 12:
            count[widths[index - 12]] -= 1
            if not count[widths[index - 12]]:
                del count[widths[index - 12]]
