"""Files made on the command line: they pass the check, refer to what was meant, and replace no other file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.anchoring import BORDER, anchor
from jiaozhu.edition.pipeline import Book
from jiaozhu.edition.places import index_of, spots, unique_target
from jiaozhu.workflows.authoring import NotPlaced, new_correction, new_note, new_term
from jiaozhu.workflows.authoring.files import name_of
from jiaozhu.workflows.authoring.plain import Correction, hindrance


def run(corpus: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments])


def test_any_words_of_any_paragraph_become_a_target_of_just_that_place(book: Book) -> None:
    chance = random.Random(11)
    for volume in book.volumes:
        edited = volume.edited
        index = index_of(edited)
        for _ in range(80):
            start = chance.randrange(len(index.reading))
            quote = index.reading[start : start + chance.choice((1, 2, 4, 8, 20, 60))].partition(BORDER)[0]
            if not quote.strip():
                continue
            spot = next(spot for spot in spots(index, quote) if spot.position == start)
            target = unique_target(index, spot, quote, by_block=True)
            number = index.block_at(start)
            whole = index.reading[index.starts[number] :].partition(BORDER)[0]
            twice = [other.text for other in spots(index, whole)].count(spot.text) > 1
            assert target is not None
            assert (target.block is not None) <= twice  # a heading's few words, or a line of a notice
            (found,), problems = anchor([target], edited.ledger, edited.document.text)
            assert problems == []
            assert found is not None
            block = index.block_at(start)
            assert (found.text, found.block, found.start) == (spot.text, spot.block, start - index.starts[block])


def test_a_note_is_written_and_is_on_its_page(corpus: Path) -> None:
    done = run(
        corpus, "annotate", "zao-2019/yi", "往来日密", "--author", "读者", "--kind", "疑", "--body", "出处待考。"
    )
    assert (done.exit_code, done.output.count("\n")) == (0, 1)
    assert "〔疑〕" in run(corpus, "show", "zao-2019/yi").output
    again = run(corpus, "annotate", "zao-2019/yi", "往来日密", "--author", "读者")
    assert again.exit_code == 0
    assert {path.stem for path in (corpus / "sources/zao-2019/notes").iterdir()} == {
        "xiongdi",
        "wang-lai-ri-mi",
        "wang-lai-ri-mi-2",
    }


def test_words_that_are_there_twice_ask_which_is_meant(corpus: Path) -> None:
    asked = run(corpus, "annotate", "zao-2019", "对口合作", "--author", "读者")
    assert asked.exit_code == 2
    assert "2. er l0007" in asked.output
    assert run(corpus, "annotate", "zao-2019", "对口合作", "--author", "读者", "--number", "3").exit_code == 2
    assert run(corpus, "annotate", "zao-2019", "对口合作", "--author", "读者", "--number", "2").exit_code == 0
    assert "第二篇说对口合作[^n-dui-kou-he-zuo]" in run(corpus, "show", "zao-2019/er").output.replace(
        "{term}`对口合作`", "对口合作"
    )


def test_words_that_are_not_there_are_a_clear_error(corpus: Path) -> None:
    for command in (["annotate", "zao-2019", "没有的话"], ["annotate", "zao-2019", "日密。另一篇"]):
        done = run(corpus, *command, "--author", "读者")
        assert done.exit_code == 2
        assert "is not in the reading text" in done.output
    assert run(corpus, "annotate", "zao-2018", "对口", "--author", "读者").exit_code == 2


def test_a_correction_is_written_and_read(corpus: Path) -> None:
    grounds = ["--reason", "脱文", "--basis", "文义", "--cert", "low", "--author", "Wang Wu"]
    done = run(corpus, "correct", "zao-2019", "往来日密", "往来日益密切", *grounds)
    assert done.exit_code == 0, done.output
    page = run(corpus, "show", "zao-2019/yi").output
    assert "往来日益密切" in page
    assert "原文作「[往来日密]{.jz-sic}」" in page
    assert (corpus / "sources/zao-2019/emendations/wang-wu-wang-lai-ri-yi.yaml").exists()
    left_out = run(corpus, "correct", "zao-2019/yi", "结为", "", *grounds)
    assert left_out.exit_code == 0, left_out.output
    assert "两地兄弟" in run(corpus, "show", "zao-2019/yi").output.replace("[]{#c-wang-wu-jie-wei .jz-surplus}", "")


def test_corrections_of_the_real_sources_hold_to_their_place(book: Book) -> None:
    chance = random.Random(5)
    for volume in book.volumes:
        index = index_of(volume.edited)
        made = 0
        while made < 20:
            start = chance.randrange(len(index.reading) - 6)
            words = index.reading[start : start + 4]
            if BORDER in words or not words.strip():
                continue
            number = [spot.position for spot in spots(index, words)].index(start) + 1
            block = index.block_at(start)
            inside = start - index.starts[block]
            if hindrance(index, block, Correction("", inside, inside + 4, "")):
                continue
            if len(index.origins(block, inside, inside + 4)) != 1:
                continue  # the source has these words in several pieces
            signed = {"author": "甲", "reason": "试", "basis": "试", "certainty": "low"}
            file = new_correction(volume.edited, words, "改文", number=number, **signed)
            assert file.path.parts[:2] == ("sources", volume.source.siglum)
            made += 1


def test_a_term_is_written_and_linked(corpus: Path) -> None:
    done = run(corpus, "term", "入佳境", "--gloss", "To enter the best part", "--kind", "allusion")
    assert done.exit_code == 0, done.output
    assert "pinyin: rù jiā jìng" in (corpus / "glossary/ru-jia-jing.md").read_text("utf-8")
    assert "{term}`入佳境`" in run(corpus, "show", "zao-2019/yi").output
    again = run(corpus, "term", "入佳境", "--gloss", "x", "--kind", "allusion")
    assert again.exit_code == 2
    assert "'入佳境' has an entry: glossary/" in again.output


def test_what_a_contribution_lacks_is_reported_at_once(corpus: Path) -> None:
    done = run(corpus, "annotate", "zao-2019", "往来日密", "--author", "读者", "--body", "见 {cite}`missing`。")
    assert done.exit_code == 1
    assert "C403" in done.output
    assert "was not written" in done.output
    again = ["annotate", "zao-2019", "往来日密", "--author", "读者", "--body", "见 {cite}`missing`。", "--keep"]
    kept = run(corpus, *again)
    assert (kept.exit_code, "C403" in kept.output, "not written" in kept.output) == (1, True, False)
    assert (corpus / "sources/zao-2019/notes/wang-lai-ri-mi.md").exists()


_GROUNDS = ["--reason", "形近误字", "--basis", "待考。", "--cert", "low", "--author", "甲"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["annotate", "zao-2019", ""], 2, "no words"),
        (["annotate", "zao-2019/yii", "往来日密"], 2, "text 'yii' does not exist; did you mean 'yi'?"),
        (["annotate", "zao-2019", "往来日密", "--author", "甲\u202e乙"], 1, "U+202E"),
        (["annotate", "zao-2019", "往来日密", "--body", "<script> 待考"], 1, "N203"),
        (["correct", "zao-2019", "", "字", *_GROUNDS], 2, "no words"),
        (["correct", "zao-2019/san", "往来日密", "字", *_GROUNDS], 2, "text 'san' does not exist"),
        (["correct", "zao-2019", "往来.密", "字", *_GROUNDS], 2, "neither"),
        (["correct", "zao-2019", "往来日密", "往来日密", *_GROUNDS], 1, "changes nothing"),
        (["correct", "zao-2019", "往来日密", "往\u200b来", *_GROUNDS], 1, "U+200B"),
        (["correct", "zao-2019", "往来日密", "字", *_GROUNDS[2:], "--reason", ""], 1, "'reason' is empty"),
        (["term", "", "--gloss", "x", "--kind", "concept"], 1, "'headword' is empty"),
        (["term", "词`", "--gloss", "x", "--kind", "concept"], 1, "'headword'"),
        (["term", "往来", "--gloss", " ", "--kind", "concept"], 1, "'gloss' is empty"),
    ],
)
def test_what_would_not_pass_is_refused_and_nothing_is_written(
    corpus: Path, arguments: list[str], code: int, said: str
) -> None:
    before = sorted(corpus.rglob("*"))
    signed = (
        [*arguments, "--author", "读者"] if arguments[0] == "annotate" and "--author" not in arguments else arguments
    )
    done = run(corpus, *signed)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert sorted(corpus.rglob("*")) == before


def test_a_correction_that_would_break_another_file_is_not_written(corpus: Path) -> None:
    """The problem is in the other file, and it is reported."""
    folder = corpus / "sources" / "zao-2019" / "emendations"
    assert run(corpus, "correct", "zao-2019", "往来日密", "往来日益密切", *_GROUNDS).exit_code == 0
    before = sorted(folder.iterdir())
    for words in ("往来日益密切", "来日益"):
        again = run(corpus, "correct", "zao-2019", words, "往来", *_GROUNDS)
        assert (again.exit_code, "an emendation is there" in again.output) == (2, True), again.output
    wider = run(corpus, "correct", "zao-2019", "往来日密", "往来", *_GROUNDS)
    assert (wider.exit_code, "E204" in wider.output) == (1, True), wider.output
    assert sorted(folder.iterdir()) == before


def test_a_line_that_a_rule_has_corrected_as_a_whole_is_left_alone(book: Book) -> None:
    signed = {"author": "甲", "reason": "试", "basis": "试", "certainty": "low"}
    lines = [
        (volume, text, number)
        for volume in book.volumes
        for number, (text, _, spans) in enumerate(index_of(volume.edited).blocks)
        if any(act.rule == "doublings" for act in (volume.edited.ledger.spans[span].act for span in spans) if act)
    ]
    assert lines
    for volume, text, number in lines:
        index = index_of(volume.edited)
        reading = index.reading[index.starts[number] :].partition(BORDER)[0]
        with pytest.raises(NotPlaced, match="doubled words"):
            new_correction(volume.edited, reading[:12], "改", text=text, number=1, **signed)


def test_an_author_is_asked_for_where_git_knows_none(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.chdir(corpus)
    done = run(corpus, "annotate", "zao-2019", "往来日密")
    assert done.exit_code == 2
    assert "--author" in done.output


def test_odd_words_make_names_for_addresses(book: Book) -> None:
    assert name_of("“对口合作”，GDP") == "dui-kou-he-zuo"
    assert name_of("！？") == "note"
    assert name_of("../../etc") == "etc"
    assert len(name_of("x" * 99)) < 40
    assert new_term(book.corpus, "con", gloss="x", kind="policy").path.name == "con-2.md"
    note = new_note(
        book.volumes[0].edited, "绍兴", kind="注", author="x: y #", date="2026-11-21", language="zh", number=1
    )
    assert 'author: "x: y #"' in note.text
    with pytest.raises(NotPlaced):
        new_term(book.corpus, "对口合作", gloss="x", kind="policy")
