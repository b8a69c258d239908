"""Languages: which profile a tag has, and what the profile of English does differently."""

from __future__ import annotations

from fractions import Fraction
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from jiaozhu.edition.editing.rules import Regularizer, all_rules, rules_for
from jiaozhu.edition.glossary import Linker, letter, sort_key
from jiaozhu.language import languages, profile_for, registry
from jiaozhu.language.en import ENGLISH
from jiaozhu.language.folding import fold
from jiaozhu.language.zh import CHINESE
from jiaozhu.model import doors
from jiaozhu.model.doors import BrokenPlugin
from jiaozhu.model.kinds import TermKind
from jiaozhu.model.problem import Place
from jiaozhu.model.span import Span
from jiaozhu.model.term import Term
from jiaozhu.model.text import Text


def term(headword: str, **more: Any) -> Term:
    return Term(headword, headword, "", "", TermKind("place", "place name"), "Text.", Place("x.md"), 1, **more)


@pytest.mark.parametrize(
    ("tag", "profile"),
    [("zh-CN", CHINESE), ("zh_Hant", CHINESE), ("en", ENGLISH), ("en_GB", ENGLISH), ("", CHINESE), ("tlh", ENGLISH)],
)
def test_a_tag_has_the_profile_of_its_language(tag: str, profile: object) -> None:
    assert profile_for(tag) is profile


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("one, two;\nthree", "one, two; three"),
        ("inter-\nnational", "international"),
        ('"so (he said): yes!"', '"so (he said): yes!"'),
        ("at 10 % of 5 kg , or so", "at 10 % of 5 kg , or so"),
        ("  edges ", "edges"),
    ],
)
def test_no_chinese_rule_acts_on_english(source: str, reading: str) -> None:
    regularize = Regularizer(rules_for("newspaper-ocr", {}, ENGLISH))
    assert regularize(Text.of_source(source, Span(0, len(source))), "p").reading == reading


def test_english_has_no_rules_of_width() -> None:
    names = {rule.name for rule in all_rules(ENGLISH)}
    assert names == {"controls", "loops", "joins", "doublings", "edges"}


def test_english_terms_are_whole_words() -> None:
    linker = Linker([term("mill"), term("café")], ENGLISH)
    text = "The mill, the miller, a windmill and the café; cafés."
    assert [text[match.start : match.end] for match in linker.find(text)] == ["mill", "café"]


def test_english_is_sorted_without_case_and_accents_under_letters() -> None:
    terms = [term(word) for word in ("zebra", "Écluse", "eclair", "2 May", "Apple pie", "apple")]
    ordered = sorted(terms, key=lambda item: sort_key(item, ENGLISH))
    assert [item.headword for item in ordered] == ["2 May", "apple", "Apple pie", "eclair", "Écluse", "zebra"]
    assert [letter(item, ENGLISH) for item in ordered] == ["0–9", "A", "A", "E", "E", "Z"]


def test_a_search_in_english_ignores_accents() -> None:
    forms = ENGLISH.forms(["Café"])
    assert fold("Café", forms) == fold("cafe", forms)
    assert fold("naïve", ENGLISH.forms(["naive"])) == "naive"


def test_numbers_are_found_in_english() -> None:
    assert set(ENGLISH.numerals.find("1,200 hands at 9.5 shillings")) == {Fraction(1200), Fraction("9.5")}


@pytest.mark.parametrize(
    ("date", "english", "chinese"),
    [("1832", "1832", "1832年"), ("1832-05", "May 1832", "1832年5月"), ("1832-05-06", "6 May 1832", "1832年5月6日")],
)
def test_dates_are_set_by_the_language(date: str, english: str, chinese: str) -> None:
    assert ENGLISH.typography.date(date) == english
    assert CHINESE.typography.date(date) == chinese


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("byline", "By John Carter"),
        ("byline", "BY ANN MILLER and JOHN CARTER"),
        ("dateline", "ASHTON, May 5 — The hands"),
        ("credit", "Source: The Times"),
        ("caption", "Figure 3. The mill"),
        ("furniture", "Page 4"),
        ("furniture", "Monday, 6 May 1832"),
        ("heading_number", "IV. The strike"),
        ("reported", "He said that it was over"),
    ],
)
def test_english_furniture_is_detected(pattern: str, words: str) -> None:
    assert getattr(ENGLISH.detection, pattern).search(words)
    assert not getattr(ENGLISH.detection, pattern).search("An ordinary sentence of the report")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a module attribute be offered as a plug-in language."""
    languages.cache_clear()
    profile_for.cache_clear()

    def offer(record: object) -> None:
        point = EntryPoint("x", "plugin:X", registry.GROUP)
        monkeypatch.setattr(EntryPoint, "load", lambda self: record)
        monkeypatch.setattr(doors, "entry_points", lambda group: (point,))

    yield offer
    monkeypatch.undo()
    languages.cache_clear()
    profile_for.cache_clear()


def test_a_plugin_adds_a_language(offered: Any) -> None:
    import dataclasses

    welsh = dataclasses.replace(ENGLISH, name="cy")
    offered(welsh)
    assert profile_for("cy-GB") is welsh
    assert profile_for("en") is ENGLISH


def test_a_plugin_of_another_type_is_refused(offered: Any) -> None:
    offered("not a profile")
    with pytest.raises(BrokenPlugin, match="not a LanguageProfile"):
        profile_for("cy")
