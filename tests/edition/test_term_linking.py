"""The glossary: leftmost-longest matching with its guards, dictionary order, and clashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jiaozhu.edition.glossary import Linker, clashes, letter, sort_key
from jiaozhu.model.kinds import TermKind
from jiaozhu.model.problem import Place
from jiaozhu.model.term import Term

BASE = Term("x", "x", "x", "gloss", TermKind("place", "place name"), "义。", Place("glossary/x.md", 2, 1), 9)


def term(headword: str, slug: str = "", **fields: object) -> Term:
    place = Place(f"glossary/{slug or headword}.md", 2, 1)
    return replace(BASE, slug=slug or headword, headword=headword, place=place, **fields)  # type: ignore[arg-type]


def found(text: str, *terms: Term) -> list[str]:
    return [text[match.start : match.end] for match in Linker(terms).find(text)]


def test_the_longest_match_wins_and_matches_do_not_overlap() -> None:
    terms = [term("辽源市"), term("辽源市委"), term("市委书记")]
    assert found("辽源市委书记在辽源市", *terms) == ["辽源市委", "辽源市"]


def test_offsets_are_code_points() -> None:
    (match,) = Linker([term("辽源市", "a")]).find("𠮷𠮷辽源市")
    assert match == (2, 5, "a")


def test_two_characters_link_only_where_the_entry_says_so() -> None:
    assert found("袜业发展", term("袜业")) == []
    assert found("袜业发展", term("袜业", short=True)) == ["袜业"]
    assert found("东北袜业园", term("东北袜业园", variants=("袜业",))) == ["东北袜业园"]


@pytest.mark.parametrize("text", ["2115550", "1211555", "A211555", "211555B"])
def test_a_number_is_not_found_in_a_longer_one(text: str) -> None:
    assert found(text, term("211555")) == []


@pytest.mark.parametrize("text", ["“211555”", "实施211555战略", "211555，", "1 211555"])
def test_a_number_is_found_beside_chinese_and_punctuation(text: str) -> None:
    assert found(text, term("211555")) == ["211555"]


def test_a_term_is_not_linked_inside_what_its_entry_excludes() -> None:
    assert found("小上海市与小上海", term("小上海", exclude=("小上海市",))) == ["小上海"]


@pytest.mark.parametrize("reverse", [False, True])
def test_what_one_entry_excludes_may_be_another_s_headword(reverse: bool) -> None:
    terms = [term("小上海", exclude=("小上海市",)), term("小上海市")]
    assert found("小上海市与小上海", *(reversed(terms) if reverse else terms)) == ["小上海市", "小上海"]


def test_variants_lead_to_their_entry() -> None:
    (match,) = Linker([term("一主六双", "a", variants=("“一主、六双”",))]).find("按“一主、六双”布局")
    assert (match.slug, match.start, match.end) == ("a", 1, 8)


def test_an_empty_glossary_finds_nothing() -> None:
    assert Linker([]).find("辽源") == []


def test_entries_are_in_dictionary_order() -> None:
    entries = [
        term("一主六双", pinyin="yī zhǔ liù shuāng"),
        term("211555", pinyin="èr yī yī"),
        term("绿水", pinyin="lǜ shuǐ"),
        term("路长制", pinyin="lù zhǎng zhì"),
        term("轮作", pinyin="lún zuò"),
        term("阿里", pinyin="Ā lǐ"),
        term("一主", pinyin="yī zhǔ"),
    ]
    ordered = [entry.headword for entry in sorted(entries, key=sort_key)]
    assert ordered == ["211555", "阿里", "轮作", "路长制", "绿水", "一主", "一主六双"]
    assert [letter(entry) for entry in sorted(entries, key=sort_key)] == ["0–9", "A", "L", "L", "L", "Y", "Y"]


def test_a_string_links_to_one_entry_only() -> None:
    problems = clashes([term("袜业"), term("袜园", variants=("袜业", "袜园"))])
    assert [(problem.code, problem.place.path) for problem in problems] == [("G301", "glossary/袜园.md")]
    assert "glossary/袜业.md" in problems[0].message


def test_a_synonym_is_claimed_as_a_headword_is_and_links_nothing() -> None:
    problems = clashes([term("地区生产总值", synonyms=("GDP",)), term("GDP")])
    assert [(problem.code, problem.place.path) for problem in problems] == [("G301", "glossary/GDP.md")]
    assert clashes([term("地区生产总值", synonyms=("GDP", "地区生产总值"))]) == []
    assert found("GDP增长", term("地区生产总值", synonyms=("GDP",))) == []


def test_a_relation_to_nothing_is_a_problem() -> None:
    problems = clashes([term("甲", "a", related=("b", "c")), term("乙", "b")])
    assert [problem.code for problem in problems] == ["G302"]
    assert "'c'" in problems[0].message
