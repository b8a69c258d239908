"""Each line is in one block or one omission; what is not read is accounted for too."""

from __future__ import annotations

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.claims import Claim, named_twice, outside
from jiaozhu.formats import FORMATS
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.problem import Place
from jiaozhu.model.span import Span

OMITTED = Act(ActKind.OMITTED, "omission-1", "版式", None, "编者")
SOURCE = Place("source.txt")


def claim(start: int, end: int, line: int, act: Act | None = None) -> Claim:
    return Claim(Span(start, end), Place("edition.yaml", line), act)


def index(text: str, format: str = "newspaper-ocr") -> LineIndex:
    return LineIndex(FORMATS[format].read(text))


def test_a_line_named_twice_is_a_problem_at_the_later_of_the_two() -> None:
    lines = index("甲乙\n丙丁\n")
    (problem,) = named_twice([claim(3, 5, 8), claim(0, 2, 4), claim(3, 4, 6)], lines)
    assert (problem.code, problem.place.line) == ("E106", 8)
    assert "line 2" in problem.message
    assert "edition.yaml:6" in problem.message
    assert named_twice([claim(0, 2, 4), claim(3, 5, 6)], lines) == []


def test_a_long_claim_is_compared_with_all_it_reaches_over() -> None:
    lines = index("甲\n乙\n丙\n")
    problems = named_twice([claim(0, 5, 1), claim(2, 3, 2), claim(4, 5, 3)], lines)
    assert [problem.place.line for problem in problems] == [2, 3]


def test_a_line_in_no_block_and_no_omission_is_a_problem_in_the_source() -> None:
    segments, (problem,) = outside([claim(0, 1, 1)], index("甲\n\n 乙丙\n丁\n"), SOURCE)
    assert (problem.code, problem.place) == ("E103", Place("source.txt", 3, 2))
    assert "lines 3-4" in problem.message
    assert "乙丙" in problem.message
    assert [segment.act.rule for segment in segments if segment.act] == ["layout", "unclaimed", "layout"]


def test_what_is_not_read_is_covered_once_and_in_order() -> None:
    text = "---\ntitle: 题\n---\n<p>甲</p>\n<p>乙</p><!-- 注 -->\n"
    lines = index(text, "html-post")
    read, omitted = (line.span for line in lines.document.lines[-2:])
    segments, problems = outside([claim(*omitted, 2, OMITTED), claim(*read, 1)], lines, SOURCE)
    assert problems == []
    covered = sorted([*(segment.origin for segment in segments), read])
    assert [span.start for span in covered] == [0, *(span.end for span in covered[:-1])]
    assert covered[-1].end == len(text)
    kinds = {text[s.origin.start : s.origin.end]: s.act.id for s in segments if s.act}
    assert kinds["乙"] == "omission-1"
    assert kinds["<p>"] == kinds["<!-- 注 -->"] == "rule:markup"
    assert kinds["title: 题"] == "rule:front-matter"
    assert kinds["\n"] == "rule:layout"
