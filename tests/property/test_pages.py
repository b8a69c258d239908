"""A page parsed gives back what it was made from, however much like MyST the words on it look."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
import strategies
from hypothesis import given
from jiaozhu.locale import use_language
from jiaozhu.markup.grammar import parser
from jiaozhu.model.act import ActKind
from jiaozhu.model.page import Block, Page
from jiaozhu.outputs.myst.apparatus import LONGEST_QUOTE
from jiaozhu.outputs.myst.page import write_page
from markdown_it.token import Token
from ruamel.yaml import YAML

TERMS = strategies.terms()


@pytest.fixture(scope="module", autouse=True)
def _in_chinese() -> Iterator[None]:
    with use_language("zh_CN"):
        yield


@given(strategies.pages())
def test_every_block_reads_as_it_should(page: Page) -> None:
    read = {id: text for id, text, _ in _blocks(_parsed(page))}
    for block in page.blocks:
        assert read[block.id] == block.reading
    assert [id for id in read if id] == [block.id for block in _in_page_order(page)]


@given(strategies.pages())
def test_every_mark_is_there_once_and_nothing_else_is(page: Page) -> None:
    tokens = _parsed(page)
    inner = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    ids = [str(token.attrs["id"]) for token in [*tokens, *inner] if "id" in token.attrs]
    changes = [change.act.id for block in page.blocks for change in block.changes]
    seams = [seam.id for block in page.blocks for seam in block.seams]
    blocks = [block.id for block in page.blocks]
    assert sorted(ids) == sorted([*blocks, *seams, *(f"{kind}-{id}" for id in changes for kind in "ca")])
    footnotes = [child.meta["label"] for child in inner if child.type == "footnote_ref"]
    assert footnotes == [f"n-{note.note.id}" for block in _in_page_order(page) for note in block.notes]
    roles = {child.meta["name"] for child in inner if child.type == "myst_role"}
    assert roles <= {"term", "cite"}
    forbidden = {"image", "html_inline", "code_inline", "html_block", "fence", "code_block", "blockquote_open", "hr"}
    assert not {token.type for token in [*tokens, *inner]} & forbidden


@given(strategies.pages())
def test_every_change_has_its_entry_with_both_readings(page: Page) -> None:
    shown = {id: (text, _text(token.children or [])) for token in _parsed(page) for id, text in _spans(token)}
    for block in page.blocks:
        for change in block.changes:
            lemma, entry = shown[f"a-{change.act.id}"]
            if change.act.kind is ActKind.CORRECTED:
                assert lemma == block.reading[change.start : change.end]
            flat = " ".join(change.source.split())
            if change.act.kind is not ActKind.GAP and len(flat) <= LONGEST_QUOTE:
                assert f"「{flat}」" in entry


@given(strategies.pages())
def test_every_note_begins_with_its_kind_and_its_quote(page: Page) -> None:
    """The quote is on one line, however many it has in the text, and without blanks at its ends."""
    notes = _footnotes(_parsed(page))
    for note in page.notes:
        quote = " ".join(note.note.target.quote.split())
        assert notes[f"n-{note.note.id}"].startswith(f"〔注〕{quote}：")
    assert len(notes) == len(page.notes)


@given(strategies.pages())
def test_the_front_matter_gives_the_title_back(page: Page) -> None:
    head = write_page(page, TERMS).split("\n---\n")[0].removeprefix("---\n")
    fields = YAML(typ="safe", pure=True).load(head)
    assert fields == {"title": page.title, "siglum": "s", "text": "t", "genre": "通讯", "date": ""}


@given(strategies.pages())
def test_writing_is_deterministic_and_clean(page: Page) -> None:
    text = write_page(page, TERMS)
    assert text == write_page(page, TERMS)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[^\S\n]\n", re.sub(r"〔日期〕.*", "", text.replace("\u3000", "")))


def _parsed(page: Page) -> list[Token]:
    return parser().parse(write_page(page, TERMS), {})


def _in_page_order(page: Page) -> list[Block]:
    titles = [block for block in page.blocks if block.kind == "title"]
    return titles + [block for block in page.blocks if block.kind != "title"]


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str, Token]]:
    """Id, reading and token of every block with an id: paragraphs carry theirs, headings and cells hold spans."""
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "paragraph_open" and "id" in opening.attrs:
            yield str(opening.attrs["id"]), _text(inline.children or []), opening
        elif opening.type in ("heading_open", "td_open", "th_open"):
            for id, text in _spans(inline):
                if re.fullmatch(r"l\d{4}", id):
                    yield id, text, opening


def _spans(token: Token) -> Iterator[tuple[str, str]]:
    """Id and text of every attribute span with an id."""
    children = token.children or []
    for start, child in enumerate(children):
        if child.type == "span_open" and "id" in child.attrs:
            depth = 0
            for end in range(start, len(children)):
                depth += {"span_open": 1, "span_close": -1}.get(children[end].type, 0)
                if depth == 0:
                    yield str(child.attrs["id"]), _text(children[start + 1 : end])
                    break


def _text(children: list[Token]) -> str:
    """What is read: words of terms as they are in the text, gap marks left out."""
    out: list[str] = []
    links: list[bool] = []
    for child in children:
        if child.type == "link_open":
            links.append("jz-gap" in str(child.attrs.get("class", "")))
        elif child.type == "link_close":
            links.pop()
        elif any(links):
            continue
        elif child.type == "hardbreak":
            out.append("\n")
        elif child.type == "myst_role":
            out.append(re.sub(r" <[^<>]*>\Z", "", child.content))
        elif child.type == "text":
            out.append(child.content)
    return "".join(out)


def _footnotes(tokens: list[Token]) -> dict[str, str]:
    found: dict[str, str] = {}
    label = None
    for token in tokens:
        if token.type == "footnote_open":
            label = str(token.meta["label"])
        elif token.type == "footnote_close":
            label = None
        elif token.type == "inline" and label is not None and label not in found:
            found[label] = _text(token.children or [])
    return found
