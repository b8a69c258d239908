"""Pages in two languages: nothing of the one on a page of the other but what the corpus itself says."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import jiaozhu.locale
import pytest
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.language.pinyin import HAN
from jiaozhu.model.kinds import Genre, Kinds, NoteKind, TermKind
from jiaozhu.outputs.site import generate
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from paths import CORPUS
from pytest_regressions.file_regression import FileRegressionFixture

HERE = Path(__file__).parent
ENGLISH, GOLDEN = HERE / "english" / "corpus", HERE / "golden" / "corpus"
_HAN_RUN = re.compile(f"[{HAN}]+")
#: What is not words: fences, front matter, attributes, targets, links, marks of notes, entities.
_MARKUP = re.compile(
    r"^```.*?^```$|^---\n.*?\n---$|\{[^{}]*\}|<[^<>]*>|`[^`]*`|\]\([^()]*\)|\[\^[^\]]*\]|&#?[a-z0-9]+;|^\([^()]*\)=$",
    re.M | re.S,
)
_PLACEHOLDER = re.compile(r"(?<!\{)\{[a-z_]+\}(?!\})")
#: A page of each kind that is read as English.
READ = (
    "index.md",
    "gazette-1832/index.md",
    "gazette-1832/strike.md",
    "glossary.md",
    "concordance/index.md",
    "concordance/c.md",
    "figures.md",
    "chronology.md",
    "overview.md",
    "apparatus.md",
    "contributors.md",
    "progress.md",
)


@cache
def book(root: Path, language: str | None = None) -> Book:
    corpus, problems = load_corpus(root)
    made = make_book(corpus, language)
    assert check(made, problems) == []
    return made


@cache
def pages(root: Path, language: str) -> dict[str, str]:
    return {file.name: file.text for file in generate(book(root, language), {})}


def data_of(root: Path) -> str:
    """Everything that the corpus itself says, as written and as read."""
    said = list(_strings(book(root).corpus))
    for volume in book(root).volumes:
        said.append(volume.edited.document.text)
        said += [block.reading for page in volume.pages for block in page.blocks]
    return "\n".join(said)


def _strings(value: object) -> Iterator[str]:
    """Every text in a record; of a kind only its id, for its label may be the catalogue's."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, NoteKind | TermKind | Genre):
        yield value.id
    elif isinstance(value, Mapping):
        yield from _strings(tuple(value))
        yield from _strings(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value) and not isinstance(value, Kinds):
        for item in fields(value):
            yield from _strings(getattr(value, item.name))


@pytest.mark.parametrize("root", [GOLDEN, CORPUS], ids=["small", "real"])
def test_pages_in_english_have_chinese_only_from_the_corpus(root: Path) -> None:
    data = data_of(root)
    found = {
        (name, run) for name, text in pages(root, "en").items() for run in _HAN_RUN.findall(text) if run not in data
    }
    assert found == set()


def test_an_english_corpus_in_english_has_no_chinese() -> None:
    for name, text in pages(ENGLISH, "en").items():
        assert re.findall(f"[{HAN}，。、；：？！（）《》「」〔〕　]", text) == [], name


class _Wordless(gettext.NullTranslations):
    """Translates every text into its placeholders."""

    def gettext(self, message: str) -> str:
        return " ".join(_PLACEHOLDER.findall(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


def test_no_word_of_a_page_is_outside_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jiaozhu.locale, "catalogue", lambda language, domains=(): _Wordless())
    corpus, _ = load_corpus(GOLDEN)
    made = make_book(corpus, "zh-CN")
    said = set(re.findall("[A-Za-z]+", data_of(GOLDEN))) | {"SHA"}
    for file in generate(made, {}):
        if file.name.endswith(".md"):
            words = set(re.findall("[A-Za-z]{2,}", _MARKUP.sub(" ", file.text)))
            assert words - said == set(), file.name


def test_the_language_of_a_book_is_that_of_its_corpus() -> None:
    assert book(ENGLISH).language == "en-GB"
    assert {file.name: file.text for file in generate(book(ENGLISH), {})} == pages(ENGLISH, "en")


def test_an_english_corpus_can_be_published_in_chinese() -> None:
    text = pages(ENGLISH, "zh-CN")["gazette-1832/strike.md"]
    assert "## 校勘记" in text
    assert "[〔疑〕]{.jz-kind .jz-kind-query}[Monday]{.jz-note-head}[：]{.jz-note-colon}" in text


@pytest.mark.parametrize("name", READ)
def test_a_page_in_english(name: str, file_regression: FileRegressionFixture) -> None:
    expected = HERE / "english" / "expected" / name.replace("/", ".")
    file_regression.check(pages(ENGLISH, "en")[name], encoding="utf-8", newline="", fullpath=expected)
