"""From ``before`` and its context to a place in the source, or a problem that says why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.emend import resolve
from jiaozhu.formats import FORMATS
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.edition import Emendation
from jiaozhu.model.problem import Place

TEXT = "像林业+纺织,林业好\n青春之民族青春\n末行林业"
INDEX = LineIndex(FORMATS["newspaper-ocr"].read(TEXT))
BASE = Emendation(
    "e1",
    1,
    ActKind.CORRECTED,
    Place("editors.yaml", 3, 3),
    "形近误字",
    Certainty.HIGH,
    "编者",
    basis="文义。",
    after="袜业",
)


def place(**fields: object) -> tuple[int, int] | str:
    found, problems = resolve((replace(BASE, **fields),), INDEX)  # type: ignore[arg-type]
    if problems:
        (problem,) = problems
        assert not found
        assert problem.place == BASE.place
        assert problem.hint
        return problem.code
    (item,) = found
    start, end = item.span
    return start, end


def test_before_is_found_with_its_context() -> None:
    assert place(before="林业", prefix="像") == (1, 3)
    assert place(before="林业", suffix="好") == (7, 9)
    assert place(line=3, before="林业") == (21, 23)


def test_before_may_run_on_into_the_next_line() -> None:
    assert place(before="好\n青") == (9, 12)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"before": "林业"}, "E202"),
        ({"before": "民族"}, "E201"),
        ({"before": "林业", "prefix": "无"}, "E201"),
        ({"before": "林业", "line": 4}, "E101"),
        ({"before": "林业", "line": 0}, "E101"),
        ({"line": 2, "kind": ActKind.SUPPLIED, "prefix": "青春"}, "E202"),
        ({"kind": ActKind.SURPLUS, "begin": "纺", "end": "族"}, "E201"),
        ({"kind": ActKind.SURPLUS, "begin": "像", "end": "林"}, "E201"),
        ({"kind": ActKind.SURPLUS, "begin": "林", "end": "好"}, "E202"),
    ],
)
def test_what_is_missing_or_ambiguous_is_a_problem(fields: dict[str, object], code: str) -> None:
    assert place(**fields) == code


def test_the_hint_says_where_else_it_is() -> None:
    _, (problem,) = resolve((replace(BASE, before="民族"),), INDEX)
    assert "line 2" in problem.hint


def test_supplied_text_comes_after_its_prefix_or_before_its_suffix() -> None:
    supplied = {"line": 2, "kind": ActKind.SUPPLIED}
    assert place(**supplied, prefix="民族") == (16, 16)
    assert place(**supplied, suffix="民族") == (14, 14)
    (after,), _ = resolve((replace(BASE, **supplied, prefix="民族"),), INDEX)  # type: ignore[arg-type]
    (before,), _ = resolve((replace(BASE, **supplied, suffix="民族"),), INDEX)  # type: ignore[arg-type]
    assert (after.leans_left, before.leans_left) == (True, False)


def test_a_long_surplus_is_named_by_its_two_ends_both_included() -> None:
    assert place(kind=ActKind.SURPLUS, begin="+纺", end="织,", after="") == (3, 7)


def test_an_id_is_taken_once() -> None:
    twin = replace(BASE, line=3, before="林业")
    found, problems = resolve((replace(BASE, before="像"), twin), INDEX)
    assert [item.span.start for item in found] == [0]
    assert [problem.code for problem in problems] == ["E205"]


def test_the_later_of_two_that_overlap_is_refused() -> None:
    first, second = replace(BASE, before="像林业"), replace(BASE, id="e2", before="林业+纺")
    found, problems = resolve((second, first), INDEX)
    assert [item.act.id for item in found] == ["e1"]
    assert [problem.code for problem in problems] == ["E204"]
    assert "'e2' and 'e1'" in problems[0].message


def test_emendations_that_touch_are_not_in_each_others_way() -> None:
    side_by_side = (replace(BASE, before="像"), replace(BASE, id="e2", before="林业", prefix="像"))
    found, problems = resolve(side_by_side, INDEX)
    assert [item.span for item in found] == [(0, 1), (1, 3)]
    assert problems == []


@pytest.mark.parametrize(
    ("before", "codes"),
    [
        ("<b>林</b>", []),
        ("林", []),
        ("&amp;", []),
        ("好<b", ["E203"]),
        ("amp", ["E203"]),
        ("b>林", ["E203"]),
        ("/b", ["E203"]),
    ],
)
def test_tags_and_entities_are_taken_whole_or_not_at_all(before: str, codes: list[str]) -> None:
    index = LineIndex(FORMATS["html-post"].read("<p>好<b>林</b>业&amp;</p>"))
    found, problems = resolve((replace(BASE, before=before),), index)
    assert [problem.code for problem in problems] == codes
    assert len(found) == (not codes)


def test_nothing_is_supplied_inside_a_tag() -> None:
    index = LineIndex(FORMATS["html-post"].read("<p class='x'>好</p>"))
    for prefix, codes in (("<p class", ["E203"]), ("<p class='x'>", []), ("好", [])):
        _, problems = resolve((replace(BASE, kind=ActKind.SUPPLIED, prefix=prefix),), index)
        assert [problem.code for problem in problems] == codes
