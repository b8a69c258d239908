"""Lines that are put into a source move nothing that was written about it; whatever is done to it, nothing is lost."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.pipeline import make_book
from jiaozhu.formats import FORMATS
from jiaozhu.store import load_corpus
from jiaozhu.workflows.rebasing.alignment import align
from jiaozhu.workflows.rebasing.carrying import Carried, carry
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.streams import stream_of_document
from jiaozhu.workflows.rebasing.witness import NotAWitness, read_witness
from paths import CORPUS
from strategies import lines as hostile

SIGLA = ("tashan-2019", "nanbei-2019-05", "lianghui-2022", "xiaoshanghai-2019")


@cache
def source(siglum: str) -> tuple[EditedSource, dict[str, bytes]]:
    folder = CORPUS / "sources" / siglum
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    book = make_book(load_corpus(CORPUS)[0])
    return next(volume.edited for volume in book.volumes if volume.source.siglum == siglum), files


@cache
def borders(siglum: str) -> tuple[int, ...]:
    """Code points of the source where a line begins that does not go on with what is read of the line before it."""
    edited, _ = source(siglum)
    owner = {
        at: block.id
        for text in edited.texts
        for block in text.blocks
        for fragment in block.fragments
        for at in (fragment.span.start, *(line.span.start for line in edited.document.lines))
        if fragment.span.start <= at < fragment.span.end
    }
    ends = {
        line.span.start: next(
            (
                block.id
                for text in edited.texts
                for block in text.blocks
                for f in block.fragments
                if _ends(f.span, line.span)
            ),
            None,
        )
        for line in edited.document.lines
    }
    found = []
    before = None
    for line in edited.document.lines:
        if before is None or ends[before] is None or owner.get(line.span.start) != ends[before]:
            found.append(line.span.start)
        before = line.span.start
    return tuple(found)


def _ends(fragment: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether the end of a line is read in a fragment."""
    return fragment[0] < line[1] <= fragment[1]


def carried(siglum: str, text: str) -> Carried:
    edited, files = source(siglum)
    format = edited.source.about.format
    return carry(edited, files, read_witness(text.encode(), "copy", format, format), "copy", language="zh")


@settings(max_examples=30)
@given(data=st.data())
def test_lines_that_are_put_in_move_nothing(data: st.DataObject) -> None:
    siglum = data.draw(st.sampled_from(SIGLA))
    edited, files = source(siglum)
    text = edited.document.text
    places = data.draw(st.sets(st.sampled_from(borders(siglum)), min_size=1, max_size=12))
    strange = st.text("щгшбюжцчы ёъ", min_size=1, max_size=60).filter(str.strip)
    for place in sorted(places, reverse=True):
        text = f"{text[:place]}{data.draw(strange)}\n{text[place:]}"
    made = carried(siglum, text)
    assert [item.id for item in made.record.held if item.placement.state is not State.EXACT] == []
    for name, content in files.items():
        if name.startswith("notes/"):
            assert made.files[name] == content
    assert made.record.missing == ()
    assert len(made.record.strange) == len(places)
    assert made.record.taken_in == ()


@settings(max_examples=30)
@given(data=st.data())
def test_whatever_is_done_to_it_everything_is_carried_or_told(data: st.DataObject) -> None:
    siglum = data.draw(st.sampled_from(SIGLA))
    edited, files = source(siglum)
    text = edited.document.text
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 4000)))
        kind = data.draw(st.sampled_from(["cut", "double", "move", "put"]))
        words = text[start:end]
        if kind == "put":
            text = text[:start] + data.draw(hostile) + text[end:]
        elif kind == "double":
            text = text[:end] + words + text[end:]
        else:
            text = text[:start] + text[end:]
        if kind == "move":
            to = data.draw(st.integers(0, len(text)))
            text = text[:to] + words + text[to:]
    try:
        made = carried(siglum, text)
    except NotAWitness:
        return  # nothing was left
    assert made.placer.edited.ledger.tiles()
    for item in made.record.of("note"):
        there = f"notes/{item.id}.md" in made.files
        assert there == (item.placement.state is State.EXACT)
        if there:
            assert made.files[f"notes/{item.id}.md"] == files[f"notes/{item.id}.md"]
        else:
            assert item.whole.encode() == files[f"notes/{item.id}.md"]
    assert len(made.record.emendations) == len(edited.source.emendations)


@given(old=st.lists(hostile, max_size=8), new=st.lists(hostile, max_size=8))
def test_a_comparison_pairs_each_character_with_at_most_one(old: list[str], new: list[str]) -> None:
    one, other = (stream_of_document(FORMATS["plain-text"].read("\n".join(words))) for words in (old, new))
    made = align(one, other)
    assert len(made.forward) == len(one.text)
    assert len(made.backward) == len(other.text)
    for at, to in enumerate(made.forward):
        assert to < 0 or made.backward[to] == at
    for at, to in enumerate(made.backward):
        assert to < 0 or made.forward[to] == at
    same = align(one, one)
    assert list(same.forward) == list(range(len(one.text)))
