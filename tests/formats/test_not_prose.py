"""Data and markup that are no prose are named, and not taken for text; what only begins like them is."""

from __future__ import annotations

import json

import pytest
from jiaozhu.formats import Undetectable, detect

_NOTEBOOK = {"cells": [{"cell_type": "markdown", "source": ["# 题 **粗** **粗** **粗**"]}], "nbformat": 4}

_WIKI = "== 生平 ==\n'''李白'''（701年—762年），字太白，[[唐朝]][[詩人]]。{{lang|zh|詩仙}}\n\n[[Category:唐人]]\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"a": [1, 2, "三"]}', "JSON"),
        ('{"a": 1}\n{"a": 2}\n{"a": 3}\n', "JSON"),
        ("[" * 100_000 + "]" * 100_000, None),  # deeper than Python goes: not JSON, and no traceback
        (json.dumps(_NOTEBOOK), "Jupyter"),
        (json.dumps({"html": "<p>一</p><p>二</p><p>三</p>"}, ensure_ascii=False), "JSON"),
        ("{这是一段话}\n第二段。", None),
        ("[注]这是一段话。\n第二段。", None),
        ("{{ site.title }} 一段。\n第二段。", None),
        ("见[[双链]]与[[另一]]。\n第二段。", None),
    ],
)
def test_what_is_not_prose_is_refused_with_its_name(text: str, word: str | None) -> None:
    if word is None:
        assert detect(text.encode()).format in ("plain-text", "markdown-post", "newspaper-ocr")
        return
    with pytest.raises(Undetectable, match=word):
        detect(text.encode())


def test_wikitext_is_a_format_of_its_own() -> None:
    assert detect(_WIKI.encode()).format == "wikitext"
