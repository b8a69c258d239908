"""Drawings: every event, bar and word has its place, and large corpora stay small on paper."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.model.kinds import Genre, TermKind
from jiaozhu.model.page import Page
from jiaozhu.model.problem import Place
from jiaozhu.model.term import Term
from jiaozhu.outputs.drawings.bars import Bar, bar_chart
from jiaozhu.outputs.drawings.drawing import Link, rounded
from jiaozhu.outputs.drawings.matrix import Cell, Column, Row, cells_of, matrix
from jiaozhu.outputs.drawings.timeline import Moment, draw_timeline, timeline
from jiaozhu.outputs.myst.overview import MOST_TEXTS, write_overview
from jiaozhu.outputs.overview import Group, Member

#: Between targets, in pixels: WCAG 2.5.8.
TARGET = 24


def moment(begin: str, until: str = "", number: int = 0) -> Moment:
    return Moment(begin, until, Link(f"{begin}：事", "a/b", f"l{number:04}"), f"e-{number}")


YEARS = st.integers(1, 2400).map("{:04}".format)


@given(st.lists(st.tuples(YEARS, st.one_of(st.just(""), YEARS)), min_size=1, max_size=120))
def test_every_event_has_a_place_of_its_own(times: list[tuple[str, str]]) -> None:
    moments = [moment(begin, until, number) for number, (begin, until) in enumerate(sorted(times))]
    drawn = timeline(moments)
    assert [dot.moment for dot in drawn.dots] == moments
    places = sorted((dot.y, dot.x) for dot in drawn.dots)
    for (y, x), (other_y, other_x) in pairwise(places):
        assert other_y - y >= TARGET or other_x - x >= TARGET - 0.2
    assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.axis for dot in drawn.dots)
    assert all(bar.x + bar.width <= drawn.width and bar.y <= drawn.height for bar in drawn.lasting)


def test_of_a_long_time_decades_and_centuries_are_columns() -> None:
    assert [column.label for column in timeline([moment("1951"), moment("1953")]).columns] == ["1951", "1953"]
    by_decade = timeline([moment(str(year)) for year in range(1900, 2000, 2)])
    assert [column.label for column in by_decade.columns][:2] == ["1900–", "1910–"]
    by_century = timeline([moment(f"{year:04}") for year in range(1, 2000, 8)])
    assert len(by_century.columns) == 20


def test_too_many_events_for_dots_are_bars() -> None:
    many = [moment("1951", number=number) for number in range(600)] + [moment("1952", number=600)]
    drawn = timeline(many)
    assert not drawn.dots
    assert [column.events for column in drawn.columns] == [600, 1]
    assert drawn.columns[0].top < drawn.columns[1].top < drawn.axis
    assert draw_timeline(many, "时间线").count("<rect") == 2


def test_a_still_drawing_has_no_links_and_escapes_what_it_says() -> None:
    svg = draw_timeline([moment("1951")], "<时间> & 线")
    assert "<title>&lt;时间&gt; &amp; 线</title>" in svg
    assert "<a" not in svg
    assert "href" not in svg


def test_a_bar_is_as_high_as_its_value() -> None:
    bars = [Bar(str(year), Fraction(value), str(value)) for year, value in ((1951, 2), (1952, -1), (1953, 4))]
    chart = bar_chart(bars)
    assert [bar.height for bar in chart.bars] == [pytest.approx(height, abs=0.1) for height in (57.6, 28.8, 115.2)]
    assert chart.bars[1].top == chart.zero


def test_a_circle_is_as_large_as_the_word_is_frequent() -> None:
    columns = [
        Column("甲" * 20, "2019", Link("甲")),
        Column("乙", "2019", Link("乙")),
        Column("丙", "2022", Link("丙")),
    ]
    rows = [Row("词", Link("词")), Row("又", Link("又"))]
    cells = cells_of({(1, 2): (4, Link("4")), (0, 0): (16, Link("16"))})
    assert cells == [Cell(0, 0, 16, Link("16")), Cell(1, 2, 4, Link("4"))]
    drawn = matrix(columns, rows, cells, vertical=True)
    assert drawn.cells[0].radius == pytest.approx(2 * drawn.cells[1].radius, abs=0.2)
    assert [group.name for group in drawn.groups] == ["2019", "2022"]
    assert len(drawn.columns[0].name) == 8
    assert [item.x - drawn.cells[0].x for item in drawn.cells] == [0, 2 * TARGET]
    assert drawn.width > matrix(columns[:2], rows, cells[:1], vertical=True).width


def test_of_a_word_in_many_texts_some_are_listed() -> None:
    pages = [
        Page(f"a/t{number}", "a", f"t{number}", f"篇{number}", Genre("消息", "消息"), "2019", "", "", "k", "源", ())
        for number in range(40)
    ]
    term = Term("wa", "袜业", "wàyè", "Socks", TermKind("industry", "industry"), "。", Place("wa.md"), 1)
    member = Member(term, {page.docname: (1, "l0001") for page in pages})
    written = write_overview([Group("words", "词语", [member], 3)], pages)
    assert written.count("-l0001>") == MOST_TEXTS
    assert "<kwic-wa>" in written
    assert "| 40 | 40 |" in written


def test_numbers_are_short() -> None:
    assert [rounded(number) for number in (Fraction(1, 3), 2.0, Fraction(7))] == [0.3, 2, 7]
    assert isinstance(rounded(2.0), int)
