"""YAML with the place of every key; what is not plain YAML is refused."""

from __future__ import annotations

import pytest
from jiaozhu.model.problem import Place
from jiaozhu.store.yaml_text import parse_yaml

TEXT = """\
title: 题
texts:
  - id: a
    blocks:
      - p: [1, 2-3]
      - gap: {reason: 缺}
empty:
on: yes
date: 2019-05-06
number: 3.5
text: |
  甲
  乙
"""


def test_data_are_plain_and_every_key_has_its_place() -> None:
    located, problems = parse_yaml(TEXT, "edition.yaml", 3)
    assert problems == []
    assert located.data == {
        "title": "题",
        "texts": [{"id": "a", "blocks": [{"p": [1, "2-3"]}, {"gap": {"reason": "缺"}}]}],
        "empty": None,
        "on": "yes",
        "date": "2019-05-06",
        "number": 3.5,
        "text": "甲\n乙\n",
    }
    assert {type(value) for value in located.data.values()} <= {str, list, float, type(None)}
    assert located.place(("title",)) == Place("edition.yaml", 3, 1)
    assert located.place(("texts", 0, "blocks", 0, "p")) == Place("edition.yaml", 7, 9)
    assert located.place(("texts", 0, "blocks", 0, "p", 1)) == Place("edition.yaml", 7, 16)
    assert located.place(("texts", 0, "blocks", 1, "gap", "reason")) == Place("edition.yaml", 8, 15)


def test_a_key_that_is_not_there_has_the_place_of_what_is_around_it() -> None:
    located, _ = parse_yaml(TEXT, "edition.yaml")
    assert located.place(("texts", 0, "blocks", 0, "q")) == located.place(("texts", 0, "blocks", 0))
    assert located.place(("nothing",)) == Place("edition.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\nc: d: e\n", 2),
        ("a: [1, 2\n", 1),
        ("a: b\n\tc: d\n", 2),
        ("a: 1\na: 2\n", 2),
        ("a: 'x\n", 1),
        ("a: 1\nb: 'x\nc: 'y'\n", 2),
        ("a: |\n  x\n  y\nb\nc: 1\n", 4),
        ("a: 1\nb：2\n\nc: 3\n", 2),
        ("a: 1\nb:\n  c： 2\n  d: 3\n", 3),
        ("a: 1\nb: [x,\n  y\nc: 1\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_what_does_not_parse_is_a_problem_with_its_line(text: str, line: int) -> None:
    located, (problem,) = parse_yaml(text, "x.yaml")
    assert located.data is None
    assert (problem.code, problem.place.path) == ("Y101", "x.yaml")
    assert problem.place.line == line
    assert problem.hint


def test_characters_that_yaml_forbids_are_a_problem() -> None:
    located, (problem,) = parse_yaml("a: \x00\n", "x.yaml")
    assert located.data is None
    assert problem.code == "Y101"


def test_deep_nesting_is_a_problem_and_no_crash() -> None:
    located, (problem,) = parse_yaml("[" * 5000, "x.yaml")
    assert located.data is None
    assert problem.code == "Y101"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        ("a: &x [1]\nb: *x\n", 1, "anchor"),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "tag"),
        ("a: !x {b: 1}\n", 1, "tag"),
        ("a: !!binary aGk=\n", 1, "tag|value"),
        ("a: !!set {b}\n", 1, "tag|value"),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, line: int, what: str) -> None:
    _, problems = parse_yaml(text, "x.yaml")
    assert {problem.code for problem in problems} == {"Y104"}
    assert problems[0].place.line == line
    assert any(word in problems[0].message for word in what.split("|"))


def test_an_empty_file_is_no_data_and_no_problem() -> None:
    located, problems = parse_yaml("# 注\n", "x.yaml")
    assert (located.data, problems) == (None, [])
