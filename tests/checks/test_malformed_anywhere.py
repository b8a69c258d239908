"""Small damage anywhere in a contribution: it is reported, or the file is sound as it is; it is never an error."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from contributions import (
    ABOUT,
    BIB,
    EDITION,
    EMENDATION,
    FIGURES,
    NOTE,
    PROPOSALS,
    READINGS,
    SOUND,
    TERM,
    Malformed,
    lay,
)
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import all_codes, check
from jiaozhu.problems.reports import FORMATS
from jiaozhu.store import load_corpus
from malformed import MALFORMED
from paths import BASE

FILES = [NOTE, EMENDATION, TERM, BIB, READINGS, PROPOSALS, FIGURES, ABOUT, EDITION]
#: In these, every character is somebody's own words or is held to the source.
WATCHED = [NOTE, EMENDATION, TERM, BIB]
KEY = re.compile(r"^[ \t]*(?:- )?(?:\{)?([a-z_0-9]+):", re.M)
UNSEEN = "\u200b\u202e\u2066\xad\u2060\U000e0041\u061c"
ODD = UNSEEN + "\x00\x07\x0b\x0c\x1b\x7f\x85\u2028\u3000\u00a0\ufeff\uffff\u0301\t\r\n\\\"'`{}[]<>:#&*!|%@-~^$，：０а"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("anywhere"))
        shutil.copytree(BASE, "corpus")
        lay(Path("corpus"), SOUND)
        yield Path("corpus")


def problems_with(corpus: Path, name: str, text: str) -> list[Problem]:
    """The problems when ``name`` holds ``text``; each is well placed, has a hint and can be printed."""
    path = corpus / name
    path.write_bytes(text.encode("utf-8"))
    try:
        read, found = load_corpus(corpus)
        book = make_book(read)
        problems = check(book, found)
    finally:
        path.write_bytes(SOUND[name].encode("utf-8"))
    for problem in problems:
        assert problem.code in all_codes()
        assert problem.message
        assert problem.hint
        if problem.place.path == path.as_posix():
            lines = re.sub("\r\n?", "\n", text).split("\n")
            assert 1 <= problem.place.line <= len(lines), problem
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
    for style in FORMATS.values():
        assert not INVISIBLE.search(style(problems, book).replace("\n", ""))
    return problems


@given(data=st.data(), name=st.sampled_from(WATCHED))
def test_an_unseen_character_anywhere_is_reported(corpus: Path, data: st.DataObject, name: str) -> None:
    at = data.draw(st.integers(0, len(SOUND[name])))
    char = data.draw(st.sampled_from(UNSEEN))
    problems = problems_with(corpus, name, SOUND[name][:at] + char + SOUND[name][at:])
    assert problems


@given(data=st.data(), name=st.sampled_from(FILES))
def test_an_odd_character_anywhere_is_reported_or_sound(corpus: Path, data: st.DataObject, name: str) -> None:
    text = SOUND[name]
    at = data.draw(st.integers(0, len(text) - 1))
    problems_with(corpus, name, text[:at] + data.draw(st.sampled_from(ODD)) + text[at + data.draw(st.integers(0, 1)) :])


@given(data=st.data(), name=st.sampled_from([name for name in FILES if name != BIB]))
def test_a_misspelt_key_is_reported(corpus: Path, data: st.DataObject, name: str) -> None:
    text = SOUND[name]
    match = data.draw(st.sampled_from(list(KEY.finditer(text))))
    key = match.group(1)
    at = data.draw(st.integers(0, len(key) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz_09Aа．"))
    slips = [
        key[:at] + key[at + 1 :],
        key[:at] + other + key[at:],
        key[:at] + other + key[at + 1 :],
        key[:at] + key[at : at + 2][::-1] + key[at + 2 :],
    ]
    slip = data.draw(st.sampled_from(slips))
    problems = problems_with(corpus, name, text[: match.start(1)] + slip + text[match.end(1) :])
    assert problems or slip == key


@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_line_lost_doubled_or_moved_is_reported_or_sound(corpus: Path, data: st.DataObject, name: str) -> None:
    lines = SOUND[name].splitlines(keepends=True)
    at, to = (data.draw(st.integers(0, len(lines) - 1)) for _ in "12")
    moved = [*lines[:at], *lines[at + 1 :]]
    ways = [moved, [*lines[: at + 1], *lines[at:]], [*moved[:to], lines[at], *moved[to:]]]
    problems_with(corpus, name, "".join(data.draw(st.sampled_from(ways))))


def _apart(one: Malformed, other: Malformed) -> bool:
    """Not of one file; nor of the two that must be sound for a source to be read; nor a quote and what changes it."""
    files = {one.file, other.file}
    quoted = {one.code, other.code} & {"N201", "N202"}
    return len(files) == 2 and files != {ABOUT, EDITION} and not (quoted and EMENDATION in files)


@given(data=st.data())
def test_two_kinds_at_once_are_reported(corpus: Path, data: st.DataObject) -> None:
    """What is malformed in one file does not hide what is malformed in another."""
    known = [item for item in MALFORMED if item.file in FILES and not item.elsewhere]
    one = data.draw(st.sampled_from(known))
    other = data.draw(st.sampled_from([item for item in known if _apart(item, one)]))
    for item in (one, other):
        made = item.change(SOUND[item.file])
        lay(corpus, {item.file: made if isinstance(made, bytes) else made.replace("▸", "")})
    try:
        read, found = load_corpus(corpus)
        problems = check(make_book(read), found)
        places = {problem.place.path.removeprefix("corpus/") for problem in problems}
        assert places >= {one.file, other.file}
    finally:
        lay(corpus, {item.file: SOUND[item.file] for item in (one, other)})
