"""The kind of a file, from what is in it."""

from __future__ import annotations

import random

import pytest
import samples
from jiaozhu.formats import decode, guess_encoding
from jiaozhu.workflows.importing import Undetectable, detect

PROSE = "\n".join(samples.PARAGRAPHS)
NEWS = "示例日报\n市政府召开会议\n本报讯（记者 张三）" + samples.PARAGRAPHS[0] + "\n" + samples.PARAGRAPHS[1]
KINDS = {
    "plain-text": PROSE.encode(),
    "newspaper-ocr": NEWS.encode(),
    "wrapped-pdf": samples.wrapped(20, paragraphs=samples.PARAGRAPHS * 3).encode(),
    "html-post": f"---\ntitle: 题\n---\n<div><p>{'</p><p>'.join(samples.PARAGRAPHS)}</p></div>".encode(),
    "html-page": samples.web_page(*samples.PARAGRAPHS),
    "markdown-post": f"---\ntitle: 题\ndate: 2022-05-30\n---\n\n# 题\n\n{PROSE}\n".encode(),
    "pdf": samples.pdf("一页"),
    "alto": samples.alto([("一行", 0.9)]),
    "page-xml": samples.page_xml(("paragraph", ["一行"])),
    "hocr": samples.hocr(["一行"]),
    "tei": samples.tei("<p>一段</p>"),
    "docx": samples.docx(("a", "一段")),
    "epub": samples.epub("<p>一段</p>"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_content(kind: str) -> None:
    found = detect(KINDS[kind])
    assert (found.format, found.encoding) == (kind, "utf-8")
    assert 0.5 <= found.score <= 1
    assert found.evidence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "gb18030"])
@pytest.mark.parametrize("kind", ["plain-text", "newspaper-ocr", "wrapped-pdf", "html-post", "markdown-post"])
def test_text_is_known_in_every_encoding(kind: str, encoding: str) -> None:
    data = KINDS[kind].decode().encode(encoding)
    found = detect(data)
    assert found.format == kind
    assert decode(data, found.encoding).removeprefix("\ufeff") == KINDS[kind].decode()


def test_traditional_text_in_big5_is_no_gb18030() -> None:
    text = "五月的示例市，正是草木生長鮮花怒放的好時節。我們這個區域被劃了出來，兩地對口合作掀開新篇章。" * 3
    guess = guess_encoding(text.encode("big5"))
    assert guess is not None
    assert guess.encoding == "big5"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        random.Random(0).randbytes(4000),
        b"PK\x03\x04 no package",
        samples.package({"a.txt": "x"}),
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/></svg>",
        b"\x00" * 1000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_nothing_known_is_refused_with_what_was_tried(data: bytes) -> None:
    with pytest.raises(Undetectable) as caught:
        detect(data)
    assert str(caught.value)
    assert caught.value.tried or not data.strip()
