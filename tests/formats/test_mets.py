"""Packages of recognised pages: the order of METS, one recognition of each page, and an account of everything else."""

from __future__ import annotations

import pytest
import samples
from accounts import WORDS, assert_nothing_lost, left, transcribed
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource, detect


def mets(*pages: tuple[str, str, int], label: str = "") -> str:
    """A METS file for pages as (member, group, order)."""
    groups: dict[str, str] = {}
    for number, (member, group, _order) in enumerate(pages):
        file = f'<file ID="f{number}"><FLocat xlink:href="{member}"/></file>'
        groups[group] = groups.get(group, "") + file
    listed = "".join(f'<fileGrp USE="{name}">{files}</fileGrp>' for name, files in groups.items())
    divisions = "".join(
        f'<div ORDER="{order}"><fptr FILEID="f{number}"/></div>' for number, (_, _, order) in enumerate(pages)
    )
    return (
        f'<mets xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="{label}"><fileSec>{listed}</fileSec>'
        f'<structMap TYPE="PHYSICAL"><div>{divisions}</div></structMap></mets>'
    )


def test_pages_are_in_the_order_of_mets() -> None:
    one, two = samples.alto([("one", 0.9)]), samples.page_xml(("paragraph", ["two"]))
    index = mets(("ocr/a.xml", "OCR", 2), ("ocr/b.xml", "OCR", 1), label="Book")
    data = samples.package(
        {"mets.xml": index, "ocr/a.xml": one, "ocr/b.xml": two, "img/a.jpg": b"x", "mods.xml": "<m>t</m>"}
    )
    assert detect(data).format == "mets"
    found = transcribed("mets", data)
    assert found.text == "two\none\n"
    assert [place.page for place in found.places] == [1, 2]
    assert [place.paragraph for place in found.places] == [1, 2]
    assert found.places[0].at.startswith("ocr/b.xml#")
    assert found.title == "Book"
    assert left(found, "metadata") == "t"
    assert found.account is not None
    assert found.account.left_out["picture"].items == 1


def test_without_mets_pages_are_in_the_order_of_their_names() -> None:
    data = samples.package({f"alto/p{n}.xml": samples.alto([(f"x{n}", 0.9)]) for n in (10, 9, 1)})
    assert detect(data).format == "mets"
    assert transcribed("mets", data).text == "x1\nx9\nx10\n"


def test_of_several_recognitions_one_is_read() -> None:
    pages = {f"{group}/{n}.xml": samples.alto([(f"{group}{n}", 0.9)]) for group in ("a", "b") for n in (1, 2)}
    index = mets(*[(name, name[0], int(name[2])) for name in pages])
    found = transcribed("mets", samples.package({"x_mets.xml": index, **pages}))
    assert found.text == "b1\nb2\n"
    assert left(found, "repeated").split() == ["a1", "a2"]
    assert len(found.notes) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from("ab"), st.booleans()), min_size=1, max_size=5))
def test_no_word_of_a_package_is_lost(pages: list[tuple[str, str, str, bool]]) -> None:
    members: dict[str, str | bytes] = {}
    named = []
    for number, (one, two, group, is_alto) in enumerate(pages):
        made = samples.alto([(f"{one} {two}", 0.9)]) if is_alto else samples.page_xml(("paragraph", [one, two]))
        members[f"{group}/{number}.xml"] = made
        named.append((f"{group}/{number}.xml", group, len(pages) - number))
    found = transcribed("mets", samples.package({"mets.xml": mets(*named), **members}))
    assert_nothing_lost(found, "".join(one + two for one, two, _, _ in pages))


def test_an_archive_without_pages_or_with_too_many_is_refused() -> None:
    transcribe = FORMATS["mets"].transcribe
    assert transcribe is not None
    with pytest.raises(UnreadableSource, match="no page"):
        transcribe(samples.package({"mets.xml": mets()}), DEFAULT_LIMITS)
    many = samples.package({f"alto/{n}.xml": samples.alto([("x", 0.9)]) for n in range(4)})
    with pytest.raises(UnreadableSource, match="pages"):
        transcribe(many, Limits(pages=3))
