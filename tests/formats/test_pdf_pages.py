"""The order of a page's lines, its paragraphs, headings and tables, and what a PDF file has beside its pages' text."""

from __future__ import annotations

import pytest
import samples
from drawings import Sheet, file_of, rule, words
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS
from jiaozhu.formats.pdf import judge, transcribe_pdf
from jiaozhu.model.transcript import Transcript

PROSE = (
    "The river had risen in the night and the bridge could not be crossed by the carts",
    "so the market was held on the near bank where the willows give some shade",
    "and people who lived beyond called their prices over the water to the sellers",
    "until towards evening a boat was found and the last of the bread went across",
)


def read(data: bytes) -> Transcript:
    found = transcribe_pdf(data, DEFAULT_LIMITS)
    assert found.account is not None
    assert found.account.unaccounted == 0
    return found


def cells(found: Transcript) -> dict[tuple[int, int], str]:
    table: dict[tuple[int, int], str] = {}
    for place, line in zip(found.places, found.text.split("\n"), strict=False):
        if place.shape is not None and place.shape.table:
            key = place.shape.row, place.shape.column
            table[key] = f"{table[key]} {line}" if key in table else line
    return table


def left_out(found: Transcript) -> list[tuple[str, str]]:
    assert found.account is not None
    return [(item.kind, item.text) for item in found.account.items if item.kind != "metadata"]


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_another_whatever_draws_them(by_row: bool) -> None:
    left = [f"left {n} of a column that is as wide as this" for n in range(12)]
    right = [f"right {n} of a column that is as wide as so" for n in range(12)]
    at = [(x, 350 - 14 * n, line) for x, column in ((20, left), (230, right)) for n, line in enumerate(column)]
    if by_row:
        at.sort(key=lambda item: -item[1])
    found = read(file_of(Sheet("".join(words(x, y, line, 9) for x, y, line in at), width=440)))
    assert found.text.split("\n")[:-1] == left + right


def test_a_page_that_is_drawn_from_the_bottom_is_read_from_the_top() -> None:
    lines = [f"line number {n} of the page" for n in range(20)]
    drawn = "".join(words(20, 380 - 16 * n, line) for n, line in reversed(list(enumerate(lines))))
    found = read(file_of(Sheet(drawn)))
    assert found.text.split("\n")[:-1] == lines


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_paragraphs_of_set_columns_are_whole(columns: int, language: str) -> None:
    texts = [f"{n} {text}." for n, text in enumerate(PROSE * 3)]
    if language == "zh":
        texts = [f"{samples.PARAGRAPHS[n % 3]}" for n in range(9)]
    font = "Libertinus Serif" if language == "en" else "Noto Serif SC"
    setting = f"#set page(width: {60 * columns}mm, height: 120mm, columns: {columns})\n"
    setting += f'#set text(font: "{font}", lang: "{language}")\n'
    setting += "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    found = read(samples.pdf(setting + "\n\n".join(texts)))
    paragraphs: dict[int, str] = {}
    for place, line in zip(found.places, found.text.split("\n"), strict=False):
        before = paragraphs.get(place.paragraph, "")
        paragraphs[place.paragraph] = before.removesuffix("-") + line
    flat = ["".join(text.split()) for text in paragraphs.values()]
    whole = sum("".join(text.split()) in flat for text in texts)
    assert whole >= len(texts) - 2 * columns, flat


def test_heads_are_known_by_type_weight_and_outline() -> None:
    drawn = words(20, 350, "A Large Head", 16) + words(20, 320, PROSE[0], 9) + words(20, 308, PROSE[1], 9)
    drawn += words(20, 285, "A bold head", 9, font="F2") + words(20, 270, PROSE[2], 9)
    drawn += words(20, 250, "A named part", 9) + words(20, 235, PROSE[3], 9)
    outline = (
        "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
        "<< /Title (3 A named part) /Parent 6 0 R /Dest [9 0 R /Fit] >>",
    )
    found = read(file_of(Sheet(drawn), catalog="/Outlines 6 0 R", more=outline))
    heads = [line for place, line in zip(found.places, found.text.split("\n"), strict=False) if place.kind == "heading"]
    assert heads == ["A Large Head", "A bold head", "A named part"]
    assert {place.kind for place in found.places} == {"heading", "p"}
    assert ("navigation", "3 A named part") in left_out(found)


def test_rows_of_a_table_without_rules_have_their_cells() -> None:
    rows = [("Name", "Town", "Age"), ("Anna", "Paris", "31"), ("Li Ming", "Harbin", "44"), ("Otto", "Wien", "9")]
    drawn = "".join(
        words(x, 300 - 15 * n, cell) for n, row in enumerate(rows) for x, cell in zip((20, 120, 220), row, strict=True)
    )
    found = read(file_of(Sheet(words(20, 330, "Before it.") + drawn)))
    assert cells(found) == {(r, c): cell for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1)}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_cells_of_ruled_tables_are_found_however_they_are_drawn(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 4))
    text = st.lists(st.text("abcdefg", min_size=1, max_size=6), min_size=1, max_size=2)
    drawn: list[str] = []
    expected: dict[tuple[int, int], str] = {}
    for r in range(rows):
        for c in range(columns):
            lines = data.draw(text)
            expected[r + 1, c + 1] = " ".join(lines)
            drawn += [words(24 + 90 * c, 345 - 40 * r - 12 * n, line) for n, line in enumerate(lines)]
    drawn = data.draw(st.permutations(drawn)) if data.draw(st.booleans()) else drawn
    lines_drawn = [rule(20, 360 - 40 * r, 20 + 90 * columns, 360 - 40 * r) for r in range(rows + 1)]
    lines_drawn += [rule(20 + 90 * c, 360, 20 + 90 * c, 360 - 40 * rows) for c in range(columns + 1)]
    found = read(file_of(Sheet("".join(lines_drawn) + "".join(drawn))))
    assert cells(found) == expected


def test_a_cell_over_several_columns_is_one_cell() -> None:
    drawn = "".join(rule(20, y, 200, y) for y in (300, 280, 260, 240))
    drawn += rule(20, 300, 20, 240) + rule(200, 300, 200, 240) + rule(110, 280, 110, 240)
    drawn += words(24, 286, "over both") + words(24, 266, "one") + words(114, 266, "two")
    drawn += words(24, 246, "three") + words(114, 246, "four")
    assert cells(read(file_of(Sheet(drawn)))) == {
        (1, 1): "over both",
        (2, 1): "one",
        (2, 2): "two",
        (3, 1): "three",
        (3, 2): "four",
    }


def test_items_of_a_list_are_not_a_table() -> None:
    drawn = "".join(words(20, 300 - 14 * n, f"{n}.") + words(45, 300 - 14 * n, f"item {n} of it") for n in range(1, 5))
    found = read(file_of(Sheet(drawn)))
    assert not cells(found)
    assert found.text.split("\n")[0] == "1. item 1 of it"


def test_values_of_fields_and_typed_text_are_read_where_they_are_shown() -> None:
    widget = "/Type /Annot /Subtype /Widget /F 4"
    notes = [
        f"<< {widget} /FT /Tx /T (name) /V (Zhang San) /TU (Your name) /Rect [80 298 200 312] >>",
        f"<< {widget} /FT /Tx /T (secret) /V (unseen) /F 2 /Rect [80 98 200 112] >>",
        f"<< {widget} /FT /Ch /T (town) /V (Wien) /Opt [(Wien) (Paris)] /Rect [80 278 200 292] >>",
        "<< /Type /Annot /Subtype /FreeText /DA (/F1 10 Tf) /F 4 /Contents (typed over it) /Rect [20 200 200 214] >>",
        "<< /Type /Annot /Subtype /Text /Contents (a remark) /Rect [300 200 310 210] >>",
        "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org/) >> /Rect [20 300 60 312] >>",
    ]
    fields = " ".join(f"{8 + n} 0 R" for n in range(3))
    drawn = words(20, 300, "Name:") + words(20, 280, "Town:") + words(20, 150, "The end.")
    data = file_of(Sheet(drawn, notes=notes), catalog="/AcroForm 6 0 R", more=(f"<< /Fields [{fields}] >>",))
    found = read(data)
    assert found.text.split("\n")[:-1] == ["Name: Zhang San", "Town: Wien", "typed over it", "The end."]
    assert sorted(left_out(found)) == [
        ("alt-text", "Your name"),
        ("comment", "a remark"),
        ("form-field", "Paris"),
        ("form-field", "unseen"),
        ("link", "https://example.org/"),
    ]


def test_names_of_attachments_are_in_the_account() -> None:
    more = (
        "<< /EmbeddedFiles << /Names [(notes.txt) 7 0 R] >> >>",
        "<< /Type /Filespec /F (notes.txt) /UF (notes.txt) /EF << /F 8 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 2 >>\nstream\nhi\nendstream",
    )
    found = read(file_of(Sheet(words(20, 200, "words")), catalog="/Names 6 0 R", more=more))
    assert ("attachment", "notes.txt") in left_out(found)


def test_metadata_may_be_damaged() -> None:
    data = file_of(Sheet(words(20, 200, "words"))).replace(b"(A title)", b"(\\376\\377\\000A\\334\\001)")
    assert read(data).title == "A\ufffd"


def test_running_heads_are_the_same_on_several_pages() -> None:
    sheets = [
        Sheet(words(20, 385, f"A Book, page {n}") + words(20, 200, PROSE[n]) + words(20, 186, "again and again"))
        for n in range(4)
    ]
    found = read(file_of(*sheets))
    kinds = {line: place.kind for place, line in zip(found.places, found.text.split("\n"), strict=False)}
    assert [kinds[f"A Book, page {n}"] for n in range(4)] == ["furniture"] * 4
    assert kinds["again and again"] != "furniture"


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        (" ".join(PROSE), True),
        ("五月的示例市，正是草木生长鲜花怒放的好时节。" * 4, True),
        ("Le cœur déçu mais l'âme plutôt naïve, Louÿs rêva de crapaüter en canoë." * 2, True),
        ("Съешь же ещё этих мягких французских булок, да выпей чаю." * 2, True),
        ("www.example.org/a_b?c=1&d=2 e-mail: a.b@example.org (2020–2021) 3 × 4 = 12 " * 3, True),
        ("\ufffd\ufffd\ufffd a \ufffd" * 20, False),
        ("\ue001\ue002\ue003 word " * 20, False),
        ("ÕâÊÇÒ»¸ö²âÊÔÎÄ¼þ" * 6, False),  # GB 18030 read as Latin-1
        ("킾킴킰톂 톂킰킛킸 킽킲킟킾 " * 6, False),
        ("wklv lv d vwxgb ri vrphwklqj hqflskhuhg zlwk wkuhh " * 4, False),
        ("fоr аll whо rеаd thе mіхеd ѕсrірtѕ " * 4, False),
    ],
)
def test_a_layer_is_judged_by_its_characters(text: str, usable: bool) -> None:
    assert judge(text).usable is usable, judge(text)
