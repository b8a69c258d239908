"""Notes hold to quotes exactly and uniquely, or fail with the reason."""

from __future__ import annotations

from typing import TypedDict, Unpack

from jiaozhu.edition.anchoring import anchor
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.ledger import BlockSegments, Ledger, draw_up
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.span import Span
from jiaozhu.model.text import Segment

SOURCE = "像林业好\n袜业好"
FIXED = Act(ActKind.CORRECTED, "e1", "形近误字", None, "编者")
LAYOUT = Act(ActKind.OMITTED, "rule:layout", "版式", rule="layout")
WHERE = Place("notes/n1.md", 3, 5)


def ledger(order: tuple[int, int] = (0, 1)) -> Ledger:
    """Text ``a`` reads 像东北袜业好, text ``b`` reads 袜业好."""
    first = [Segment("像", Span(0, 1), None), Segment("东北袜业", Span(1, 3), FIXED), Segment("好", Span(3, 4), None)]
    second = [Segment("袜业好", Span(5, 8), None)]
    texts = [
        ("a", [BlockSegments("l0001", "p", first, ())]),
        ("b", [BlockSegments("l0002", "p", second, ())]),
    ]
    return draw_up("s", "0", 8, [texts[index] for index in order], [Segment("", Span(4, 5), LAYOUT)])


class Wanted(TypedDict, total=False):
    """What a target says."""

    prefix: str
    suffix: str
    text: str
    block: str


def anchored(quote: str, **wanted: Unpack[Wanted]) -> Anchor | Problem:
    (found,), problems = anchor([Target(quote, place=WHERE, **wanted)], ledger(), SOURCE)
    assert (found is None) == bool(problems)
    return found or problems[0]


def place(**target: str) -> tuple[str, str, int, int]:
    found = anchored(**target)
    assert isinstance(found, Anchor), found
    return found.text, found.block, found.start, found.end


def problem(**target: str) -> tuple[str, str]:
    found = anchored(**target)
    assert isinstance(found, Problem), found
    assert found.place == WHERE
    return found.code, found.hint


def test_a_quote_that_is_there_once_is_an_anchor() -> None:
    assert place(quote="东北") == ("a", "l0001", 1, 3)


def test_context_and_text_make_a_quote_unique() -> None:
    assert place(quote="袜业", prefix="东北") == ("a", "l0001", 3, 5)
    assert place(quote="袜业", text="b") == ("b", "l0002", 0, 2)
    assert problem(quote="袜业")[0] == "N202"
    assert problem(quote="袜业", suffix="好")[0] == "N202"


def test_an_ambiguous_quote_names_its_places() -> None:
    found = anchored(quote="袜业")
    assert isinstance(found, Problem)
    assert "a#l0001" in found.message
    assert "b#l0002" in found.message


def test_a_quote_of_the_corrected_words_leads_to_the_whole_correction() -> None:
    found = anchored(quote="林业")
    assert isinstance(found, Anchor)
    assert (found.text, found.start, found.end) == ("a", 1, 5)
    assert found.origin == (Span(1, 3),)
    assert place(quote="业好", prefix="林") == ("a", "l0001", 1, 6)


def test_the_origin_of_a_quote_is_the_source_behind_it() -> None:
    found = anchored(quote="像东北袜业好")
    assert isinstance(found, Anchor)
    assert found.origin == (Span(0, 4),)


def test_a_quote_never_crosses_a_paragraph() -> None:
    assert problem(quote="好袜业")[0] == "N201"
    assert problem(quote="好\n袜")[0] == "N201"


def test_an_orphan_says_what_is_wrong_with_it() -> None:
    assert problem(quote="绍兴")[0] == "N201"
    assert "'text'" in problem(quote="东北", text="b")[1]
    assert "'prefix'" in problem(quote="东北", prefix="在")[1]


def test_anchors_come_back_in_the_order_of_their_targets() -> None:
    quotes = ["好", "东北", "无", "像", "东北袜"]
    found, problems = anchor([Target(quote, text="a") for quote in quotes], ledger((1, 0)), SOURCE)
    assert [item and (item.start, item.end) for item in found] == [(5, 6), (1, 3), None, (0, 1), (1, 4)]
    assert len(problems) == 1
    assert anchor([], ledger(), SOURCE) == ([], [])


def test_a_block_distinguishes_two_equal_quotes() -> None:
    """A heading's words are in the paragraph below it too, and no other words are in the heading."""
    whole = ledger()
    blocks = [block.id for text in whole.texts for block in text.blocks]
    reading = ["".join(whole.spans[at].reading for at in block.spans) for text in whole.texts for block in text.blocks]
    char = next(char for char in reading[0] if char in reading[1])
    at = reading[1].index(char)
    quotes = [Target(char, block=blocks[1]), Target(char, block="l9999", place=WHERE)]
    (found, lost), (problem,) = anchor(quotes, whole, SOURCE)
    assert found is not None
    assert (found.block, found.start, lost) == (blocks[1], at, None)
    assert (problem.code, "delete 'block'" in problem.hint) == ("N201", True)


def flat(*readings: str) -> tuple[Ledger, str]:
    """A source each of whose lines is a block of one text."""
    source = "\n".join(readings)
    blocks, breaks, at = [], [], 0
    for number, reading in enumerate(readings, 1):
        span = Span(at, at + len(reading))
        blocks.append(BlockSegments(f"l{number:04}", "p", [Segment(reading, span, None)], ()))
        at = span.end + 1
        breaks += [Segment("", Span(span.end, at), LAYOUT)] if at <= len(source) else []
    return draw_up("s", "0", len(source), [("a", blocks)], breaks), source


def test_a_quote_that_is_everywhere_is_counted_no_further_than_needed() -> None:
    account, source = flat("甲" * 5_000)
    found, problems = anchor([Target("甲" * 3, place=WHERE)] * 400, account, source)
    assert found == [None] * 400
    places = ", ".join(["a#l0001"] * 4)
    assert problems[0].message == f"the quote 「甲甲甲」 is in the text more than 100 times ({places} …)"
    assert problems[0].code == "N202"


def test_a_quote_that_is_everywhere_is_found_in_the_block_that_is_named() -> None:
    account, source = flat("甲" * 5_000, "乙甲丙", "甲" * 5_000, "丁")
    (found, none), problems = anchor(
        [Target("甲", place=WHERE, block="l0002"), Target("甲", place=WHERE, block="l0004")], account, source
    )
    assert found is not None
    assert (found.block, found.start, found.origin) == ("l0002", 1, (Span(5_002, 5_003),))
    assert none is None
    assert [(problem.code, problem.hint) for problem in problems] == [
        ("N201", "it is in l0001: correct or delete 'block'")
    ]


def test_quotes_are_found_wherever_they_begin() -> None:
    """The text is searched in steps; borders of steps make no difference."""
    readings = [f"第{number}行，" + "甲乙丙丁" * (number % 90) for number in range(120)]
    account, source = flat(*readings)
    quotes = [f"第{number}行，" for number in range(120)]
    found, problems = anchor([Target(quote, place=WHERE) for quote in quotes], account, source)
    assert not problems
    assert [anchor_.block for anchor_ in found if anchor_] == [f"l{number:04}" for number in range(1, 121)]
