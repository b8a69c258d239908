"""The order of lines on a page: a law that holds for whatever boxes a file or a recogniser gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats.layout import Piece, in_reading_order, paragraphs, rows_of

PLACE = st.integers(0, 40).map(float)
BOX = st.tuples(PLACE, PLACE, PLACE, PLACE).map(lambda b: (b[0], b[1], b[0] + b[2] + 1, b[1] + b[3] / 4 + 1))
PIECES = st.lists(
    st.builds(Piece, st.sampled_from(("a", "line of words", "•  item", "。")), BOX, st.sampled_from((1.0, 2.0, 8.0))),
    max_size=40,
)


@given(PIECES)
def test_every_line_is_read_once(pieces: list[Piece]) -> None:
    pieces = [Piece(*piece) for piece in pieces]
    wanted = sorted(map(id, pieces))
    assert sorted(map(id, in_reading_order(pieces))) == wanted
    assert sorted(id(piece) for row in rows_of(pieces) for piece in row) == wanted


@given(PIECES)
def test_paragraphs_are_numbered_in_order(pieces: list[Piece]) -> None:
    numbers = [number for number, _kind in paragraphs(pieces)]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(pieces)


def test_a_line_within_a_high_one_across_a_gutter_is_read_once() -> None:
    """The rows of a table are one high piece; a line at its head is above its middle, and level with it."""
    columns = [Piece("line", (x, 28.0 + 6 * n, x + 40, 32.0 + 6 * n), 4.0) for x in (0.0, 60.0) for n in range(8)]
    pieces = [Piece("table", (10.0, 0.0, 85.0, 30.0), 4.0), Piece("head", (12.0, 1.0, 80.0, 5.0), 4.0), *columns]
    assert sorted(map(id, in_reading_order(pieces))) == sorted(map(id, pieces))
