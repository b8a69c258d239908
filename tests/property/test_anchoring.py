"""``resolve(describe(s)) == s``: a stretch of the reading, described by quote and context, is found again exactly."""

from __future__ import annotations

import strategies
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from jiaozhu.edition.anchoring import ReadingIndex, anchor
from jiaozhu.edition.editing.apply import EditedSource, apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.model.note import Target
from strategies import Case


@given(strategies.cases(), st.data())
def test_a_described_stretch_is_found_again(case: Case, data: st.DataObject) -> None:
    edited = _edited(case)
    index = ReadingIndex(edited.ledger)
    place, start, end = _stretch(index, data)
    text, block, _ = index.blocks[place]
    target = _described(index, place, start, end)
    if target is None:
        reject()
    anchored, problems = anchor([target], edited.ledger, case.text)
    assert problems == []
    (found,) = anchored
    assert found is not None
    assert (found.text, found.block, found.start, found.end) == (text, block, start, end)
    assert found.origin == index.origins(place, start, end)


@given(strategies.cases(), st.data())
def test_a_quote_that_occurs_again_is_ambiguous_and_never_guessed(case: Case, data: st.DataObject) -> None:
    edited = _edited(case)
    index = ReadingIndex(edited.ledger)
    place, start, end = _stretch(index, data)
    reading = _reading(index, place)
    target = Target(reading[start:end])
    count = _count(index, target.quote)
    anchored, problems = anchor([target], edited.ledger, case.text)
    assert [found is not None for found in anchored] == [count == 1]
    assert [problem.code for problem in problems] == (["N202"] if count > 1 else [])


@given(strategies.cases(), st.text("辽源袜业绝无", min_size=1, max_size=4))
def test_a_quote_that_is_not_in_the_text_is_an_orphan(case: Case, quote: str) -> None:
    edited = _edited(case)
    assume(quote not in ReadingIndex(edited.ledger).reading and quote not in case.text)
    anchored, problems = anchor([Target(quote)], edited.ledger, case.text)
    assert anchored == [None]
    assert [problem.code for problem in problems] == ["N201"]


@given(strategies.cases(), st.data())
def test_words_of_the_source_lead_to_where_they_are_read(case: Case, data: st.DataObject) -> None:
    """A quote of the source that the reading does not have is anchored only where all that is read of it stands."""
    assume(case.text)
    edited = _edited(case)
    start = data.draw(st.integers(0, len(case.text) - 1))
    end = data.draw(st.integers(start + 1, len(case.text)))
    quote = case.text[start:end]
    index = ReadingIndex(edited.ledger)
    assume(quote not in index.reading and case.text.find(quote, case.text.find(quote) + 1) < 0)
    anchored, problems = anchor([Target(quote)], edited.ledger, case.text)
    (found,) = anchored
    assert len(problems) == (found is None)
    if found is None:
        return
    for position in range(start, end):
        there = edited.ledger.forward(position)
        if there is not None:
            assert (there.text, there.block) == (found.text, found.block)
            assert found.start <= there.offset < there.end <= found.end


def _edited(case: Case) -> EditedSource:
    return apply_edition(case.source, FORMATS["newspaper-ocr"].read(case.text))[0]


def _reading(index: ReadingIndex, place: int) -> str:
    return "".join(index.ledger.spans[span].reading for span in index.blocks[place][2])


def _stretch(index: ReadingIndex, data: st.DataObject) -> tuple[int, int, int]:
    long_enough = [place for place in range(len(index.blocks)) if _reading(index, place)]
    assume(long_enough)
    place = data.draw(st.sampled_from(long_enough))
    length = len(_reading(index, place))
    start = data.draw(st.integers(0, length - 1))
    return place, start, data.draw(st.integers(start + 1, length))


def _described(index: ReadingIndex, place: int, start: int, end: int) -> Target | None:
    """The quote with as much context as makes it unique; with the text's name if the whole block is not enough."""
    reading, text = _reading(index, place), index.blocks[place][0]
    low, high = start, end
    while _count(index, reading[low:high]) > 1 and (low > 0 or high < len(reading)):
        low, high = max(0, low - 1), min(len(reading), high + 1)
    if _count(index, reading[low:high]) == 1:
        return Target(reading[start:end], reading[low:start], reading[end:high])
    if _count(index, reading[low:high], text) == 1:
        return Target(reading[start:end], reading[low:start], reading[end:high], text)
    return None


def _count(index: ReadingIndex, words: str, text: str | None = None) -> int:
    """Occurrences of ``words`` in the blocks (of ``text``), overlapping ones too."""
    return sum(
        _reading(index, place).startswith(words, at)
        for place, block in enumerate(index.blocks)
        if text in (None, block[0])
        for at in range(len(_reading(index, place)))
    )
