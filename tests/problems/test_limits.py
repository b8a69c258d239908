"""The editor's guide says how large things may be: the numbers of the code, all of them."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from jiaozhu.formats import DEFAULT_LIMITS
from jiaozhu.model import limits
from paths import ROOT

GUIDE = (ROOT / "docs" / "guide-editor.md").read_text("utf-8")

#: Each row of the table, and the number it must say.
ROWS = {
    "注、词条文件（`.md`），字节": limits.MOST_BYTES[".md"],
    "数据文件（`.yaml`），字节": limits.MOST_BYTES[".yaml"],
    "参考文献（`references.bib`），字节": limits.MOST_BYTES[".bib"],
    "注、释义、校改依据，字": limits.MOST_BODY,
    "其中列表嵌套，层": limits.MOST_LISTS,
    "译文一段，字": limits.MOST_TRANSLATED,
    "注的引文（`quote`、`prefix`、`suffix` 各自），字": limits.MOST_QUOTE,
    "词目与异称，字": limits.MOST_HEADWORD,
    "其余一项文字（理由、署名、来历……），字": limits.MOST_WORDS,
    "名字（`id`、不带后缀的文件名），字符": limits.MOST_NAME,
    "数据嵌套，层": limits.MOST_LEVELS,
    "整数，位": limits.MOST_NUMBER_DIGITS,
    "行号，位": limits.MOST_LINE_DIGITS,
    "一行之内第几部分，位": limits.MOST_PART_DIGITS,
    "算式，字符": limits.MOST_EXPRESSION,
    "算式中间的数，二进制位": limits.MOST_BITS,
    "`round` 的小数位": limits.MOST_DIGITS,
    "随注、校改带来的文献，种": limits.MOST_WORKS,
    "其中作者、编者各，人": limits.MOST_PEOPLE,
    "其中一栏，字": limits.MOST_FIELD,
    "其中网址，字符": limits.MOST_ADDRESS,
    "参考文献的简称展开后，字": limits.MOST_EXPANDED,
    "一个文件逐条列出的问题": limits.MOST_PROBLEMS,
    "检查一个文件，处理器时间，秒": limits.MOST_SECONDS,
    "检查一个文件，内存，字节": limits.MOST_MEMORY,
    "导入的文件，字节": DEFAULT_LIMITS.bytes,
    "导入的文件，字": DEFAULT_LIMITS.characters,
    "导入的文件，页": DEFAULT_LIMITS.pages,
    "导入的一页图片，像素": DEFAULT_LIMITS.pixels,
    "导入的文件中的图片，幅": DEFAULT_LIMITS.pictures,
    "导入的压缩包展开后，字节": DEFAULT_LIMITS.unpacked,
    "导入的压缩包，件": DEFAULT_LIMITS.members,
    "导入的压缩包展开后为自身的倍数": DEFAULT_LIMITS.ratio,
    "导入的文件元素嵌套，层": DEFAULT_LIMITS.depth,
    "导入一个文件，处理器时间，秒": DEFAULT_LIMITS.seconds,
    "导入一个文件，内存，字节": DEFAULT_LIMITS.memory,
    "一次来稿，件": limits.MOST_FILES,
    "一次来稿，字节": limits.MOST_SENT,
}


def test_the_guide_has_the_numbers_of_the_code() -> None:
    table = dict(re.findall(r"^\| (.+?) \| ([0-9,]+) \|$", GUIDE, re.M))
    assert table == {row: f"{number:,}" for row, number in ROWS.items()}


def test_no_limit_is_left_out() -> None:
    named = [value for name, value in vars(limits).items() if name.startswith("MOST_")]
    numbers = [number for value in named for number in (value.values() if isinstance(value, dict) else [value])]
    assert sorted(ROWS.values()) == sorted([*numbers, *asdict(DEFAULT_LIMITS).values()])


@pytest.mark.parametrize("name", sorted(name for name in vars(limits) if name.startswith("MOST_")))
def test_each_limit_is_asked_somewhere(name: str) -> None:
    package = Path(limits.__file__).parents[1]
    asked = [path for path in package.rglob("*.py") if re.search(rf"\b{name}\b", path.read_text("utf-8"))]
    assert len(asked) >= 2
