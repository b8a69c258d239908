"""The ledger as programs read it, and what it says of positions."""

from __future__ import annotations

import json

import strategies
from hypothesis import given
from jiaozhu.edition.editing.apply import apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.ledger import BlockSegments, Ledger, draw_up
from jiaozhu.model.span import Span
from jiaozhu.model.text import Segment
from jiaozhu.problems.reports import ledger_json
from strategies import Case

WRONG = Act(ActKind.CORRECTED, "e1", "误字", None, "编者")
LOST = Act(ActKind.SUPPLIED, "e2", "脱字", None, "编者")
MOVED = Act(ActKind.MOVED, "order:t", "栏次", None, "编者")


def small() -> Ledger:
    """「甲林业乙」 with 林业 read 袜袜业, a supplied 补 after it, and 乙 read first because it was moved."""
    segments = [
        Segment("乙", Span(3, 4), None),
        Segment("甲", Span(0, 1), None),
        Segment("袜袜业", Span(1, 3), WRONG),
        Segment("补", Span(3, 3), LOST),
    ]
    return draw_up("s", "0" * 64, 4, [("t", [BlockSegments("l0001", "p", segments, [(Span(3, 4), MOVED)])])], [])


@given(strategies.cases())
def test_the_json_obeys_the_laws_without_our_code(case: Case) -> None:
    edited, _ = apply_edition(case.source, FORMATS["newspaper-ocr"].read(case.text))
    data = json.loads(ledger_json(edited.ledger))
    assert list(data) == ["siglum", "sha256", "length", "spans", "texts"]
    at = 0
    for span in data["spans"]:
        assert list(span) == ["start", "end", "kind", "reading", "text", "block", "act"]
        assert span["start"] == at <= span["end"]
        at = span["end"]
        if span["kind"] in ("kept", "moved"):
            assert span["reading"] == case.text[span["start"] : span["end"]]
    assert at == data["length"] == len(case.text)
    readings = {(text.spec.id, block.id): block.text.reading for text in edited.texts for block in text.blocks}
    for text in data["texts"]:
        for block in text["blocks"]:
            assert "".join(data["spans"][i]["reading"] for i in block["spans"]) == readings.pop(
                (text["id"], block["id"])
            )
    assert not readings


def test_json_of_an_act_gives_what_is_known_of_it() -> None:
    spans = json.loads(ledger_json(small()))["spans"]
    assert [span["kind"] for span in spans] == ["kept", "corrected", "supplied", "moved"]
    assert spans[0]["act"] is None
    assert spans[1]["act"] == {"id": "e1", "reason": "误字", "resp": "编者"}


def test_a_block_lists_its_spans_in_reading_order() -> None:
    ledger = small()
    assert ledger.texts[0].blocks[0].spans == (3, 0, 1, 2)
    assert [ledger.offset(index) for index in (3, 0, 1, 2)] == [0, 1, 2, 5]


def test_forward_gives_the_place_of_a_character_and_of_the_whole_of_a_change() -> None:
    ledger = small()
    ranges = [(there.offset, there.end) for position in range(4) if (there := ledger.forward(position))]
    assert ranges == [(1, 2), (2, 5), (2, 5), (0, 1)]
    assert ledger.forward(4) is None
    assert ledger.forward(-1) is None


def test_an_account_that_leaves_something_out_does_not_tile() -> None:
    def drawn(*segments: Segment, length: int = 4) -> Ledger:
        return draw_up("s", "0" * 64, length, [], segments)

    assert drawn(Segment("", Span(0, 4), WRONG)).tiles()
    for broken in (
        drawn(Segment("", Span(1, 4), WRONG)),
        drawn(Segment("", Span(0, 3), WRONG)),
        drawn(Segment("", Span(0, 2), WRONG), Segment("", Span(3, 4), WRONG)),
        drawn(Segment("", Span(0, 3), WRONG), Segment("", Span(2, 4), WRONG)),
    ):
        assert not broken.tiles()
    assert drawn(Segment("", Span(0, 3), WRONG), Segment("", Span(2, 4), WRONG)).accounted == 4
    assert drawn(Segment("", Span(0, 2), WRONG), Segment("", Span(3, 4), WRONG)).accounted == 3
    assert drawn(length=0).tiles()
