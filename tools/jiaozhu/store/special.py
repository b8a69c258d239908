"""Values that a file holds in a shape of their own: lines of a source, blocks, decimal numbers, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from jiaozhu.model.edition import BLOCK_KINDS, ROW_KINDS, BlockSpec, LineRange, Piece
from jiaozhu.model.keys import Special
from jiaozhu.store.corpus_language import editor
from jiaozhu.store.forms import RangeName, SourceWords, Words, line_names
from jiaozhu.store.loading import decimal
from jiaozhu.store.shapes import CODECS, Codec, Shape, literal
from jiaozhu.store.yaml_text import Located, Path
from jiaozhu.store.yaml_writing import Flow, Quoted


class PieceRecord(Shape):
    """A piece of one line."""

    at: int = Field(description="Line number, from 1.")
    from_: SourceWords | None = Field(None, alias="from", description="The piece begins with this quote.")
    until: SourceWords | None = Field(None, description="The piece ends before this quote.")


class GapRecord(Shape):
    """A place where the source breaks off."""

    reason: Words
    resp: Words | None = None


def _form(value: Any) -> str | None:
    """Which way of naming lines ``value`` takes; its mistakes are judged by that way alone."""
    if isinstance(value, (dict, PieceRecord)):
        return "piece"
    return {int: "number", str: "range", list: "list", type(None): "none"}.get(type(value))


def _block_form(block: Any) -> str | None:
    """A gap has a reason, every other kind has lines; two kinds in one block are no block."""
    if not isinstance(block, dict) or len(block) != 1:
        return None
    return "gap" if "gap" in block else "row" if ROW_KINDS.keys() & block.keys() else "block"


@cache
def _lines_type(*, or_none: bool = False) -> Any:
    wrong: dict[str, Any] = {"custom_error_type": "lines", "custom_error_message": "lines"}
    number = Annotated[int, Tag("number")]
    names = Annotated[RangeName, Tag("range")]
    piece = Annotated[PieceRecord, Tag("piece")]
    one: Any = Annotated[number | names | piece, Discriminator(_form, **wrong)]
    several: Any = Annotated[list[one], Field(min_length=1), Tag("list")]
    if or_none:
        return Annotated[number | names | piece | several | Annotated[None, Tag("none")], Discriminator(_form, **wrong)]
    return Annotated[number | names | piece | several, Discriminator(_form, **wrong)]


@cache
def _block_type() -> Any:
    kinds: Any = literal(tuple(kind for kind in BLOCK_KINDS if kind != "gap" and kind not in ROW_KINDS))
    rows: Any = literal(tuple(ROW_KINDS))
    named: Any = _lines_type()
    cell: Any = _lines_type(or_none=True)
    lines: Any = Annotated[dict[kinds, named], Field(min_length=1, max_length=1), Tag("block")]
    cells: Any = Annotated[list[cell], Field(min_length=1)]
    row: Any = Annotated[dict[rows, cells], Field(min_length=1, max_length=1), Tag("row")]
    gap = Annotated[dict[Literal["gap"], GapRecord], Field(min_length=1, max_length=1), Tag("gap")]
    return Annotated[
        lines | row | gap,
        Discriminator(
            _block_form,
            custom_error_type="block",
            custom_error_message="block",
        ),
    ]


def _load_lines(lines: Any, located: Located, path: Path) -> tuple[LineRange | Piece, ...]:
    if isinstance(lines, list):
        return tuple(part for n, item in enumerate(lines) for part in _load_lines(item, located, (*path, n)))
    place = located.place(path)
    if isinstance(lines, PieceRecord):
        return (Piece(lines.at, lines.from_, lines.until, place),)
    if isinstance(lines, int):
        return (LineRange(lines, lines, place),)
    first, last, part, last_part = line_names(lines)
    if part is None:
        return (LineRange(first, last, place),)
    return tuple(LineRange(first, first, place, n) for n in range(part, (last_part or part) + 1))


def _load_block(block: Any, located: Located, path: Path) -> BlockSpec:
    ((kind, lines),) = block.items()
    place = located.place((*path, kind))
    if isinstance(lines, GapRecord):
        return BlockSpec(kind, (), place, lines.reason, lines.resp or editor())
    if kind not in ROW_KINDS:
        return BlockSpec(kind, _load_lines(lines, located, (*path, kind)), place)
    cells = [
        () if cell is None else _load_lines(cell, located, (*path, kind, number)) for number, cell in enumerate(lines)
    ]
    return BlockSpec(kind, tuple(line for cell in cells for line in cell), place, cells=tuple(map(len, cells)))


def _load_number(value: Any, located: Located, path: Path) -> Fraction:
    return Fraction(decimal(value))


def _load_finding(value: Any, located: Located, path: Path) -> bool:
    return bool(value == "agree")


def _named(lines: Sequence[LineRange | Piece]) -> Iterator[Any]:
    """Lines as a file names them; parts of one line that follow each other are one range."""
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if isinstance(line, Piece):
            piece = {"at": line.line, "from": _quoted(line.begin), "until": _quoted(line.until)}
            yield Flow({key: value for key, value in piece.items() if value is not None})
        elif line.part is None:
            yield line.first if line.first == line.last else Quoted(f"{line.first}-{line.last}")
        else:
            while end < len(lines) and _follows(lines[end - 1], lines[end]):
                end += 1
            yield Quoted("-".join(f"{item.first}/{item.part}" for item in _ends(lines[at:end])))
        at = end


def _follows(one: LineRange | Piece, other: LineRange | Piece) -> bool:
    if isinstance(one, Piece) or isinstance(other, Piece) or one.part is None or other.part is None:
        return False
    return one.first == other.first and other.part == one.part + 1


def _ends(parts: Sequence[LineRange | Piece]) -> list[LineRange]:
    found = [part for part in (parts[0], parts[-1]) if isinstance(part, LineRange)]
    return found if len(parts) > 1 else found[:1]


def _quoted(words: str | None) -> Quoted | None:
    return None if words is None else Quoted(words)


def _dump_lines(lines: Sequence[LineRange | Piece]) -> Any:
    names = list(_named(lines))
    return names[0] if len(names) == 1 else Flow(names)


def _dump_block(block: BlockSpec) -> Any:
    if block.kind == "gap":
        gap = {"reason": Quoted(block.reason)} | ({"resp": block.resp} if block.resp != editor() else {})
        return {"gap": Flow(gap)}
    if block.kind not in ROW_KINDS:
        return {block.kind: _dump_lines(block.lines)}
    ends = list(accumulate(block.cells, initial=0))
    cells = [block.lines[start:end] for start, end in pairwise(ends)]
    return {block.kind: Flow([_dump_lines(cell) if cell else None for cell in cells])}


def _dump_number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


#: How each is checked, read and written.
SPECIAL: dict[Special, Codec] = {
    Special.LINES: Codec(_lines_type, _load_lines, _dump_lines),
    Special.LISTED_LINES: Codec(_lines_type, _load_lines, lambda lines: Flow(list(_named(lines)))),
    Special.BLOCK: Codec(_block_type, _load_block, _dump_block),
    Special.NUMBER: Codec(lambda: Annotated[float, Field(allow_inf_nan=False)], _load_number, _dump_number),
    Special.FINDING: Codec(
        lambda: Literal["agree", "disagree"], _load_finding, lambda agrees: "agree" if agrees else "disagree"
    ),
}
CODECS.update(SPECIAL)
