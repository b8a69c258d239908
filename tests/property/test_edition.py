"""Random sources with random editions: whatever an editor names, moves, cuts, leaves out and emends, the laws hold."""

from __future__ import annotations

from collections import Counter

import strategies
from hypothesis import assume, given
from jiaozhu.edition.editing.apply import EditedSource, apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.model.act import ActKind
from jiaozhu.model.edition import Edition, LineRange
from laws import assert_lawful
from strategies import Case

REFUSED = {"E203", "E204"}  #: An emendation over a block's border, or over another.


@given(strategies.cases())
def test_the_laws_hold(case: Case) -> None:
    edited, codes = _apply(case)
    assert_lawful(edited)
    assert codes <= REFUSED


@given(strategies.cases(rules=False, emended=False, moved=False))
def test_without_acts_the_reading_is_the_source(case: Case) -> None:
    assume(not case.text.startswith("\ufeff"))  # a mark of byte order is markup, which is in no reading
    edited, _ = _apply(case)
    assert not any(block.moves for text in edited.texts for block in text.blocks)
    read = "".join(b.text.reading for text in edited.texts for b in text.blocks if b.kind != "gap")
    omitted = {number for omission in case.source.edition.omissions for number in _numbers(omission.lines)}
    kept = [line for number, line in enumerate(case.text.split("\n"), 1) if number not in omitted]
    assert "".join(read.split()) == "".join("".join(kept).split())
    for text in edited.texts:
        for block in text.blocks:
            for fragment in block.fragments:
                assert case.text[fragment.span.start : fragment.span.end] in block.text.reading


@given(strategies.cases(rules=False, emended=False))
def test_moving_blocks_loses_nothing(case: Case) -> None:
    assume(not case.text.startswith("\ufeff"))
    edited, _ = _apply(case)
    read = Counter[str]()
    for entry in edited.ledger.spans:
        if entry.text is None:
            original = case.text[entry.span.start : entry.span.end]
            assert not original.strip() or entry.act is not None
            assert entry.kind is ActKind.OMITTED
        else:
            read.update(entry.reading)
    blocks = Counter("".join(block.text.reading for text in edited.texts for block in text.blocks))
    outside = Counter(
        "".join(case.text[entry.span.start : entry.span.end] for entry in edited.ledger.spans if entry.text is None)
    )
    assert blocks == read
    assert read + outside == Counter(case.text)


@given(strategies.cases())
def test_an_emendation_is_applied_whole_or_is_a_problem(case: Case) -> None:
    edited, problems = apply_edition(case.source, FORMATS["newspaper-ocr"].read(case.text))
    refused = " ".join(problem.message for problem in problems if problem.code in REFUSED)
    for emendation in case.emendations:
        mine = [entry for entry in edited.ledger.spans if entry.act and entry.act.id == emendation.id]
        if f"'{emendation.id}'" in refused:
            continue
        assert mine
        assert "".join(case.text[entry.span.start : entry.span.end] for entry in mine) == emendation.before
        assert "".join(entry.reading for entry in mine) == emendation.after
        assert {entry.kind for entry in mine} == {emendation.kind}


@given(strategies.cases())
def test_a_line_that_is_not_named_is_a_problem_and_still_accounted_for(case: Case) -> None:
    bare = Edition((), (), strategies.PLACE)
    source = strategies.source(case.text, bare)
    edited, problems = apply_edition(source, FORMATS["newspaper-ocr"].read(case.text))
    assert_lawful(edited)
    assert bool(case.text.strip()) == any(problem.code == "E103" for problem in problems)
    assert not edited.ledger.characters()[ActKind.KEPT]


@given(strategies.cases(emended=False))
def test_rules_are_settled_after_one_pass_through_the_source(case: Case) -> None:
    """Rules never touch what a rule wrote: the account has one act a place."""
    edited, _ = _apply(case)
    for text in edited.texts:
        for block in text.blocks:
            origins = [segment.origin for segment in block.text.segments if segment.origin.length]
            assert sum(span.length for span in origins) == sum(f.span.length for f in block.fragments)


def _apply(case: Case) -> tuple[EditedSource, set[str]]:
    edited, problems = apply_edition(case.source, FORMATS["newspaper-ocr"].read(case.text))
    return edited, {problem.code for problem in problems}


def _numbers(addresses: tuple[object, ...]) -> list[int]:
    return [address.first for address in addresses if isinstance(address, LineRange)]
