"""What the properties are tried on: hostile text, whole sources with editions, chains of acts, pages.

Texts are drawn from what the sources really hold (Chinese, digits, half- and full-width punctuation, white space of
many kinds) and from everything that means something to MyST, to HTML or to our own formats.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st
from jiaozhu.formats.lines import non_blank_lines
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.corpus import About, Source
from jiaozhu.model.document import Cell
from jiaozhu.model.edition import (
    ROW_KINDS,
    BlockSpec,
    Edition,
    Emendation,
    LineRange,
    Omission,
    OrderNote,
    Piece,
    TextSpec,
)
from jiaozhu.model.kinds import Genre, NoteKind, TermKind
from jiaozhu.model.note import AnchoredNote, Note, Target
from jiaozhu.model.page import Block, Change, Page, Seam
from jiaozhu.model.problem import Place
from jiaozhu.model.span import Span
from jiaozhu.model.term import Term, TermMatch
from jiaozhu.model.text import Revision, Text

PLACE = Place("edition.yaml", 1, 1)
NOTE = NoteKind("注", "note", "note")
PLACE_NAME = TermKind("place", "place name", group="Places")
FEATURE = Genre("通讯", "feature report")

_HAN = "辽源袜业发展工作一二三十百年𠮷々"
_PUNCTUATION = ",.:;?!()，。：；？！（）、《》“”‘’…—\"'%"
_MARKUP = "\\`*_[]<>{}&#!|~$^+-=@/"
_SPACES = " \t\u3000\xa0"
_STRANGE = "\x00\x0b\x0c\x1c\x7f\x85\u2028\ufeff\u200b\u202e\u0301\r\ufdd0"
_SYNTAX = (
    "# ",
    "## ",
    "- ",
    "1. ",
    "1) ",
    "> ",
    "```",
    "~~~",
    "---",
    "===",
    "***",
    "+++",
    "% ",
    ":::",
    "(x)=",
    "|a|b|",
    "| - | - |",
    "{ref}`x`",
    "{term}`y <z>`",
    "{cite}`k`",
    "[x](y)",
    "![x](y)",
    "[^n-a]",
    "[^a]: ",
    "[a]: b",
    "<b>",
    "</p>",
    "<!--",
    "-->",
    "<http://a.b>",
    "http://a.b",
    "&amp;",
    "&#65;",
    "&nbsp;",
    "\\",
    "\\\\",
    "{#id .c}",
    "{.c}",
    "[]{#x}",
    "$$",
    "$x$",
    "    ",
    "\t",
    "**x**",
    "__x__",
    "`",
    "``",
    "20222022",
    "、",
    "“",
    '"',
    "--",
    "...",
    "0.",
    "123456789.",
    "1234567890.",
)

#: Text of one line, as a source may hold it.
lines = st.lists(
    st.text(_HAN, min_size=1, max_size=6)
    | st.text(_HAN + _PUNCTUATION + "0123456789AB" + _SPACES, min_size=1, max_size=6)
    | st.sampled_from(_SYNTAX)
    | st.text(_MARKUP + _STRANGE, min_size=1, max_size=3),
    min_size=1,
    max_size=5,
).map("".join)

#: Text as a page may have to hold it: anything but control characters, which a rule has shown as symbols.
_clean = lines.map(lambda text: "".join(char for char in text if char >= " " and not "\x7f" <= char <= "\x9f"))
readings = st.lists(_clean | st.characters(exclude_categories=["Cs", "Cc"]), max_size=4).map("".join) | st.lists(
    _clean, min_size=2, max_size=4
).map("\n".join)


class Case(NamedTuple):
    """A source with an edition that has nothing wrong, and what went into it."""

    source: Source
    text: str
    emendations: tuple[Emendation, ...]


def about(format: str, data: bytes) -> About:
    """The ``about.yaml`` of a source of ``format``."""
    digest = hashlib.sha256(data).hexdigest()
    return About(
        title="无",
        kind="无",
        provenance="无",
        rights="无",
        condition="无",
        publisher=None,
        date=None,
        format=format,
        file="source.txt",
        sha256=digest,
        citation="source",
        place=PLACE,
        sha256_place=PLACE,
        citation_place=PLACE,
        format_place=PLACE,
    )


def source(text: str, edition: Edition, *emendations: Emendation, format: str = "newspaper-ocr") -> Source:
    """A source whose bytes are ``text``."""
    data = text.encode()
    return Source("source", Place("source.txt"), data, about(format, data), edition, emendations)


#: Kinds of block as pages show them; a cell is part of a row.
_SHOWN = (
    "title", "p", "p", "p", "heading", "subheading", "caption", "byline", "notice", "item", "subitem", "numbered",
    "subnumbered", "quote", "verse", "code", "footnote", "cell",
)  # fmt: skip


@st.composite
def cases(draw: st.DrawFn, *, rules: bool = True, emended: bool = True, moved: bool = True) -> Case:
    """A source of random lines, read as random texts: lines joined, cut into pieces, moved, left out and emended."""
    parts = draw(st.lists(lines | st.sampled_from(["", " ", "\u3000", "\r"]), min_size=1, max_size=12))
    text = "\n".join(parts) + draw(st.sampled_from(["", "\n", "\n\n"]))
    numbers = [line.number for line in non_blank_lines(text)]
    omitted = draw(st.sets(st.sampled_from(numbers), max_size=2)) if numbers else set()
    units = [unit for number in numbers if number not in omitted for unit in _units(draw, text, number)]
    if moved:
        units = draw(st.permutations(units))
    edition = Edition(
        tuple(_texts(draw, units)),
        tuple(
            Omission((LineRange(number, number, PLACE),), "版式", PLACE, "编者", Certainty.HIGH)
            for number in sorted(omitted)
        ),
        PLACE,
        {} if rules else _no_rules(),
    )
    emendations = tuple(_emendations(draw, text, [n for n in numbers if n not in omitted])) if emended else ()
    return Case(source(text, edition, *emendations), text, emendations)


def _no_rules() -> dict[str, bool]:
    from jiaozhu.edition.editing.rules import RULE_NAMES

    return dict.fromkeys(RULE_NAMES, False)


def _units(draw: st.DrawFn, text: str, number: int) -> list[LineRange | Piece]:
    """A line whole, or cut in two at a character that is unique in it."""
    line = text.split("\n")[number - 1]
    cuts = [
        (index, char)
        for index, char in enumerate(line)
        if line.count(char) == 1 and line[:index].strip() and line[index:].strip() and not char.isspace()
    ]
    if not cuts or not draw(st.booleans()):
        return [LineRange(number, number, PLACE)]
    _, char = draw(st.sampled_from(cuts))
    return [Piece(number, None, char, PLACE), Piece(number, char, None, PLACE)]


def _texts(draw: st.DrawFn, units: list[LineRange | Piece]) -> list[TextSpec]:
    kinds = st.sampled_from([*_SHOWN[:-1], "row", "first-row", "head-row", "flow"])
    texts: list[TextSpec] = []
    while units:
        blocks: list[BlockSpec] = []
        taken = draw(st.integers(1, len(units)))
        mine, units = units[:taken], units[taken:]
        while mine:
            size = draw(st.integers(1, min(3, len(mine))))
            kind = draw(kinds)
            cells = draw(st.permutations([1] * size + [0])) if kind in ROW_KINDS else ()
            blocks.append(BlockSpec(kind, tuple(mine[:size]), PLACE, cells=tuple(cells)))
            mine = mine[size:]
            if draw(st.integers(0, 5)) == 0:
                blocks.append(BlockSpec("gap", (), PLACE, "原文中断", "编者"))
        order = OrderNote("栏次", "编者", Certainty.HIGH)
        texts.append(TextSpec(f"t{len(texts)}", FEATURE, None, tuple(blocks), PLACE, title="题", order=order))
    return texts


def _emendations(draw: st.DrawFn, text: str, numbers: list[int]) -> list[Emendation]:
    """Up to three, each unique in its line by as much context as it takes. They may overlap or cross a border:
    what is refused then is the code's to say."""
    found: list[Emendation] = []
    for index in range(draw(st.integers(0, 3)) if numbers else 0):
        number = draw(st.sampled_from(numbers))
        line = text.split("\n")[number - 1]
        start = draw(st.integers(0, len(line) - 1))
        kind = draw(st.sampled_from([ActKind.CORRECTED, ActKind.SURPLUS, ActKind.SUPPLIED, ActKind.GAP]))
        end = start if kind in (ActKind.SUPPLIED, ActKind.GAP) else draw(st.integers(start + 1, len(line)))
        low, high = start, end
        while low == high or line.find(line[low:high], line.find(line[low:high]) + 1) >= 0:
            low, high = max(0, low - 1), min(len(line), high + 1)
        after = draw(_clean.filter(bool)) if kind in (ActKind.CORRECTED, ActKind.SUPPLIED) else ""
        found.append(
            Emendation(
                f"e{index}",
                number,
                kind,
                PLACE,
                "误字",
                Certainty.HIGH,
                "编者",
                before=line[start:end],
                after=after,
                prefix=line[low:start],
                suffix=line[end:high],
            )
        )
    return found


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, list[list[Revision]]]:
    """A source and rounds of edits; each round's offsets are into the reading that the rounds before it leave, if
    edits that meet earlier acts are dropped."""
    base = draw(st.text(_HAN + "，,\n ", min_size=1, max_size=24))
    text = Text.of_source(base, *_cut(draw, base))
    rounds: list[list[Revision]] = []
    for number in range(draw(st.integers(1, 4))):
        length = len(text.reading)
        cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
        edits = [
            Revision(start, end, draw(st.text("新字", max_size=3)) if start < end else "补", _act(number, index))
            for index, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
        ]
        rounds.append(edits)
        text = text.revise(edits, skip_conflicts=True)
    return base, rounds


def _cut(draw: st.DrawFn, base: str) -> list[Span]:
    at = draw(st.integers(0, len(base)))
    return [Span(0, at), Span(at, len(base))]


def _act(number: int, index: int) -> Act:
    return Act(ActKind.CORRECTED, f"a{number}-{index}", "误字", None, "编者", Certainty.HIGH)


#: Headwords: what the glossary's schema allows.
_HEADWORDS = ("一主六双", "211555", "袜业", "C++*[x]", "a_b_c", "{x}", "!a", "~a", "&amp;", "#1")


def terms() -> dict[str, Term]:
    """A small glossary, with headwords that are hard to write."""
    return {
        f"s{n}": Term(f"s{n}", word, "a", "b", PLACE_NAME, "义。", PLACE, 1, short=True)
        for n, word in enumerate(_HEADWORDS)
    }


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of blocks with random readings and everything that can hang on them."""
    blocks = [draw(_block(number)) for number in range(1, draw(st.integers(2, 4)) + 1)]
    row, column = 1, 0
    for number, block in enumerate(blocks):
        if block.kind == "cell":
            row, column = draw(st.sampled_from([(row, column + 1), (row, column + 3), (row + 1, 1), (row + 2, 2)]))
            blocks[number] = replace(block, cell=Cell(row, column, draw(st.booleans()) and row == 1))
    return Page(
        docname="s/t",
        siglum="s",
        text="t",
        title=draw(_clean) or "题",
        genre=FEATURE,
        date=None,
        date_note=draw(_clean),
        position=draw(_clean),
        citation="k",
        source_title=draw(_clean),
        blocks=tuple(blocks),
    )


@st.composite
def _block(draw: st.DrawFn, number: int) -> Block:
    words = draw(st.lists(readings | st.sampled_from(_HEADWORDS), max_size=4))
    reading = "".join(words)
    borders = sorted({0, *(draw(st.lists(st.integers(0, len(reading)), max_size=6))), len(reading)})
    stretches = draw(st.permutations(list(itertools.pairwise(borders))))[:2]
    changes = [
        Change(start, end, draw(readings), _emended(draw, f"b{number}-{n}", ActKind.CORRECTED), number)
        for n, (start, end) in enumerate(sorted(stretches))
    ]
    for n, place in enumerate(draw(st.lists(st.sampled_from(borders), max_size=2))):
        kind = draw(st.sampled_from([ActKind.SURPLUS, ActKind.GAP]))
        changes.append(Change(place, place, draw(readings), _emended(draw, f"b{number}-p{n}", kind), number))
    matches, at = [], 0
    for word in words:
        if word in _HEADWORDS:
            matches.append(TermMatch(at, at + len(word), f"s{_HEADWORDS.index(word)}"))
        at += len(word)
    ends = draw(st.lists(st.sampled_from(borders), max_size=2))
    return Block(
        id=f"l{number:04d}",
        kind=draw(st.sampled_from(_SHOWN)),
        reading=reading,
        seams=tuple(Seam(place, f"l{number:04d}-{n}") for n, place in enumerate(sorted(ends), 2)),
        changes=tuple(sorted(changes, key=lambda change: (change.start, change.end))),
        notes=tuple(draw(_note(f"b{number}-n{n}", end)) for n, end in enumerate(sorted(ends))),
        terms=tuple(matches),
    )


def _emended(draw: st.DrawFn, id: str, kind: ActKind) -> Act:
    return Act(kind, id, draw(_clean), None, draw(_clean), Certainty.HIGH, "文义。")


@st.composite
def _note(draw: st.DrawFn, id: str, end: int) -> AnchoredNote:
    quote = draw(readings)
    body = draw(st.sampled_from(["义。", "*义*。\n\n又义。", "- 一\n- 二", "见 {term}`袜业`。"]))
    note = Note(id, Target(quote), NOTE, "编者", "2026", body, PLACE, 1)
    return AnchoredNote(note, (), "t", "", max(0, end - 1), end)
