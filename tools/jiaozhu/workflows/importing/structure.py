"""Detectors of structure: what kind of block each paragraph is, and where one text ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.model.span import Span

_TERMINAL = "。！？!?…”’』」；;："
_BYLINE = re.compile(
    r"^(?:《[^》\n]{2,12}》|[一-鿿]{2,6}(?:日报|晚报|新闻|在线|网))?\s*(?:本报|特约|见习|实习|新华社|中新社|人民日报)?\s*(?:记者|通讯员|作者|文[/／]|撰文|采访|编译)"
    r"[\s:：/／]{0,3}[一-鿿·A-Za-z、\s]{2,24}(?:摄影报道|报道|摄影|文/图|文|图)?$"
)
_DATELINE = re.compile(r"^(?:本报|新华社|中新社)[一-鿿]{2,8}?[0-9]{1,2}月[0-9]{1,2}日[电讯]")
_REPORT = re.compile(r"^(?:本报讯|本报[一-鿿]{0,6}讯|新华社|中新社|据新华社)")
_CREDIT = re.compile(r"^[（(]?\s*(?:转自|转载自|来源|摘自|原载|据)[\s:：《].{1,28}$")
_SIGNED = re.compile(
    r"[。！？”]\s*[（(](?:记者|通讯员)?\s*[一-鿿·\s、]{2,16}(?:文/图|摄)?[）)]$|（转自《[^》]{2,12}》）$|\(转自《[^》]{2,12}》\)$"
)
_CAPTION = re.compile(
    r"^[-—\s]*(?:图为|图[①-⑳0-9一二三四五六七八九十]|[①-⑳]|[▲△↑↓←→◆]|[上下左右]图)|[（(]资料(?:图片|照片)[）)]$|^资料图片$|摄影?[）)]$"
)
_SUBTITLE = re.compile(r"^(?:—{1,3}|－{2}|-{2,3})\s*\S.{2,40}$")
_FURNITURE = re.compile(
    r"^(?:[一-鿿]{2,6}(?:日报|晚报|晨报|时报|商报|都市报|新闻网|在线)(?:\s*第?[0-9一二三四五六七八]{1,2}版)?|第?\s*[0-9０-９一二三四五六七八]{1,2}\s*版|[A-Z]?[0-9]{1,2}|版权所有.*|本版(?:编辑|责编|摄影|校对).*|(?:责任)?(?:编辑|责编|校对|美编|组版)[\s:：].{1,40}"
    r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*(?:星期[一二三四五六日天])?\s*(?:农历.{2,12})?|(?:要闻|综合|导读|广告|专版|专题|副刊)|[·.\-—_=*＊]{3,})$"
)
_NOTICE = re.compile(r"^[一-鿿]{2,8}[:：]\s*[0-9A-Za-z@.\-—、,，:：（）()\s一-鿿]{4,60}$")
_CONTACT = re.compile(r"[0-9]{3,4}-[0-9]{7,8}|[0-9]{7,11}|@[a-z0-9]+\.|邮编|微信号|QQ")
_HEAD_NUMBER = re.compile(
    r"^(?:[一-鿿]{2,4}[一二三四五六七八九十][：:]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|第[一二三四五六七八九十]{1,3}[章节部分])"
)
_HAN = re.compile("[一-鿿]")
#: 人工增雨缓旱情 全力以赴助春耕
_TWO_PARTS = re.compile(r"^[^\s，。,]{4,14}[\s\u3000][^\s，。,]{4,14}$")
_REPORTED = re.compile(r"^(?:会议|他|她|记者|据|座谈会).{0,4}(?:强调|要求|指出|表示|说|介绍|认为|传达)")
_EDITORIAL = re.compile(r"^(?:[一-鿿]{2,6})?(?:社论|评论员(?:文章)?|短评|时评|编者按|述评)$")
#: Longest heading, in characters.
_LONGEST = 32
#: From here on a kind is written into the draft without a word; below it, it is proposed.
CERTAIN = 0.75


class Block(NamedTuple):
    """A paragraph as the reader found it: its lines, its words, and what the reader knew of its kind."""

    lines: tuple[int, ...]  #: Indices into the document's lines.
    span: Span
    text: str
    hint: str  #: The reader's kind; empty if it knew none.


class Judged(NamedTuple):
    """A block with its kind."""

    block: Block
    kind: str
    score: float
    evidence: str


class Article(NamedTuple):
    """Blocks that make one text."""

    blocks: tuple[Judged, ...]
    score: float  #: How sure its beginning is.
    evidence: str


def judge(blocks: Sequence[Block]) -> list[Judged]:
    """The kind of each block, by what it says and what stands around it."""
    return [_judge(index, blocks) for index in range(len(blocks))]


def _judge(index: int, blocks: Sequence[Block]) -> Judged:
    block = blocks[index]
    text = " ".join(block.text.split())
    if block.hint in ("furniture", "figure", "front-matter"):
        return Judged(block, block.hint, 1.0, "来源自身的标记")
    if _FURNITURE.match(text):
        return Judged(block, "furniture", 0.9, "版次、日期、编辑署名一类")
    for kind, pattern, why in (
        ("byline", _BYLINE, "记者署名的格式"),
        ("credit", _CREDIT, "转载说明的格式"),
        ("subtitle", _SUBTITLE, "以破折号起的短行"),
        ("caption", _CAPTION, "图片说明的格式"),
    ):
        if pattern.search(text) and len(text) <= 60:
            return Judged(block, kind, 0.85, why)
    if _NOTICE.match(text) and _CONTACT.search(text):
        return Judged(block, "notice", 0.8, "联络方式的格式")
    if block.hint == "p":
        return Judged(block, "p", 0.95, "来源自身的标记")
    if block.hint in (
        "heading",
        "subheading",
        "title",
        "caption",
        "byline",
        "dateline",
        "credit",
        "subtitle",
        "notice",
    ):
        return Judged(block, block.hint, 0.95, "来源自身的标记")
    return _heading(index, blocks, text)


def _heading(index: int, blocks: Sequence[Block], text: str) -> Judged:
    block = blocks[index]
    if len(text) > _LONGEST:
        return Judged(block, "p", 0.95, "长行")
    if text[-1] in "。，、；：，,;:" or text[-1].isdigit() or "。" in text or not _HAN.search(text):
        return Judged(block, "p", 0.7, "短行，以标点或数字收尾")
    after = next((item.text for item in blocks[index + 1 : index + 2]), "").strip()
    before = blocks[index - 1].text.rstrip() if index else ""
    broken_off = len(before) > _LONGEST and before[-1:] not in _TERMINAL + "）)—"
    score = 0.55
    score += 0.2 * (len(after) > _LONGEST or bool(_SUBTITLE.match(after)))
    score += 0.15 * (not broken_off)
    score += 0.25 * bool(_HEAD_NUMBER.match(text))
    score += 0.15 * bool(_TWO_PARTS.match(text))
    score -= 0.2 * (text[-1] in "！？!?”")
    score -= 0.15 * (len(text) > 22)
    score -= 0.4 * (("，" in text or "," in text) and len(text) > 14)
    score -= 0.4 * bool(_REPORTED.match(text))
    score -= 0.25 * broken_off
    kind = "heading" if score >= 0.55 else "p"
    return Judged(block, kind, round(min(score if kind == "heading" else 1 - score, 0.9), 2), "短行，无句末标点")


def articles(judged: Sequence[Judged]) -> list[Article]:
    """Texts: a new one begins at a heading after which a report begins, or after a text that was signed."""
    starts: list[tuple[int, float, str]] = []
    for index, item in enumerate(judged):
        if item.kind not in ("heading", "title"):
            continue
        found = _begins(index, judged)
        if found is not None and (not starts or index - starts[-1][0] > 1):
            starts.append((index, *found))
    if not starts or any(item.kind not in ("furniture", "front-matter") for item in judged[: starts[0][0]]):
        starts.insert(0, (0, 1.0, "来源之首"))
    else:
        starts[0] = (0, 1.0, "来源之首")
    borders = [*(start for start, _, _ in starts), len(judged)]
    return [
        Article(tuple(judged[borders[number] : borders[number + 1]]), score, evidence)
        for number, (_, score, evidence) in enumerate(starts)
    ]


def _begins(index: int, judged: Sequence[Judged]) -> tuple[float, str] | None:
    following = judged[index + 1 : index + 4]
    before = next((item for item in reversed(judged[:index]) if item.kind not in ("furniture", "figure")), None)
    if judged[index].kind == "title":
        return 0.95, "来源自身标为题目"
    if _EDITORIAL.match(judged[index].block.text.strip()):
        return 0.8, "社论一类的栏目名"
    for item in following:
        if item.kind == "p" and _REPORT.match(item.block.text):
            return 0.9, "题下以“本报讯”一类起"
        if item.kind == "byline":
            return 0.85, "题下有署名"
        if item is following[0] and item.kind == "subtitle":
            return 0.75, "题下有副题"
        if item.kind == "p":
            break
    if before is not None and (before.kind == "credit" or _SIGNED.search(before.block.text)):
        return 0.8, "上文以署名或转载说明收尾"
    return None


def may_begin(heading: Judged, kind: str, before: str) -> bool:
    """Whether a heading inside a text might be the title of another, after a block of ``kind`` that says ``before``.

    The order of a page's columns does not say. Numbered heads and short ones are of their text, and so is one that cuts
    a sentence.
    """
    words = heading.block.text.strip()
    ended = kind != "p" or before.rstrip()[-1:] in _TERMINAL + "）)"
    return len(words) >= 7 and not _HEAD_NUMBER.match(words) and ended


def fragments(article: Article) -> Iterator[tuple[int, Judged]]:
    """Paragraphs that break off: index and block of each that ends in mid-sentence."""
    for index, item in enumerate(article.blocks):
        text = item.block.text.rstrip()
        if item.kind == "p" and len(text) > 20 and text[-1] not in _TERMINAL + "）)】、":
            yield index, item
