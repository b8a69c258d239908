"""The promise as assertions: nothing is lost, nothing is silent. Tried on random sources and on the real ones."""

from __future__ import annotations

from jiaozhu.edition.anchoring import ReadingIndex
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.model.act import ActKind


def assert_lawful(edited: EditedSource) -> None:
    """Every law of the ledger holds for ``edited``."""
    assert_tiles(edited)
    assert_blocks_join(edited)
    assert_every_character_has_an_origin(edited)
    assert_forward_and_back(edited)


def assert_tiles(edited: EditedSource) -> None:
    """The spans tile the source; each is what its kind says."""
    ledger, source = edited.ledger, edited.document.text
    at = 0
    for entry in ledger.spans:
        assert entry.span.start == at <= entry.span.end
        at = entry.span.end
    assert at == len(source) == ledger.length == ledger.accounted
    assert ledger.tiles()
    assert sum(ledger.characters().values()) == len(source)


def assert_blocks_join(edited: EditedSource) -> None:
    """The readings of a block's spans, joined, are its text; every span with a reading is in exactly one block."""
    ledger = edited.ledger
    seen: list[int] = []
    accounts = {text.id: text for text in ledger.texts}
    for text in edited.texts:
        blocks = accounts[text.spec.id].blocks
        assert [block.id for block in blocks] == [block.id for block in text.blocks]
        assert len({block.id for block in blocks}) == len(blocks)
        for account, block in zip(blocks, text.blocks, strict=True):
            assert "".join(ledger.spans[index].reading for index in account.spans) == block.text.reading
            assert all(ledger.spans[index].block == block.id for index in account.spans)
            seen += account.spans
    assert len(seen) == len(set(seen))
    assert {index for index, entry in enumerate(ledger.spans) if entry.reading} <= set(seen)


def assert_every_character_has_an_origin(edited: EditedSource) -> None:
    """What is read is in the source, or an act says why it is read; what is not read has an act."""
    for entry in edited.ledger.spans:
        original = edited.document.text[entry.span.start : entry.span.end]
        if entry.kind in (ActKind.KEPT, ActKind.MOVED):
            assert entry.reading == original
            assert (entry.kind is ActKind.KEPT) == (entry.act is None)
            continue
        assert entry.act is not None
        assert entry.act.kind is entry.kind
        assert entry.act.reason
        assert (entry.act.rule is None) == (entry.act.resp is not None)
        if not original and entry.reading:
            assert entry.kind is ActKind.SUPPLIED
        if entry.kind in (ActKind.OMITTED, ActKind.SURPLUS, ActKind.GAP):
            assert not entry.reading


def assert_forward_and_back(edited: EditedSource) -> None:
    """A source position goes forward to the page and back to where it came from; so does a position on the page."""
    ledger = edited.ledger
    index = ReadingIndex(ledger)
    number = {(text, block): place for place, (text, block, _) in enumerate(index.blocks)}
    for position in range(ledger.length):
        there = ledger.forward(position)
        if there is None:
            continue
        back = index.origins(number[there.text, there.block], there.offset, there.end)
        assert any(span.start <= position < span.end for span in back)
    for place, (text, block, spans) in enumerate(index.blocks):
        for offset in range(sum(len(ledger.spans[span].reading) for span in spans)):
            for origin in index.origins(place, offset, offset + 1):
                if origin.length:
                    there = ledger.forward(origin.start)
                    assert there is not None
                    assert (there.text, there.block) == (text, block)
                    assert there.offset <= offset < there.end
