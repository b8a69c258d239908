"""The bibliography's keys and their places."""

from __future__ import annotations

from jiaozhu.model.problem import Place
from jiaozhu.store.bibliography import read_keys

GOOD = """\
% 来源
@article{tashan-2019,
  title = {他山之石},
  author = {{裴金红} and {张三}},
  note = {刊名与日期未见},
}
@comment{x, y}
@string{shaoxing = {绍兴日报}}
  @online { liaoning-2022-05 ,
  title = {新局面},
  url = {http://a.b},
  urldate = {2026-11-21},
  journal = shaoxing,
  year = 2022,
}
"""


def test_every_key_has_its_place() -> None:
    keys, problems = read_keys(GOOD, "references.bib")
    assert problems == []
    assert keys == {
        "tashan-2019": Place("references.bib", 2, 10),
        "liaoning-2022-05": Place("references.bib", 9, 13),
    }


def test_a_key_used_twice_is_a_problem_at_the_second() -> None:
    keys, problems = read_keys("@misc{a, title={x}}\n\n@book{a, title={y}}\n", "r.bib")
    assert [(problem.code, problem.place) for problem in problems] == [("C402", Place("r.bib", 3, 7))]
    assert keys["a"].line == 1


def test_what_is_not_bibtex_is_a_problem_with_its_line() -> None:
    _, problems = read_keys("@misc{a,\n  title = {x},\n}\n@misc{b,\n  title = \n}\n", "r.bib")
    assert [problem.code for problem in problems] == ["C401"]
    assert problems[0].place.line >= 5


def test_an_entry_that_lacks_what_its_type_requires_is_a_problem_unless_it_says_so() -> None:
    _, problems = read_keys("@article{a, title={甲}, journal={早报}}\n", "r.bib")
    assert [(problem.code, problem.message) for problem in problems] == [("C405", "'a' lacks 'date'")]
    assert read_keys("@article{a, title={甲}, journal={早报}, note={日期未见}}\n", "r.bib")[1] == []


def test_an_empty_bibliography_has_no_keys() -> None:
    assert read_keys("", "r.bib") == ({}, [])


def test_abbreviations_that_double_themselves_are_not_written_out() -> None:
    doubling = "".join(f"@string{{a{number} = a{number - 1} # A{number - 1}}}\n" for number in range(1, 40))
    _, problems = read_keys('@string{a0 = "哈"}\n' + doubling + "@misc{b, title = a39}\n", "r.bib")
    assert [problem.code for problem in problems] == ["S110"]
    assert problems[0].place.line == 20
    assert "'A19'" in problems[0].hint


def test_a_title_may_end_in_a_backslash() -> None:
    keys, problems = read_keys('@misc{a, title = "甲\\", year = 2020}\n', "r.bib")
    assert (list(keys), problems) == (["a"], [])
