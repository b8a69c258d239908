"""The kind of a file, from what is in it."""

from __future__ import annotations

import random

import pytest
import samples
from jiaozhu.formats import Undetectable, decode, detect, guess_encoding
from samples import KINDS


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
        b"GIF89a" + bytes(range(256)) * 20,
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
