"""One block with everything that can hang on it at once: terms × changes × notes × seams × gaps."""

from __future__ import annotations

from typing import TypedDict, Unpack

import pytest
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.kinds import NoteKind, TermKind
from jiaozhu.model.note import AnchoredNote, Note, Target
from jiaozhu.model.page import Block, Change, Seam
from jiaozhu.model.problem import Place
from jiaozhu.model.term import Term, TermMatch
from jiaozhu.outputs.myst.inline import inline

PLACE = Place("x")
NOTE = NoteKind("注", "note", "note")


def entry(slug: str, headword: str) -> Term:
    return Term(slug, headword, "a", "b", TermKind("place", "place name"), "义。", PLACE, 1)


TERMS = {"liaoyuan": entry("liaoyuan", "辽源市"), "waye": entry("waye", "袜业")}
READING = "辽源市的袜业和辽源市的袜业"


def change(start: int, end: int, id: str = "e1", kind: ActKind = ActKind.CORRECTED) -> Change:
    return Change(start, end, "误", Act(kind, id, "误字", None, "编者", Certainty.HIGH, "文义。"), 1)


def note(end: int, id: str = "n1") -> AnchoredNote:
    written = Note(id, Target("x"), NOTE, "编者", "2026", "义。", PLACE, 1)
    return AnchoredNote(written, (), "t", "l0001", end - 1, end)


LIAOYUAN, WAYE = TermMatch(0, 3, "liaoyuan"), TermMatch(4, 6, "waye")
LIAOYUAN_AGAIN, WAYE_AGAIN = TermMatch(7, 10, "liaoyuan"), TermMatch(11, 13, "waye")


class On(TypedDict, total=False):
    """What is on a block."""

    terms: tuple[TermMatch, ...]
    changes: tuple[Change, ...]
    notes: tuple[AnchoredNote, ...]
    seams: tuple[Seam, ...]


def written(reading: str = READING, *, link: bool = True, **on: Unpack[On]) -> str:
    return inline(Block("l0001", "p", reading, **on), TERMS, link=link)


def test_plain_words_are_plain() -> None:
    assert written() == READING


def test_the_first_place_of_a_term_is_linked() -> None:
    assert written(terms=(LIAOYUAN, WAYE, LIAOYUAN_AGAIN)) == "{term}`辽源市`的{term}`袜业`和辽源市的袜业"


def test_a_variant_names_its_headword() -> None:
    assert written(terms=(TermMatch(0, 2, "liaoyuan"),)).startswith("{term}`辽源 <辽源市>`市的")


def test_a_changed_place_links_to_its_entry_in_the_apparatus() -> None:
    assert written(changes=(change(4, 6),)) == "辽源市的[袜业](#a-e1){#c-e1 .jz-corr}和辽源市的袜业"


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        (ActKind.SUPPLIED, "[袜业](#a-e1){#c-e1 .jz-supplied}"),
        (ActKind.REGULARIZED, "[袜业](#a-e1){#c-e1 .jz-reg}"),
    ],
)
def test_the_class_says_what_was_done(kind: ActKind, mark: str) -> None:
    assert mark in written(changes=(change(4, 6, kind=kind),))


def test_what_was_left_out_leaves_a_place_and_a_gap_a_mark() -> None:
    surplus, gap = change(3, 3, "s", ActKind.SURPLUS), change(6, 6, "g", ActKind.GAP)
    assert written(changes=(surplus, gap)) == (
        "辽源市[]{#c-s .jz-surplus}的袜业[〔下缺〕](#a-g){#c-g .jz-gap}和辽源市的袜业"
    )


def test_a_note_mark_is_at_the_end_of_its_quote() -> None:
    assert written(notes=(note(6),)) == "辽源市的袜业[^n-n1]和辽源市的袜业"
    assert written(notes=(note(13),)).endswith("袜业[^n-n1]")


def test_a_note_that_ends_inside_a_link_is_marked_after_it() -> None:
    assert written(terms=(LIAOYUAN,), notes=(note(2),)).startswith("{term}`辽源市`[^n-n1]的")
    assert written(changes=(change(4, 6),), notes=(note(5),)).startswith(
        "辽源市的[袜业](#a-e1){#c-e1 .jz-corr}[^n-n1]和"
    )


def test_notes_on_one_place_keep_their_order() -> None:
    assert "袜业[^n-a][^n-b]和" in written(notes=(note(6, "a"), note(6, "b")))


def test_a_seam_is_an_empty_place_with_the_line_s_id() -> None:
    assert written(seams=(Seam(6, "l0030"),)) == "辽源市的袜业[]{#l0030}和辽源市的袜业"
    assert written(seams=(Seam(5, "l0030"),), terms=(WAYE,)).startswith("辽源市的{term}`袜业`[]{#l0030}和")


def test_a_term_keeps_clear_of_changes_where_it_can() -> None:
    clear = written(terms=(WAYE, WAYE_AGAIN), changes=(change(4, 5),))
    assert clear == "辽源市的[袜](#a-e1){#c-e1 .jz-corr}业和辽源市的{term}`袜业`"


def test_a_term_that_holds_its_changes_is_marked_as_changed() -> None:
    assert written(terms=(WAYE,), changes=(change(4, 5),)).startswith("辽源市的[{term}`袜业`]{#c-e1 .jz-corr}和")
    both = written(terms=(LIAOYUAN,), changes=(change(0, 1, "a"), change(2, 3, "b")))
    assert both.startswith("[]{#c-b}[{term}`辽源市`]{#c-a .jz-corr}的")


def test_a_term_that_cuts_a_change_is_not_linked() -> None:
    assert written(terms=(WAYE,), changes=(change(5, 7),)) == "辽源市的袜[业和](#a-e1){#c-e1 .jz-corr}辽源市的袜业"


def test_everything_at_one_place_has_one_order() -> None:
    """Seam, gap or left-out stretch, note: then the words that follow."""
    everything = written(
        seams=(Seam(4, "l0030"),),
        changes=(change(4, 4, "g", ActKind.GAP), change(4, 6)),
        notes=(note(4),),
        terms=(LIAOYUAN, LIAOYUAN_AGAIN),
    )
    assert everything == (
        "{term}`辽源市`的[]{#l0030}[〔下缺〕](#a-g){#c-g .jz-gap}[^n-n1][袜业](#a-e1){#c-e1 .jz-corr}和辽源市的袜业"
    )


def test_headings_mark_changes_and_notes_but_link_nothing() -> None:
    heading = written(link=False, terms=(LIAOYUAN,), changes=(change(4, 6),), notes=(note(13),))
    assert heading == "辽源市的[袜业]{#c-e1 .jz-corr}和辽源市的袜业[^n-n1]"


def test_a_line_feed_breaks_a_paragraph_and_never_a_heading() -> None:
    assert written("甲\n乙") == "甲\\\n乙"
    assert written("甲\n乙", link=False) == "甲&#10;乙"
    assert written("甲\n乙", link=False, changes=(change(0, 3),)) == "[甲&#10;乙]{#c-e1 .jz-corr}"


def test_a_block_of_which_nothing_is_read_is_still_a_block() -> None:
    assert written("") == "[]{.jz-empty}"
    assert written("", changes=(change(0, 0, "s", ActKind.SURPLUS),)) == "[]{#c-s .jz-surplus}"


def test_only_the_beginning_of_a_line_is_escaped_as_one() -> None:
    assert written("# 一") == "\\# 一"
    assert written("一# 一", changes=(change(0, 1),)) == "[一](#a-e1){#c-e1 .jz-corr}# 一"


def test_a_note_mark_before_a_bracket_makes_no_link() -> None:
    assert written("袜业(http://x.y)", notes=(note(2),)) == "袜业[^n-n1]\\(http\\:/\\/x.y)"
