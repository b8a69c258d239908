"""Who did what: names in the files, and what version control remembers of the rest."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from jiaozhu.edition.credits import contributors, page_credit
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.credit import Credit, PageCredit
from jiaozhu.outputs.site import generate
from jiaozhu.store import load_corpus, read_history
from paths import BASE, CORPUS


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus in a repository: 甲 wrote it, 乙 (by another address too) changed a bit."""
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", "/dev/null")
    root = Path(shutil.copytree(BASE, tmp_path / "top" / "corpus"))
    run(root.parent, "init", "-q")
    (root.parent / ".mailmap").write_text("乙 <b@example.org> <other@example.org>\n", "utf-8")
    commit(root.parent, "甲", "a@example.org", "2026-01-02")
    with (root / "sources/ribao-2019/edition.yaml").open("a", encoding="utf-8") as file:
        file.write("# 改\n")
    commit(root.parent, "Somebody", "other@example.org", "2026-03-04")
    new = (root / "glossary/fengqiao-jingyan.md").read_text("utf-8").replace("枫桥经验", "某经验")
    (root / "glossary/mou-jingyan.md").write_text(new, "utf-8")
    commit(root.parent, "乙", "b@example.org", "2026-03-05")
    return root


def commit(folder: Path, name: str, mail: str, day: str) -> None:
    run(folder, "add", "-A")
    run(
        folder,
        "-c",
        f"user.name={name}",
        "-c",
        f"user.email={mail}",
        "commit",
        "-q",
        "-m",
        "x",
        f"--date={day}T12:00:00Z",
    )


def test_history_knows_every_file_and_its_people(corpus: Path) -> None:
    history = read_history(corpus)
    files = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}
    assert set(history) == files
    assert history["sources/ribao-2019/edition.yaml"] == (("甲", "2026-01-02"), ("乙", "2026-03-04"))
    assert history["glossary/mou-jingyan.md"] == (("乙", "2026-03-05"),)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("甲\x01乙", "甲乙"), ("\u202e甲\u2066<b>", "甲b"), ("\u200b", "anonymous"), ("名" * 999, "名" * 999)],
)
def test_names_of_commits_show_what_they_are(corpus: Path, name: str, shown: str) -> None:
    (corpus / "neu.md").write_text("x", "utf-8")
    commit(corpus.parent, name, "c@example.org", "2026-05-06")
    assert read_history(corpus)["neu.md"] == ((shown, "2026-05-06"),)


def test_credit_goes_by_names_in_files_and_else_by_first_authors(corpus: Path) -> None:
    loaded, _ = load_corpus(corpus)
    credits = {credit.name: credit for credit in contributors(loaded, read_history(corpus))}
    assert credits["乙"] == Credit(
        "乙", 0, 0, 0, translations=0, terms=1, editions=0, first="2026-03-04", last="2026-03-05"
    )
    assert credits["甲"] == Credit(
        "甲", 0, 0, 0, translations=0, terms=2, editions=2, first="2026-01-02", last="2026-01-02"
    )
    notes = [note for source in loaded.sources for note in source.notes]
    emendations = [emendation for source in loaded.sources for emendation in source.emendations]
    editor = credits["编者"]
    assert (editor.notes, editor.emendations, editor.terms) == (len(notes), len(emendations), 0)
    assert editor.first == min(note.date for note in notes)
    page = next(page for page in make_book(loaded).pages if page.notes)
    assert page_credit(page, read_history(corpus)).edition == ("甲", "乙")


def test_a_shallow_clone_gives_no_one_the_credit_of_all(corpus: Path, tmp_path: Path) -> None:
    run(tmp_path, "clone", "-q", "--depth", "1", corpus.parent.as_uri(), "shallow")
    assert read_history(tmp_path / "shallow" / "corpus") == {}
    assert read_history(tmp_path) == {}  # no repository


def test_names_are_text_on_the_page() -> None:
    history = {"glossary/yi-zhu-liu-shuang.md": (("<b>|[x](y)*", "2026-01-01"),)}
    book = make_book(load_corpus(CORPUS)[0])
    pages = {file.name: file.text for file in generate(book, history)}
    assert "<b>" not in pages["contributors.md"]
    row = next(line for line in pages["contributors.md"].splitlines() if "2026-01-01" in line)
    assert row.replace(r"\|", "").count("|") == 10
    without = {file.name: file.text for file in generate(book, {})}["contributors.md"]
    assert "没有版本记录可查" in without
    page = next(page for page in book.pages if page.docname == "tashan-2019/zoubi")
    counts = (("编者", len(page.changes)),), (("编者", len(page.notes)),)
    assert page_credit(page, {}) == PageCredit((), *counts, ("编者",), max(note.note.date or "" for note in page.notes))
