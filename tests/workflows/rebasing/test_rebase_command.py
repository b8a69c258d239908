"""The command that replaces a source: what it proposes, lists, refuses and writes; whole, or not at all."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from ruamel.yaml import YAML

NOTE = "notes/xiongdi.md"


def run(corpus: Path, *arguments: str) -> Result:
    """A command's result; what it does not catch itself fails the test."""
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments], catch_exceptions=False)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def record(corpus: Path, siglum: str = "zao-2019-2") -> dict[str, Any]:
    return dict(YAML(typ="safe").load((corpus / "sources" / siglum / "rebase.yaml").read_text("utf-8")))


def test_a_note_whose_passage_is_gone_is_listed_whole(corpus: Path, tmp_path: Path) -> None:
    old = corpus / "sources" / "zao-2019"
    new = tmp_path / "new.txt"
    new.write_text((old / "source.txt").read_text("utf-8").replace("两地结为兄弟,往来日密。\n", ""), "utf-8")
    before = files_of(corpus)
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 1
    assert "orphaned note xiongdi (yi#l0004): “结为兄弟”" in done.output
    assert "line 4 “两地结为兄弟,往来日密。” of the old source is missing" in done.output
    (orphan,) = record(corpus)["orphaned"]
    assert orphan["whole"] == (old / NOTE).read_text("utf-8")
    assert not (corpus / "sources" / "zao-2019-2" / NOTE).exists()
    after = files_of(corpus)
    assert {name: after[name] for name in before} == before


def test_what_is_only_like_it_is_proposed_and_taken_over_when_it_is_accepted(corpus: Path, tmp_path: Path) -> None:
    old = corpus / "sources" / "zao-2019"
    new = tmp_path / "new.txt"
    new.write_text((old / "source.txt").read_text("utf-8").replace("结为兄弟", "结成兄弟"), "utf-8")
    seen = run(corpus, "rebase", "zao-2019", str(new), "--dry-run")
    assert seen.exit_code == 1
    assert "proposed note xiongdi (yi#l0004): “结为兄弟” → “结成兄弟” (quote 0.75, context 1.00)" in seen.output
    assert not (corpus / "sources" / "zao-2019-2").exists()
    assert run(corpus, "rebase", "zao-2019", str(new), "--as", "left").exit_code == 1
    assert not (corpus / "sources" / "left" / NOTE).exists()
    (proposed,) = record(corpus, "left")["proposed"]
    assert (proposed["new"], proposed["whole"]) == ({"quote": "结成兄弟"}, (old / NOTE).read_text("utf-8"))
    again = run(corpus, "rebase", "zao-2019", str(new), "--accept", "xiongdi")
    assert again.exit_code == 2
    assert "source 'left' has this file: delete its folder to make it again" in again.output
    shutil.rmtree(corpus / "sources" / "left")
    taken = run(corpus, "rebase", "zao-2019", str(new), "--accept", "xiongdi", "--report", str(tmp_path / "r.yaml"))
    assert taken.exit_code == 0, taken.output
    written = (corpus / "sources" / "zao-2019-2" / NOTE).read_text("utf-8")
    assert 'quote: "结成兄弟"\n' in written
    assert written.partition("---\n第一段")[2] == (old / NOTE).read_text("utf-8").partition("---\n第一段")[2] != ""
    assert (tmp_path / "r.yaml").read_bytes() == (corpus / "sources" / "zao-2019-2" / "rebase.yaml").read_bytes()
    shutil.rmtree(corpus / "sources" / "zao-2019-2")
    assert run(corpus, "rebase", "zao-2019", str(new), "--accept-proposals").exit_code == 0


def test_what_is_known_of_the_new_witness_and_what_is_not(corpus: Path, tmp_path: Path) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "better.txt"
    new.write_bytes((text + "\n").encode("gb18030"))
    done = run(corpus, "rebase", "zao-2019", str(new), "--as", "zao-better")
    assert done.exit_code == 0, done.output
    about = YAML(typ="safe").load((corpus / "sources" / "zao-better" / "about.yaml").read_text("utf-8"))
    assert about["sha256"] == hashlib.sha256(new.read_bytes()).hexdigest()
    assert (about["format"], about["encoding"], about["citation"]) == ("newspaper-ocr", "gb18030", "zao-2019")
    assert "待补" in about["provenance"]
    assert "zao-2019" in about["provenance"]
    assert "待补" in about["condition"]
    assert "publisher: null\n" in (corpus / "sources" / "zao-better" / "about.yaml").read_text("utf-8")


def test_a_witness_that_is_not_text_gets_its_transcript(corpus: Path, tmp_path: Path) -> None:
    lines = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8").split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    new = tmp_path / "new.xml"
    new.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>', "utf-8")
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 0, done.output
    names = {path.name for path in (corpus / "sources" / "zao-2019-2").iterdir()}
    assert {"source.xml", "transcript.txt", "layout.json"} <= names
    shown = run(corpus, "show", "--plain", "zao-2019-2/yi").output
    assert shown == run(corpus, "show", "--plain", "zao-2019/yi").output


def test_lines_that_are_joined_or_broken_stay_what_they_were(corpus: Path, tmp_path: Path) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    text = text.replace("甲乙结对\n本报", "甲乙结对 本报").replace("结为兄弟,", "结为\n兄弟,")
    new.write_text(text, "utf-8")
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 0, done.output
    edition = (corpus / "sources" / "zao-2019-2" / "edition.yaml").read_text("utf-8")
    assert '- title: {at: 1, until: "本报"}' in edition
    assert '- byline: {at: 1, from: "本报"}' in edition
    assert "- p: 3-4" in edition
    for name in ("yi", "er"):
        shown = run(corpus, "show", "--plain", f"zao-2019-2/{name}").output
        assert shown == run(corpus, "show", "--plain", f"zao-2019/{name}").output


def test_new_lines_are_reported_and_are_in_no_text(corpus: Path, tmp_path: Path) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(text.replace("两地结为", "从未见过的一整行。\n两地结为"), "utf-8")
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 1
    assert "line 4 “从未见过的一整行。” is new and is in no text" in done.output
    assert "E103 line 4" in done.output
    assert "notes: 1 carried" in done.output


def test_a_new_line_inside_a_paragraph_is_of_the_paragraph(corpus: Path, tmp_path: Path) -> None:
    edition = corpus / "sources" / "zao-2019" / "edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("flow: 3-4", "p: 3-4"), "utf-8")
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(text.replace("两地结为", "旧本脱去的一整行。\n两地结为"), "utf-8")
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 0, done.output
    assert "line 4 “旧本脱去的一整行。” is new and was put into its paragraph" in done.output
    assert "发达。旧本脱去的一整行。两地" in run(corpus, "show", "--plain", "zao-2019-2/yi").output


def test_an_event_whose_words_changed_leaves_the_edition_until_it_is_accepted(corpus: Path, tmp_path: Path) -> None:
    edition = corpus / "sources" / "zao-2019" / "edition.yaml"
    events = '    events:\n      - {date: "2016", quote: 合作已三年, what: 两地开始合作}\n'
    edition.write_text(edition.read_text("utf-8") + events, "utf-8")
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(text.replace("已三年", "己三年"), "utf-8")
    left = run(corpus, "rebase", "zao-2019", str(new), "--as", "left")
    assert left.exit_code == 1
    assert "proposed event er/event-1 (er#l0007)" in left.output
    assert "events" not in (corpus / "sources" / "left" / "edition.yaml").read_text("utf-8")
    assert "what: 两地开始合作" in str(record(corpus, "left")["proposed"])
    shutil.rmtree(corpus / "sources" / "left")
    taken = run(corpus, "rebase", "zao-2019", str(new), "--as", "taken", "--accept", "er/event-1")
    assert taken.exit_code == 0, taken.output
    assert "合作己三年" in (corpus / "sources" / "taken" / "edition.yaml").read_text("utf-8")


def test_an_emendation_follows_its_line_or_is_listed(corpus: Path, tmp_path: Path) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    for words, told, line in (
        ("林业", "1 carried", 5),
        ("袜业", "1 no longer needed", None),
        ("沐业", "orphaned emendation z-1: the new source has “沐业”", None),
    ):
        new.write_text("\n\n" + text.replace("林业", words), "utf-8")
        done = run(corpus, "rebase", "zao-2019", str(new))
        assert told in done.output
        assert done.exit_code == (1 if "orphaned" in told else 0)
        path = corpus / "sources" / "zao-2019-2" / "emendations" / "editors.yaml"
        assert path.exists() == (line is not None)
        if line is not None:
            assert f"line: {line}\n" in path.read_text("utf-8")
        shutil.rmtree(corpus / "sources" / "zao-2019-2")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zao-2018", "NEW"], "did you mean 'zao-2019'?"),
        (["zao-2019", "SAME"], "source 'zao-2019' has this file"),
        (["zao-2019", "NEW", "--as", "zao-2019"], "source 'zao-2019' already exists"),
        (["zao-2019", "NEW", "--as", "Zao!"], "'Zao!' cannot be a name here"),
        (["zao-2019", "NEW", "--as", "../x"], "cannot be a name here"),
        (["zao-2019", "NEW", "--format", "pdf"], "'new.txt': "),
        (["zao-2019", "NEW", "--format", "docx"], "'new.txt': "),
        (["zao-2019", "NEW", "--format", "tei"], "'new.txt': "),
        (["zao-2019", "JUNK"], "'junk.txt': it is neither text nor a known document"),
        (["zao-2019", "JUNK", "--format", "newspaper-ocr"], "not text in a known encoding"),
        (["zao-2019", "EMPTY"], "'empty.txt': the file is empty"),
        (["zao-2019", "OTHER"], "'other.txt' has nothing of the texts of 'zao-2019': import it by itself"),
        (["zao-2019", "NEW", "--accept", "absent"], "no proposal 'absent': nothing is proposed"),
        (["zao-2019", "MISSING"], "does not exist"),
        (["zao-2019"], "Missing argument 'NEWFILE'"),
    ],
)
def test_a_wrong_command_line_is_reported_and_nothing_is_written(
    corpus: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    for name, data in {
        "NEW": (text + "\n").encode(),
        "SAME": text.encode(),
        "JUNK": bytes(range(256)) * 4,
        "EMPTY": b"\n",
        "OTHER": "毫无关系的另外一份文件。\n".encode(),
    }.items():
        (tmp_path / f"{name.lower()}.txt").write_bytes(data)
    before = files_of(corpus)
    named = [str(tmp_path / f"{word.lower()}.txt") if word.isupper() else word for word in arguments]
    done = run(corpus, "rebase", *named)
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert files_of(corpus) == before


def test_a_source_with_problems_of_its_own_is_not_carried(corpus: Path, tmp_path: Path) -> None:
    source = corpus / "sources" / "zao-2019" / "source.txt"
    new = tmp_path / "new.txt"
    new.write_text(source.read_text("utf-8") + "\n", "utf-8")
    source.write_text(source.read_text("utf-8") + "改过。\n", "utf-8")
    done = run(corpus, "rebase", "zao-2019", str(new))
    assert done.exit_code == 2
    assert "source 'zao-2019' has problems; fix them first: " in done.output


@pytest.mark.parametrize("failing", ["pathlib.Path.rename", "pathlib.Path.mkdir", "os.fsync"])
def test_a_folder_is_whole_or_not_there(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(text + "\n", "utf-8")
    before = sorted(corpus.rglob("*"))

    def fail(*_: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "sources")

    monkeypatch.setattr(failing, fail)
    done = run(corpus, "rebase", "zao-2019", str(new))
    monkeypatch.undo()
    assert done.exit_code == 1
    assert "sources: the disk is full" in done.output
    assert sorted(corpus.rglob("*")) == before


def test_the_next_name_is_found(corpus: Path, tmp_path: Path) -> None:
    text = (corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    for number, siglum in ((2, "zao-2019"), (3, "zao-2019"), (4, "zao-2019-3")):
        new = tmp_path / f"{number}.txt"
        new.write_text(text + "\n" * number, "utf-8")
        done = run(corpus, "rebase", siglum, str(new))
        assert done.exit_code == 0, done.output
        assert (corpus / "sources" / f"zao-2019-{number}").is_dir()


def test_a_table_is_replaced_by_its_column(corpus: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("id,text\n1,今天的会议开得很好\n2,大家都来了\n", "utf-8")
    new.write_text("id,text\n1,今天的会议开得很好\n2,大家都来了。\n", "utf-8")
    assert run(corpus, "import", str(old), "--siglum", "table", "--column", "text").exit_code == 0
    run(corpus, "rebase", "table", str(new), "--column", "text")
    assert "大家都来了。" in (corpus / "sources" / "table-2" / "transcript.txt").read_text("utf-8")


def test_proposals_keep_their_lines_and_judgements(corpus: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    lines = [
        "题目在此",
        "第一段说到春耕生产现场会在",
        "插在中间的一行",
        "东山乡召开，到会一百二十人。",
        "末了的一段写得很完整。",
    ]
    old.write_text("\n".join(lines), "utf-8")
    new.write_text("\n".join(["报头一行在此", *lines[:4]]), "utf-8")
    assert run(corpus, "import", str(old), "--siglum", "page", "--format", "plain-text").exit_code == 0
    judged = "judged: {decision: rejected, resp: 甲, date: '2026-01-02', reason: 不是}"
    (corpus / "sources" / "page" / "proposals.yaml").write_text(
        "- {id: seam-1, kind: seam, line: 2, quote: 现场会在, next: 4, detector: d, evidence: e, score: 0.8}\n"
        "- {id: seam-2, kind: seam, line: 3, quote: 中间的一行, next: 5, detector: d, evidence: e, score: 0.8}\n"
        f"- {{id: heading-1, kind: heading, line: 3, quote: 插在, detector: d, evidence: e, score: 0.8, {judged}}}\n",
        "utf-8",
    )
    run(corpus, "rebase", "page", str(new), "--format", "plain-text")
    entries = YAML(typ="safe").load((corpus / "sources" / "page-2" / "proposals.yaml").read_text("utf-8"))
    assert [(entry["id"], entry["line"], entry.get("next")) for entry in entries] == [
        ("seam-1", 3, 5), ("seam-2", 4, None), ("heading-1", 4, None)
    ]  # fmt: skip
    assert entries[2]["judged"]["decision"] == "rejected"
