"""The old source's files in YAML with what must change in them; everything else stays as its editor wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from jiaozhu.model.edition import Emendation
from jiaozhu.model.note import Target
from jiaozhu.store.yaml_editing import edit_front_matter
from jiaozhu.workflows.rebasing.blocks import Address, NewBlock


def put_blocks(text: CommentedMap, blocks: Sequence[NewBlock]) -> None:
    """Give a text of ``edition.yaml`` its new blocks."""
    old = text["blocks"]
    used: set[int] = set()
    written = CommentedSeq()
    for block in blocks:
        item = old[block.spec]
        if block.spec in used or list(item) != [block.kind]:
            item = CommentedMap({block.kind: None})
        if block.cells:
            _put_cells(item, block)
        elif block.kind != "gap":
            put_lines(item, block.kind, block.lines)
        used.add(block.spec)
        written.append(item)
    text["blocks"] = written


def _put_cells(item: CommentedMap, block: NewBlock) -> None:
    """Give a row of a table its cells; if they are the same, they stay as they are written."""
    ends = list(accumulate(block.cells, initial=0))
    named = [list(block.lines[start:end]) for start, end in pairwise(ends)]
    cells = [(lines if len(lines) > 1 else lines[0]) if lines else None for lines in named]
    if cells == item[block.kind]:
        return
    written = CommentedSeq([_cell(cell) for cell in cells])
    written.fa.set_flow_style()
    item[block.kind] = written


def _cell(cell: Address | list[Address] | None) -> object:
    if not isinstance(cell, list):
        return None if cell is None else _address(cell)
    written = CommentedSeq([_address(address) for address in cell])
    written.fa.set_flow_style()
    return written


def put_lines(holder: CommentedMap, key: str, addresses: Sequence[Address]) -> None:
    """Give a block or an omission its addresses, on one line; if they are the same, they stay as they are written."""
    there = holder[key]
    if list(addresses) == (there if isinstance(there, list) else [there]):
        return
    written = CommentedSeq([_address(address) for address in addresses])
    written.fa.set_flow_style()
    holder[key] = written if len(written) > 1 else written[0]


def _address(address: Address) -> int | str | CommentedMap:
    if not isinstance(address, dict):
        return DoubleQuotedScalarString(address) if isinstance(address, str) and "/" in address else address
    piece = CommentedMap(
        {key: DoubleQuotedScalarString(said) if isinstance(said, str) else said for key, said in address.items()}
    )
    piece.fa.set_flow_style()
    return piece


def put_target(holder: CommentedMap, target: Target, *, named: bool) -> None:
    """Give a note's ``target``, or an event, another quote.

    Args:
        holder: The mapping with ``quote``.
        target: The new quote and its context.
        named: Whether the mapping may name the text.
    """
    for key in ("prefix", "suffix", *(("text", "block") if named else ())):
        holder.pop(key, None)
    holder["quote"] = DoubleQuotedScalarString(target.quote)
    at = list(holder).index("quote")
    said = {"prefix": target.prefix, "suffix": target.suffix}
    for key, words in reversed(said.items()):
        if words:
            holder.insert(at + 1, key, DoubleQuotedScalarString(words))
    if named and target.text:
        holder["text"] = target.text
    if named and target.block:
        holder["block"] = target.block


def put_emendations(entries: CommentedSeq, carried: Mapping[str, Emendation]) -> None:
    """Keep those of a file's emendations that were carried, each at its new line."""
    for at in range(len(entries) - 1, -1, -1):
        entry = entries[at]
        if entry["id"] not in carried:
            del entries[at]
            continue
        now = carried[entry["id"]]
        entry["line"] = now.line
        for key, words in (("before", now.before), ("prefix", now.prefix), ("suffix", now.suffix)):
            if words and entry.get(key) != words:
                entry[key] = DoubleQuotedScalarString(words)
            elif not words:
                entry.pop(key, None)


def with_target(note: str, target: Target) -> str:
    """Return a note's file with another target; its body stays, to the byte."""
    return edit_front_matter(note, lambda data: put_target(data["target"], target, named=True))
