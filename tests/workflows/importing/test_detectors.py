"""Detectors: what each finds, and what it must not find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import FORMATS
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.model.span import Span
from jiaozhu.workflows.importing.detecting.findings import Finding, SourceLine, apart
from jiaozhu.workflows.importing.detecting.repeats import doublings, near_loops, passages
from jiaozhu.workflows.importing.detecting.seams import Words, joint, joint_score
from jiaozhu.workflows.importing.detecting.structure import Block, articles, judge
from jiaozhu.workflows.importing.detecting.word_index import WordIndex
from jiaozhu.workflows.importing.detecting.wording import foreign_words, odd_characters, quotation_marks
from jiaozhu.workflows.importing.drafting import draft
from jiaozhu.workflows.importing.options import ImportOptions

Detector = Callable[[Sequence[SourceLine], LanguageProfile], Iterable[Finding]]
CHINESE, ENGLISH = profile_for("zh"), profile_for("en")


def lines(*texts: str, kind: str = "p") -> list[SourceLine]:
    found, at = [], 0
    for number, text in enumerate(texts, 1):
        found.append(SourceLine(number, at, text, kind))
        at += len(text) + 1
    return found


def found(detector: Detector, *texts: str) -> list[str]:
    whole = "\n".join(texts)
    return [whole[item.start : item.end] for item in detector(lines(*texts), CHINESE)]


@pytest.mark.parametrize(
    ("detector", "text", "wanted"),
    [
        (foreign_words, "服务理念 and 改革的经验", [" and "]),
        (foreign_words, "全长12km的路，用app办事，e游小镇，EOD模式，GDP增长", []),
        (quotation_marks, "基于“打下的基础，明确“先进”的思想", ["“"]),
        (quotation_marks, "他说：“好。”又说“再来”", []),
        (quotation_marks, "好”了", ["”"]),
        (odd_characters, "熊貓糖" + samples.PARAGRAPHS[0], ["貓"]),
        (odd_characters, "乱\ufffd码\ue000" + samples.PARAGRAPHS[0], ["\ufffd", "\ue000"]),
        (odd_characters, "我們這個區域被劃了出來，兩地對口合作掀開新篇章。" * 4, []),
        (doublings, "二〇〇二年和二〇〇三年", []),
        (near_loops, "抓项目，抓落实，抓作风，抓环境，抓服务，抓队伍。", []),
        (near_loops, "组织到位、部署到位、人员到位、责任到位、落实到位。", []),
    ],
)
def test_words(detector: Detector, text: str, wanted: list[str]) -> None:
    assert found(detector, text) == wanted


def test_a_loop_that_changes_a_little_is_found_and_its_first_turn_kept() -> None:
    run = "".join(f"全市上下齐心{char}力，" for char in "协合努尽竭同用发着")
    (words,) = found(near_loops, "开头的话已经说完。" + run + "结尾")
    assert words == run[run.index("，") + 1 :]


def test_a_loop_of_two_clauses_is_found_though_one_is_short() -> None:
    """Two turns that each changed a letter of the short clause have little of it in common."""
    short = ("安置职工", "在置职工", "安一职工", "安置的工", "安置职有")
    turns = [f"国有企业、{words}，" for words in short]
    turns += ["国有和业、安置职工，", "国不企业、安置职工，", "国有企业、安了职工，"]
    (words,) = found(near_loops, "开头的话已经说完。" + "".join(turns) + "结尾")
    assert words == "".join(turns[1:])


def test_clauses_in_turn_that_only_look_alike_are_no_loop() -> None:
    text = "抓项目、促增长，抓作风、促落实，抓环境、促发展，抓服务、促提升，抓队伍、促担当，抓党建、促和谐。"
    assert found(near_loops, text) == []


def test_a_passage_that_comes_again_is_found_where_it_comes_again() -> None:
    once = samples.PARAGRAPHS[1]
    (words,) = found(passages, once, samples.PARAGRAPHS[2] + once[:40])
    assert words == once[:40]
    assert found(passages, *samples.PARAGRAPHS) == []


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("要抓好结构性改革的工", "作，推进产业链建设。", 0.3, 1.0),
        ("列为全国首批12", "个资源枯竭型城市之一。", 0.7, 1.0),
        ("发挥东辽医药", "与国药集团合作辐射带动作用。", 0.6, 1.0),
        ("他说：“双方紧密联动，产业上", "同频共振。”代表团成员认为。", 0.5, 1.0),
        ("两地对口合作掀开新篇章。", "座谈会上，水务集团负责人说。", 0.0, 0.2),
    ],
)
def test_joints(left: str, right: str, low: float, high: float) -> None:
    words = Words([WordIndex(["推进工作，工作重点"])], CHINESE)
    score, evidence = joint(left, right, words)
    assert low <= score <= high
    assert bool(evidence) == (score > 0)
    assert joint_score(words.left(left), words.right(right), words) == score


@given(st.lists(st.text("甲乙丙a", max_size=12), max_size=4), st.text("甲乙丙a", min_size=1, max_size=4))
def test_strings_are_counted_wherever_they_are(texts: list[str], word: str) -> None:
    index = WordIndex(texts)
    assert index.size == sum(map(len, texts))
    assert index.count(word) == sum(text.startswith(word, at) for text in texts for at in range(len(text)))


def kinds(*texts: str, profile: LanguageProfile = CHINESE) -> list[str]:
    blocks, at = [], 0
    for index, text in enumerate(texts):
        blocks.append(Block((index,), Span(at, at + len(text)), text, ""))
        at += len(text) + 1
    return [item.kind for item in judge(blocks, profile)]


def test_structure_of_a_newspaper_page() -> None:
    assert kinds(
        "第三版",
        "南北协同入佳境",
        "——绍兴与辽源对口合作工作纪实",
        "《绍兴日报》记者 裴金红",
        samples.PARAGRAPHS[0],
        "绍兴经验,东北落地开花",
        samples.PARAGRAPHS[1],
        "（转自《绍兴日报》）",
        "图为：袜业小镇一角",
        "举报电话：0431-12389，0431-82097213",
        "责任编辑：张三　校对：李四",
        "2019年5月6日 星期一",
        "会议强调,要深入学习贯彻",
    ) == [
        "furniture",
        "heading",
        "subtitle",
        "byline",
        "p",
        "heading",
        "p",
        "credit",
        "caption",
        "notice",
        "furniture",
        "furniture",
        "p",
    ]


def test_articles_begin_where_a_report_begins() -> None:
    texts = [
        "甲题在此",
        "本报讯（记者 张三）" + samples.PARAGRAPHS[0],
        "乙题在此",
        "本报讯" + samples.PARAGRAPHS[1],
        "小标题",
        samples.PARAGRAPHS[2],
    ]
    blocks, at = [], 0
    for index, text in enumerate(texts):
        blocks.append(Block((index,), Span(at, at + len(text)), text, ""))
        at += len(text) + 1
    found = articles(judge(blocks, CHINESE), CHINESE)
    assert [[item.block.text[:3] for item in article.blocks] for article in found] == [
        ["甲题在", "本报讯"],
        ["乙题在", "本报讯", "小标题", "“双方"],
    ]


def test_a_fragment_without_its_other_half_is_flagged() -> None:
    text = (
        "题目在此\n"
        + samples.PARAGRAPHS[0]
        + "\n建议充分发挥市场对资源的配置作用，发挥好公司的主体作\n又一题目\n"
        + samples.PARAGRAPHS[1]
    )
    made = draft(FORMATS["newspaper-ocr"].read(text + "\n"), FORMATS["newspaper-ocr"], ImportOptions("zh"))
    (seam,) = [item for item in made.findings if item.kind == "seam"]
    assert text[seam.start : seam.end] == text[: text.index("主体作") + 3][-10:]


def test_of_findings_on_the_same_words_the_better_stands() -> None:
    weak, strong = Finding("rare", 3, 6, "a", "x", 0.4), Finding("foreign", 4, 5, "b", "y", 0.9)
    block = Finding("heading", 0, 9, "c", "z", 0.7)
    assert apart([weak, strong, block]) == [block, strong]
