"""Whatever is in a corpus's files, reading it gives a book and problems with places, and never fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from judging import problems_with
from mutations import BOMBS, DATA, FILES, NAMES, SOURCES, damaged_bytes, damaged_data
from paths import BASE


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the base corpus; each example damages one file of it and puts it back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("damaged"))
        shutil.copytree(BASE, "corpus")
        yield Path("corpus")


@given(data=st.data(), name=st.sampled_from(NAMES))
def test_damaged_bytes_are_problems_and_never_errors(corpus: Path, data: st.DataObject, name: str) -> None:
    problems_with(corpus, name, data.draw(damaged_bytes(name)))


@given(data=st.data(), name=st.sampled_from(DATA))
def test_damaged_data_are_problems_and_never_errors(corpus: Path, data: st.DataObject, name: str) -> None:
    problems_with(corpus, name, data.draw(damaged_data(name)))


@given(data=st.data(), name=st.sampled_from(SOURCES))
def test_a_source_with_one_other_byte_is_always_noticed(corpus: Path, data: st.DataObject, name: str) -> None:
    content = FILES[name]
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    changed = content[:at] + bytes([byte]) + content[at + 1 :]
    assert "S101" in {problem.code for problem in problems_with(corpus, name, changed)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sampled(every=3)
def test_a_file_may_be_cut_short_anywhere(corpus: Path, name: str) -> None:
    content = FILES[name]
    for at in range(0, len(content), 5):
        problems = problems_with(corpus, name, content[:at])
        if name in SOURCES or (name in DATA and at == 0) or at < content.find(b"\n---\n"):
            assert problems, content[:at]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_a_place(corpus: Path, bomb: str) -> None:
    for name in ("sources/ribao-2019/edition.yaml", "sources/ribao-2019/notes/fengqiao.md"):
        fenced = f"---\n{BOMBS[bomb]}---\nx\n" if name.endswith(".md") else BOMBS[bomb]
        problems = problems_with(corpus, name, fenced.encode("utf-8"))
        assert any(problem.place.path.endswith(name) for problem in problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_missing_a_folder_or_huge_is_a_problem(corpus: Path, name: str) -> None:
    needed = not name.startswith("glossary/") and "/notes/" not in name and "/emendations/" not in name
    path = corpus / name
    path.unlink()
    try:
        read, found = load_corpus(corpus)
        problems = check(make_book(read), found)
        assert problems or not needed
        path.mkdir()
        read, found = load_corpus(corpus)
        problems = check(make_book(read), found)
        assert name in {problem.place.path.removeprefix("corpus/") for problem in problems} or name in SOURCES
        path.rmdir()
    finally:
        path.write_bytes(FILES[name])
    if name not in SOURCES:
        assert {p.code for p in problems_with(corpus, name, FILES[name] + b"#" * 2_000_000)} >= {"Y106"}


def test_the_files_as_they_are_have_no_problem(corpus: Path) -> None:
    assert [problems_with(corpus, name, FILES[name]) for name in NAMES] == [[] for _ in NAMES]


@pytest.mark.parametrize("name", DATA)
def test_a_file_saved_by_another_system_is_sound(corpus: Path, name: str) -> None:
    assert problems_with(corpus, name, b"\xef\xbb\xbf" + FILES[name].replace(b"\n", b"\r\n")) == []


@pytest.mark.parametrize("author", ["a, b, c, d", "{", "{{甲}} and {{乙}}, {{丙}}, x, y"])
def test_a_name_that_cannot_be_parsed_is_a_problem_of_the_bibliography(corpus: Path, author: str) -> None:
    name = "references.bib"
    entry = f"\n@book{{shu-2020,\n  author = {{{author}}},\n  title = {{书}}\n}}\n".encode()
    codes = {problem.code for problem in problems_with(corpus, name, FILES[name] + entry)}
    assert "C401" in codes
