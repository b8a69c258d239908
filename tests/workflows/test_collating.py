"""Collating: the variants turn the edition's words into the witness's, and each holds to one place."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jiaozhu.cli import main
from jiaozhu.edition.comparing import comparable
from jiaozhu.edition.pipeline import make_book
from jiaozhu.language import profile_for
from jiaozhu.model.problem import Place
from jiaozhu.model.witness import Witness
from jiaozhu.outputs.myst.page import write_page
from jiaozhu.store import load_corpus
from jiaozhu.workflows.collating import Collation, collate

BASE = Path(__file__).parents[1] / "checks" / "base"
BOOK = make_book(load_corpus(BASE)[0])
LEDGER = next(volume for volume in BOOK.volumes if volume.source.siglum == "ribao-2019").edited.ledger
READING = "\n".join(block.reading for page in BOOK.pages if page.docname == "ribao-2019/jishi" for block in page.blocks)
ABOUT = """text: jishi
name: "网络版"
title: "示例日报网络版"
read: "存本"
part: "全文"
"""


def _collated(words: str, language: str = "zh") -> Collation:
    place = Place("witness.yaml")
    witness = Witness("net", "jishi", "网络版", "网络版", "存本", "全文", place, place, place)
    return collate(LEDGER, witness, words, profile_for(language))


def test_a_witness_of_the_same_words_has_no_variants() -> None:
    collation = _collated(READING.replace("，", ",").replace("\n", " "))
    assert collation.variants == ()
    assert collation.agreeing == collation.compared == len(comparable(READING))


def test_a_variant_is_the_words_of_both() -> None:
    changed = READING.replace("考察袜业园区", "参观袜业园区").replace("春意正浓，", "春意，")
    changed = changed.replace("再度被人", "再度又被人")
    found = [(variant.target.quote, variant.reads) for variant in _collated(changed).variants]
    assert found == [("正浓", ""), ("被", "又被"), ("考察", "参观")]


def test_a_variant_is_of_whole_words_where_blanks_part_them() -> None:
    changed = READING.replace("5月", "15月")
    assert [(variant.target.quote, variant.reads) for variant in _collated(changed).variants] == [("5", "15")]


def test_what_one_lacks_at_length_is_no_variant() -> None:
    middle = READING.index("来自绍兴")
    extra = "此处另有一段很长的话，" * 12
    collation = _collated(READING[:middle] + extra + READING[middle:])
    assert collation.variants == ()
    assert [comparable(words) for words in collation.only_theirs] == [comparable(extra)]
    assert collation.compared == collation.agreeing


def test_an_extract_is_compared_as_far_as_it_goes() -> None:
    start = READING.index("来自绍兴")
    collation = _collated(f"别的话：{READING[start : start + 20]}完了")
    assert (collation.compared, collation.agreeing, collation.variants) == (20, 20, ())


WORDS = st.sampled_from(["", "甲", "乙丙", "x9 y", "\n"])


@given(st.lists(st.tuples(st.integers(12, len(READING) - 9), WORDS), max_size=6))
@example([(12, "甲"), (13, "")])
def test_the_variants_turn_the_edition_into_the_witness(changes: list[tuple[int, str]]) -> None:
    characters = list(READING)
    for at, words in changes:
        characters[at] = words
    witness = "".join(characters)
    parts, at = [], 0
    for variant in _collated(witness).variants:
        target = variant.target
        place = READING.index(target.prefix + target.quote + target.suffix, max(0, at - len(target.prefix)))
        place += len(target.prefix)
        parts += [READING[at:place], variant.reads]
        at = place + len(target.quote)
    assert comparable("".join([*parts, READING[at:]])) == comparable(witness)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = shutil.copytree(BASE, tmp_path / "corpus")
    folder = root / "sources/ribao-2019/witnesses"
    folder.mkdir()
    (folder / "net.yaml").write_text(ABOUT, encoding="utf-8")
    return root


def test_the_command_prints_and_records_what_differs(corpus: Path) -> None:
    file = corpus / "sources/ribao-2019/witnesses/net.yaml"
    file.with_suffix(".txt").write_text(READING.replace("考察袜业园区", "参观袜业园区"), encoding="utf-8")
    with chdir(corpus):
        seen = CliRunner().invoke(main, ["collate", "ribao-2019", "net"])
        assert "考察 ] 参观" in seen.stdout
        assert file.read_text(encoding="utf-8") == ABOUT
        assert CliRunner().invoke(main, ["collate", "ribao-2019", "net", "--write"]).exit_code == 0
    book = make_book(load_corpus(corpus)[0])
    page = next(page for page in book.pages if page.docname == "ribao-2019/jishi")
    text = write_page(page, book.terms)
    assert "[7](#l0007)" in text
    assert "[考察]{.jz-lemma}" in text
    assert "参观" in text
    assert "示例日报网络版" in text
    assert "agree" in text


@pytest.mark.parametrize(
    ("words", "said"), [(None, "has no text"), (b"\xff\xfe", "is not UTF-8")], ids=["no text", "not text"]
)
def test_what_cannot_be_collated_is_said(corpus: Path, words: bytes | None, said: str) -> None:
    if words is not None:
        (corpus / "sources/ribao-2019/witnesses/net.txt").write_bytes(words)
    with chdir(corpus):
        result = CliRunner().invoke(main, ["collate", "ribao-2019", "net"])
        assert (result.exit_code, said in result.output) == (2, True)
        result = CliRunner().invoke(main, ["collate", "ribao-2019", "nett"])
        assert result.exit_code == 2
        assert "did you mean 'net'" in result.output
