"""Line numbers and quotes of an edition → stretches of the source."""

from __future__ import annotations

import pytest
from jiaozhu.edition.editing.addresses import LineIndex, fragments, piece_ids
from jiaozhu.formats import FORMATS
from jiaozhu.model.edition import LineRange, Piece
from jiaozhu.model.problem import Place

PLACE = Place("edition.yaml", 7, 9)
TEXT = "第一行\n\n 第三行,袜业与袜业 \n第四行\r\n"
INDEX = LineIndex(FORMATS["newspaper-ocr"].read(TEXT))


def words(*addresses: LineRange | Piece) -> list[str]:
    found = []
    for address in addresses:
        units, problems = INDEX.units(address)
        assert problems == []
        found += [TEXT[unit.span.start : unit.span.end] for unit in units]
    return found


def code(address: LineRange | Piece) -> tuple[str, Place]:
    units, (problem,) = INDEX.units(address)
    assert units == []
    assert problem.hint
    return problem.code, problem.place


def test_lines_are_numbered_as_an_editor_shows_them() -> None:
    assert words(LineRange(1, 1, PLACE)) == ["第一行"]
    assert words(LineRange(1, 4, PLACE)) == ["第一行", " 第三行,袜业与袜业 ", "第四行"]
    assert INDEX.last == 4
    assert INDEX.locate(TEXT.index("三")) == (3, 3)


def test_a_piece_runs_from_a_quote_up_to_another() -> None:
    assert words(Piece(3, None, ",", PLACE)) == ["第三行"]
    assert words(Piece(3, "与", None, PLACE)) == ["与袜业"]
    assert words(Piece(3, "行,", "与袜", PLACE)) == ["行,袜业"]
    assert words(Piece(3, None, None, PLACE)) == ["第三行,袜业与袜业"]


def test_until_is_looked_for_after_from() -> None:
    assert words(Piece(3, "业与", "袜业", PLACE)) == ["业与"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (LineRange(6, 6, PLACE), "E101"),
        (LineRange(0, 1, PLACE), "E101"),
        (LineRange(3, 1, PLACE), "E101"),
        (LineRange(1, 9, PLACE), "E101"),
        (Piece(9, "x", None, PLACE), "E101"),
        (LineRange(2, 2, PLACE), "E102"),
        (LineRange(1, 1, PLACE, part=2), "E102"),
        (Piece(2, None, None, PLACE), "E102"),
        (Piece(3, "，", None, PLACE), "E104"),
        (Piece(3, "与", "第", PLACE), "E104"),
        (Piece(3, "袜业", None, PLACE), "E105"),
        (Piece(3, None, "袜", PLACE), "E105"),
    ],
)
def test_what_is_not_there_is_a_problem_with_its_place(address: LineRange | Piece, expected: str) -> None:
    assert code(address) == (expected, PLACE)


def test_neighbours_are_one_fragment_and_named_after_the_first() -> None:
    units = [unit for number in (1, 3, 4) for unit in INDEX.units(LineRange(number, number, PLACE))[0]]
    ids = piece_ids(units, INDEX.document)
    assert [(f.id, f.span.start, f.span.end) for f in fragments(units, ids, TEXT, PLACE)] == [("l0001", 0, 20)]
    apart = fragments([units[2], units[0], units[1]], ids, TEXT, PLACE)
    assert [fragment.id for fragment in apart] == ["l0004", "l0001"]


def test_pieces_of_a_line_are_numbered_in_source_order_whatever_order_they_are_read_in() -> None:
    (late,) = INDEX.units(Piece(3, "与", None, PLACE))[0]
    (early,) = INDEX.units(Piece(3, None, ",", PLACE))[0]
    ids = piece_ids([late, early], INDEX.document)
    assert (ids[early.span], ids[late.span]) == ("l0003", "l0003-2")


def test_a_piece_never_takes_the_id_of_another_part_of_its_line() -> None:
    text = "<p>甲乙丙</p><p>丁</p>\n"
    index = LineIndex(FORMATS["html-post"].read(text))
    pieces = [Piece(1, "甲", "乙", PLACE), Piece(1, "乙", "丙", PLACE), Piece(1, "丙", "</p><p>", PLACE)]
    units = [unit for piece in pieces for unit in index.units(piece)[0]]
    units += index.units(LineRange(1, 1, PLACE, part=2))[0]
    ids = piece_ids(units, index.document)
    assert list(ids.values()) == ["l0001", "l0001-3", "l0001-4", "l0001-2"]
