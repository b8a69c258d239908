"""Links and readings beside what a page marks anyway: apart from each other, and none of them lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.markup.escape import escape_address
from jiaozhu.model.page import Said
from jiaozhu.outputs.myst.said import place, reading
from markdown_it import MarkdownIt

_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@st.composite
def apart(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Stretches that do not touch each other."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(draw(st.lists(_SPANS, max_size=5))):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@given(st.lists(st.tuples(_SPANS, st.sampled_from(["link", "ruby"])), max_size=6), apart(), st.sets(st.integers(0, 40)))
def test_what_is_shown_never_overlaps_and_no_reading_is_lost(
    said: list[tuple[tuple[int, int], str]], taken: list[tuple[int, int]], cuts: set[int]
) -> None:
    items = sorted(Said(*span, kind, "x") for span, kind in said)
    shown, unshown = place(items, taken, cuts)
    covered = [at for item in shown for at in range(item.start, item.end)] + [
        at for start, end in taken for at in range(start, end)
    ]
    assert len(covered) == len(set(covered))
    rubies = [item for item in [*shown, *unshown] if item.kind == "ruby"]
    assert sorted(rubies) == [item for item in items if item.kind == "ruby"]
    for item in items:
        if item.kind == "link":
            assert set(range(item.start, item.end)) <= set(covered)
    for item in shown:
        assert item.kind == "ruby" or not any(item.start < cut < item.end for cut in cuts)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=40))
def test_an_address_is_the_target_of_its_link_and_nothing_else(words: str) -> None:
    address = f"https://example.org/{words}"
    written = MarkdownIt().parseInline(f"[x]({escape_address(address)})y")[0].children or []
    assert [token.type for token in written] == ["link_open", "text", "link_close", "text"]
    assert str(written[0].attrs["href"]).startswith("https://example.org/")


def test_a_reading_is_in_brackets_for_those_who_do_not_see_it_above() -> None:
    assert reading("a_b") == "[（]{.jz-rp}[a\\_b]{.jz-rt}[）]{.jz-rp}"
