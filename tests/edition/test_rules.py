"""Each regularisation rule: what it changes, what it leaves, and that it can be switched off."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jiaozhu.edition.editing.rules import DISPLAY_KINDS, RULE_NAMES, Regularizer, all_rules, rules_for
from jiaozhu.language.zh import CHINESE
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.span import Span
from jiaozhu.model.text import Revision, Text


def regular(
    text: str, kind: str = "p", format: str = "newspaper-ocr", switches: Mapping[str, bool] | None = None
) -> str:
    rules = rules_for(format, switches or {})
    return Regularizer(rules)(Text.of_source(text, Span(0, len(text))), kind).reading


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("发展,振兴:好;吗?好!(注)", "发展，振兴：好；吗？好！（注）"),
        ("增长8.5%,产值1,000元", "增长8.5%，产值1,000元"),
        ("见(http://x.y) 与A (甲)、f(x)", "见（http://x.y）与A（甲）、f(x)"),
        ("一)二(三)", "一）二（三）"),
        ("10:30开会,A(B)C", "10:30开会，A(B)C"),
        ('他说"好"又说"行"', "他说“好”又说“行”"),
        ('他说"好', '他说"好'),
        ("在 2022 年 GDP 增长 9.5 %", "在2022年GDP增长9.5 %"),
        ("说： “好” 。", "说：“好”。"),
        ("New York 纽约", "New York纽约"),
        ("　　段首空格 ", "段首空格"),
        ("建党100周\n\n年", "建党100周年"),
        ("new\nwords", "new words"),
        ("100\n200", "100200"),
        ("中文 \r\n　中文", "中文中文"),
        ("坏\x00字\x7f符\x85", "坏␀字␡符␦"),
        ("共" + "、".join("一二三四五六七八九"[i % 9] if i < 9 else str(i) for i in range(3)), "共一、二、三"),
    ],
)
def test_a_paragraph_is_regularised(source: str, reading: str) -> None:
    assert regular(source) == reading


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("按exam-\nple办", "按example办"),
        ("well-known\nthing", "well-known thing"),
        ("Wi-\nFi", "Wi-Fi"),
        ("9-\n10", "9-10"),
        ("inter- \n  national", "international"),
        ("l'acc\u00e8s ind\u00e9pen-\ndant", "l'acc\u00e8s ind\u00e9pendant"),
        ("in\u00adter\u00ad\nnational", "in\u00adternational"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("a text-only page, text-\nonly", "a text-only page, text-only"),
        ("Jean-\nPierre", "Jean-Pierre"),
        ("737\u2013\n9", "737\u20139"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_whole_again(source: str, reading: str) -> None:
    assert regular(source) == reading


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("punctuation", "发展,振兴"),
        ("quotes", '说"好"。'),
        ("spaces", "在 2022 年"),
        ("edges", " 前后 "),
        ("joins", "前\n后"),
        ("loops", "甲乙丙" * 30),
        ("controls", "坏\x00字"),
    ],
)
def test_a_rule_can_be_switched_off(rule: str, source: str) -> None:
    assert regular(source) != source
    assert regular(source, switches={rule: False}) == source


@pytest.mark.parametrize("kind", sorted(DISPLAY_KINDS))
def test_doubled_headings_of_a_pdf_are_read_once(kind: str) -> None:
    assert regular("20222022 年 工 作 展 望年 工 作 展 望", kind, "wrapped-pdf") == "2022年工作展望"
    assert regular("（（资料图片资料图片））", kind, "wrapped-pdf") == "（资料图片）"


def test_doublings_are_left_alone_in_paragraphs_and_in_other_formats() -> None:
    line = "过去五年过去五年"
    assert regular(line, "p", "wrapped-pdf") == line
    assert regular(line, "heading", "newspaper-ocr") == line
    assert regular(line, "heading", "newspaper-ocr", switches={"doublings": True}) == "过去五年"
    assert regular(line, "heading", "wrapped-pdf", switches={"doublings": False}) == line


def test_spaced_out_letters_are_closed_from_three_on() -> None:
    assert regular("工 作 展 望", "title", "wrapped-pdf") == "工作展望"
    assert regular("张三 李 四", "byline", "wrapped-pdf") == "张三 李 四"


def test_no_rule_touches_what_an_editor_wrote() -> None:
    act = Act(ActKind.CORRECTED, "e1", "误字", None, "编者")
    text = Text.of_source("甲,乙,丙", Span(0, 5)).revise([Revision(1, 2, ",", act)])
    assert Regularizer(rules_for("newspaper-ocr", {}))(text, "p").reading == "甲,乙，丙"


def test_every_change_carries_its_rule_and_what_is_left_out_stays_in_the_account() -> None:
    source = '　说: "好" 。\n又 1 年'
    text = Regularizer(rules_for("newspaper-ocr", {}))(Text.of_source(source, Span(0, len(source))), "p")
    assert {s.act.rule for s in text.segments if s.act} == {"edges", "punctuation", "spaces", "quotes", "joins"}
    assert "".join(source[s.origin.start : s.origin.end] for s in text.segments) == source


def test_rule_names_are_unique_and_every_rule_has_a_reason() -> None:
    assert tuple(rule.name for rule in all_rules(CHINESE)) == RULE_NAMES
    assert all(rule.reason for rule in all_rules(CHINESE))


@pytest.mark.parametrize("end", ["A", "。", "后"])
def test_long_white_space_inside_a_paragraph_is_judged_as_one_run(end: str) -> None:
    kept = " " * 20_000 if end == "后" else ""
    assert regular(f"前{' ' * 20_000}{end}") == f"前{kept}{end}"
