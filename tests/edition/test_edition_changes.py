"""What has changed in an edition: by version control, and by dates in its files where it has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from jiaozhu.edition.changes import Count, What, changes
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.edition.versions import last_change, revised
from jiaozhu.locale import use_language
from jiaozhu.outputs.changes import MOST, in_words, write_changes
from jiaozhu.store import load_corpus

SOURCE = "sources/zao-2019"
NOTE = f"{SOURCE}/notes/xiongdi.md"


@pytest.fixture
def small(corpus: Path) -> Book:
    return make_book(load_corpus(corpus)[0])


def test_a_file_is_new_once_and_revised_afterwards(small: Book) -> None:
    history = {NOTE: [("甲", "2026-11-01"), ("乙", "2026-11-01"), ("乙", "2026-11-03"), ("丙", "2026-11-03")]}
    newest, oldest = changes(small, history)
    assert (oldest.date, oldest.docname, oldest.counts) == ("2026-11-01", "zao-2019/yi", {What.NOTE: Count(1, 0)})
    assert (newest.date, newest.docname, newest.counts) == ("2026-11-03", "zao-2019/yi", {What.NOTE: Count(0, 1)})
    assert (oldest.people, newest.people) == (("甲",), ("乙",))


@pytest.mark.parametrize(
    ("path", "docname", "what"),
    [
        (NOTE, "zao-2019/yi", What.NOTE),
        (f"{SOURCE}/notes/gone.md", "zao-2019/index", What.NOTE),
        (f"{SOURCE}/emendations/editors.yaml", "zao-2019/index", What.EMENDATION),
        (f"{SOURCE}/edition.yaml", "zao-2019/index", What.EDITION),
        (f"{SOURCE}/about.yaml", "zao-2019/index", What.SOURCE),
        (f"{SOURCE}/source.txt", "zao-2019/index", What.SOURCE),
        (f"{SOURCE}/proofreadings.yaml", "zao-2019/index", What.PROOFREADING),
        (f"{SOURCE}/witnesses/net.txt", "zao-2019/index", What.WITNESS),
        ("glossary/duikou.md", "", What.TERM),
        ("references.bib", "", What.WORK),
        ("corpus.yaml", "", What.OTHER),
        ("sources/.gitkeep", "", What.OTHER),
    ],
)
def test_every_file_of_a_corpus_has_its_page(small: Book, path: str, docname: str, what: What) -> None:
    (change,) = changes(small, {path: [("甲", "2026-11-01")]})
    assert (change.docname, change.counts) == (docname, {what: Count(1, 0)})


def test_a_translation_is_of_its_text(corpus: Path) -> None:
    with (corpus / "corpus.yaml").open("a", encoding="utf-8") as file:
        file.write("translations: [en]\n")
    path = f"{SOURCE}/en/yi.md"
    (corpus / path).parent.mkdir()
    (corpus / path).write_text('---\ntitle: One\nby: ["乙", "丙"]\ndate: "2026-11-28"\n---\n', "utf-8")
    book = make_book(load_corpus(corpus)[0])
    (change,) = changes(book, {path: [("甲", "2026-11-01")]})
    assert (change.docname, change.counts) == ("zao-2019/yi", {What.TRANSLATION: Count(1, 0)})
    newest = next(changes(book, {}))
    assert (newest.date, newest.counts[What.TRANSLATION], newest.people) == ("2026-11-28", Count(1, 0), ("乙", "丙"))


def test_a_source_that_is_no_more_is_not_named(small: Book) -> None:
    assert list(changes(small, {"sources/gone/edition.yaml": [("甲", "2026-11-01")]})) == []


def test_days_are_in_order_and_within_a_day_the_book_is(small: Book) -> None:
    history = {
        f"{SOURCE}/edition.yaml": [("甲", "2026-11-02")],
        NOTE: [("甲", "2026-11-02")],
        "glossary/duikou.md": [("甲", "2026-11-02"), ("甲", "2026-11-05")],
    }
    found = [(change.date, change.docname) for change in changes(small, history)]
    assert found == [
        ("2026-11-05", ""),
        ("2026-11-02", ""),
        ("2026-11-02", "zao-2019/index"),
        ("2026-11-02", "zao-2019/yi"),
    ]


def test_without_history_the_dates_of_notes_tell(small: Book) -> None:
    found = list(changes(small, {}))
    dated = sum(bool(note.note.date) for page in small.pages for note in page.notes)
    assert dated
    assert sum(change.counts[What.NOTE].new for change in found if What.NOTE in change.counts) == dated


def test_the_words_count_as_their_language_does(small: Book) -> None:
    history = {NOTE: [("甲", "2026-11-01")], f"{SOURCE}/edition.yaml": [("甲", "2026-11-01")]}
    with use_language("en"):
        assert [in_words(change) for change in changes(small, history)] == ["readings and order", "1 new note"]


def test_the_page_ends_somewhere(small: Book) -> None:
    days = [("甲", f"{1000 + day:04}-01-01") for day in range(MOST + 50)]
    page = write_changes(small, {NOTE: days})
    assert page.count("\n- ") == MOST
    assert page.startswith("---\norphan: true\n---\n")


def test_an_edition_is_as_new_as_its_last_change(small: Book) -> None:
    assert last_change(small, {NOTE: [("甲", "2026-11-01"), ("乙", "2026-12-01")]}) == "2026-12-01"
    assert last_change(small, {}) == max(revised(page) for page in small.pages)
