"""Chains of acts on a text: what is touched keeps its origin, and no act ever changes another's text."""

from __future__ import annotations

import itertools

import pytest
import strategies
from hypothesis import given
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.span import Span
from jiaozhu.model.text import Revision, RevisionConflict, Text

ACT = Act(ActKind.CORRECTED, "later", "误字")


@given(strategies.chains())
def test_origins_tile_the_source_whatever_was_done(chain: tuple[str, list[list[Revision]]]) -> None:
    base, rounds = chain
    for text in _stages(base, rounds):
        at = 0
        for segment in text.segments:
            assert segment.origin.start == at
            at = segment.origin.end
        assert at == len(base)


@given(strategies.chains())
def test_a_segment_without_an_act_reads_as_the_source(chain: tuple[str, list[list[Revision]]]) -> None:
    base, rounds = chain
    for text in _stages(base, rounds):
        for segment in text.segments:
            if segment.act is None:
                assert segment.text == base[segment.origin.start : segment.origin.end]
            assert segment.origin.length or segment.act is not None or not segment.text


@given(strategies.chains())
def test_acted_text_is_never_changed_again(chain: tuple[str, list[list[Revision]]]) -> None:
    base, rounds = chain
    stages = _stages(base, rounds)
    for before, after in itertools.pairwise(stages):
        later = iter(after.segments)
        assert all(segment in later for segment in before.segments if segment.act is not None)


@given(strategies.chains())
def test_the_reading_is_the_old_one_with_the_edits_that_stand(chain: tuple[str, list[list[Revision]]]) -> None:
    base, rounds = chain
    text = Text.of_source(base, Span(0, len(base)))
    for edits in rounds:
        expected, done = "", 0
        for edit in edits:
            try:
                text.revise([edit])
            except RevisionConflict:
                continue
            expected += text.reading[done : edit.start] + edit.new
            done = edit.end
        expected += text.reading[done:]
        text = text.revise(edits, skip_conflicts=True)
        assert text.reading == expected


@given(strategies.chains())
def test_an_edit_that_meets_an_act_is_an_error_unless_skipped(chain: tuple[str, list[list[Revision]]]) -> None:
    base, rounds = chain
    text = _stages(base, rounds)[-1]
    offset = 0
    for segment in text.segments:
        end = offset + len(segment.text)
        if segment.act is not None and segment.text:
            edit = Revision(offset, end, "改", ACT)
            with pytest.raises(RevisionConflict) as caught:
                text.revise([edit])
            assert caught.value.earlier == segment.act
            assert text.revise([edit], skip_conflicts=True) == text
        offset = end


def test_no_edits_is_identity() -> None:
    text = Text.of_source("辽源袜业", Span(0, 2), Span(2, 4))
    assert text.revise([]) == text


def test_edits_that_overlap_each_other_are_an_error() -> None:
    text = Text.of_source("辽源袜业", Span(0, 4))
    with pytest.raises(RevisionConflict):
        text.revise([Revision(0, 3, "甲", ACT), Revision(2, 4, "乙", ACT)])


@pytest.mark.parametrize(("start", "end"), [(3, 5), (-1, 2), (5, 6), (3, 2)])
def test_an_edit_outside_the_reading_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Text.of_source("辽源袜业", Span(0, 4)).revise([Revision(start, end, "甲", ACT)])


def test_supplied_text_after_the_end_of_a_moved_fragment_is_at_its_end() -> None:
    text = Text.of_source("甲乙", Span(1, 2), Span(0, 1)).revise([Revision(2, 2, "补", ACT)])
    assert text.reading == "乙甲补"
    assert text.segments[-1].origin == Span(1, 1)


def _stages(base: str, rounds: list[list[Revision]]) -> list[Text]:
    stages = [Text.of_source(base, Span(0, len(base)))]
    for edits in rounds:
        stages.append(stages[-1].revise(edits, skip_conflicts=True))
    return stages
