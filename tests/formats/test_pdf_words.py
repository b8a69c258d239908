"""Words of PDF pages: no letter is lost, no space is lost or put in, and every glyph has an account."""

from __future__ import annotations

import drawings
import pytest
import samples
from drawings import Sheet, file_of, words
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS
from jiaozhu.formats.pdf import transcribe_pdf
from jiaozhu.model.transcript import Transcript


def read(data: bytes) -> Transcript:
    found = transcribe_pdf(data, DEFAULT_LIMITS)
    assert found.account is not None
    assert found.account.unaccounted == 0
    return found


def lines(data: bytes) -> list[str]:
    return read(data).text.split("\n")[:-1]


def left_out(found: Transcript) -> dict[str, tuple[int, int]]:
    assert found.account is not None
    sums = found.account.left_out
    return {kind: (count.items, count.characters) for kind, count in sums.items() if kind != "metadata"}


@pytest.mark.parametrize("text", ["la salle, Hello World, ill will", "coffee bookkeeper 1100 ...", "affluent office"])
def test_doubled_letters_are_not_an_overprint(text: str) -> None:
    data = file_of(Sheet(words(20, 300, text) + words(20, 250, text, 5) + words(20, 200, text, font="F3")))
    assert lines(data) == [text] * 3


def test_ligatures_keep_all_their_letters() -> None:
    data = samples.pdf('#set text(font: "Libertinus Serif", lang: "en")\nThe office affine waffle offloaded a fjord.')
    assert lines(data) == ["The office affine waffle offloaded a fjord."]


@pytest.mark.parametrize("shift", [0.1, 0.3, 0.5])
def test_bold_that_is_drawn_twice_is_one(shift: float) -> None:
    text = "All is well that ends well"
    found = read(file_of(Sheet(words(20, 300, text, 12) + words(20 + shift, 300, text, 12))))
    assert found.text == f"{text}\n"
    letters = len(text.replace(" ", ""))
    # PDFium itself passes over what is drawn again in exactly the same place.
    assert left_out(found).get("overprint", (0, 0))[1] in (0, letters)
    assert found.account is not None
    assert found.account.kept == letters


def test_bold_that_is_drawn_twice_letter_by_letter_is_one() -> None:
    drawn, x = "", 20.0
    for letter in "HILLS":
        drawn += words(x, 300, letter, 12, font="F3") + words(x + 0.4, 300, letter, 12, font="F3")
        x += 7.2
    assert lines(file_of(Sheet(drawn))) == ["HILLS"]


def test_punctuation_of_another_font_is_on_its_line() -> None:
    drawn = words(20, 300, "Wait", 10) + words(40.1, 300, ",", 10, font="F3") + words(50, 300, "he said", 10)
    drawn += words(82.4, 300, ".", 13, font="F2") + words(20, 286, "Next line", 10)
    assert lines(file_of(Sheet(drawn))) == ["Wait, he said.", "Next line"]


def test_words_without_spaces_in_the_file_are_parted_by_their_gaps() -> None:
    drawn = "BT /F1 10 Tf 20 300 Td [(conseil) -250 (municipal) -220 (de) -300 (Paris)] TJ ET\n"
    drawn += "BT /F1 10 Tf 20 280 Td [(k) 20 (e) -30 (r) 15 (n) -40 (e) (d)] TJ ET\n"
    assert lines(file_of(Sheet(drawn))) == ["conseil municipal de Paris", "kerned"]


def test_letter_spacing_is_not_a_space() -> None:
    drawn = "BT /F1 10 Tf 2 Tc 20 300 Td (SPACED OUT) Tj ET\n"
    assert lines(file_of(Sheet(drawn))) == ["SPACED OUT"]


def test_contents_with_leaders_keep_their_words_apart() -> None:
    drawn = words(20, 300, "1.2 The title of it" + " ." * 40 + " 17")
    assert lines(file_of(Sheet(drawn)))[0].startswith("1.2 The title of it . . .")


def test_hyphens_at_the_ends_of_lines_stay_in_the_transcript() -> None:
    source = '#set page(width: 60mm)\n#set text(font: "Libertinus Serif", lang: "en", hyphenate: true)\n'
    source += "#set par(justify: true)\nExtraordinary internationalization considerations."
    found = lines(samples.pdf(source))
    assert any(line.endswith("-") for line in found)
    assert "".join(line.removesuffix("-") for line in found).replace(" ", "") == (
        "Extraordinaryinternationalizationconsiderations."
    )


def test_an_accent_over_its_letter_is_one_letter() -> None:
    drawn = "BT /F1 10 Tf 20 300 Td [(B) (\\250) 445 (ucher und \\264) 445 (etude)] TJ ET\n"
    found = read(file_of(Sheet(drawn)))
    assert found.text == "Bücher und étude\n"
    assert left_out(found) == {"accent": (2, 2)}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(rotate: int) -> None:
    turn = {0: "", 90: "up", 270: "down"}
    if rotate == 180:
        drawn = "BT /F1 10 Tf -1 0 0 -1 300 200 Tm (First line) Tj ET BT /F1 10 Tf -1 0 0 -1 300 220 Tm (Second) Tj ET"
    else:
        step = {0: (0, -20), 90: (20, 0), 270: (-20, 0)}[rotate]
        drawn = words(200, 200, "First line", turn=turn[rotate])
        drawn += words(200 + step[0], 200 + step[1], "Second", turn=turn[rotate])
    found = read(file_of(Sheet(drawn, rotate=rotate)))
    assert found.text == "First line\nSecond\n"
    box = found.places[0].box
    assert box is not None
    assert box[2] - box[0] > 3 * (box[3] - box[1])


def test_text_on_its_side_is_turned_with_its_boxes() -> None:
    found = read(file_of(Sheet(words(100, 50, "Upwards first", turn="up") + words(120, 50, "and second", turn="up"))))
    assert found.text == "Upwards first\nand second\n"
    assert any("turned" in str(note) for note in found.notes)


def test_what_is_outside_of_the_page_is_accounted_for_as_hidden() -> None:
    drawn = words(120, 200, "seen") + words(10, 10, "unseen")
    found = read(file_of(Sheet(drawn, crop=(100, 100, 300, 300))))
    assert found.text == "seen\n"
    assert left_out(found) == {"hidden": (1, 6)}


def test_a_layer_without_ink_is_read_and_named() -> None:
    found = read(file_of(Sheet(words(20, 200, "recognised words", mode=3))))
    assert found.text == "recognised words\n"
    assert any("recognised by a machine" in str(note) for note in found.notes)


def test_glyphs_without_a_character_show_where_they_are() -> None:
    found = read(file_of(Sheet(words(20, 200, "be\x01 \x02\x03\x04 or \x05\x06" * 6))))
    assert "\ufffd" in found.text
    assert any("not to be relied on" in str(note) for note in found.notes)


@pytest.mark.parametrize("before", [b"", b"\n\n", b"From: someone\r\nTo: me\r\n\r\n", bytes(range(256)) * 3])
def test_anything_may_be_before_the_header(before: bytes) -> None:
    data = file_of(Sheet(words(20, 200, "words")), before=before)
    assert lines(data) == ["words"]
    from jiaozhu.formats import detect

    assert detect(data).format == "pdf"


LATIN = st.text("abcdefghijlmnoprstuvwxyzABEFHIL", min_size=1, max_size=9)
LINE = st.lists(LATIN, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12), st.sampled_from(sorted(drawings.FONTS)), st.floats(6, 20))
def test_every_word_of_a_page_is_read(found: list[str], font: str, size: float) -> None:
    drawn = "".join(words(20, 900 - 1.4 * size * n, line, size, font=font) for n, line in enumerate(found, 1))
    assert lines(file_of(Sheet(drawn, width=1400, height=1000))) == found


HAN = st.text("五月的示例市正是草木生长鲜花怒放时节座谈会上负责人对智慧水务赞不绝口", min_size=1, max_size=60)


@settings(max_examples=15, deadline=None)
@given(st.lists(HAN, min_size=1, max_size=4), st.integers(1, 2))
def test_every_ideograph_is_read_in_its_order(found: list[str], columns: int) -> None:
    data = samples.pdf(f"#set page(width: 120mm, height: 180mm, columns: {columns})\n" + "\n\n".join(found))
    assert "".join(lines(data)) == "".join(found)


def test_the_format_has_a_new_version() -> None:
    assert FORMATS["pdf"].version == "2"
