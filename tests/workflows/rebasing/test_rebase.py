"""A better witness takes over what was written: exactly, or as a proposal, or it is listed; nothing moves silently."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from bench import rebase
from bench.witnesses import COPIES, witness
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import Book, Volume, make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from jiaozhu.workflows.rebasing.carrying import Carried, carry
from jiaozhu.workflows.rebasing.emending import Fate
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.witness import read_witness
from paths import CORPUS
from ruamel.yaml import YAML

SIGLA = sorted(path.name for path in (CORPUS / "sources").iterdir())


def run(corpus: Path, *arguments: str) -> Result:
    """A command's result; what it does not catch itself fails the test."""
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments], catch_exceptions=False)


def volume_of(book: Book, siglum: str) -> Volume:
    return next(volume for volume in book.volumes if volume.source.siglum == siglum)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def carried_to(volume: Volume, text: str) -> Carried:
    format = volume.source.about.format
    found = read_witness(text.encode(), "copy", format, format)
    return carry(volume.edited, files_of(CORPUS / "sources" / volume.source.siglum), found, "copy", language="zh")


@pytest.mark.parametrize("siglum", SIGLA)
def test_a_copy_that_differs_in_layout_takes_everything_over(book: Book, siglum: str) -> None:
    volume = volume_of(book, siglum)
    made = carried_to(volume, volume.edited.document.text + "\n")
    old = files_of(CORPUS / "sources" / siglum)
    assert made.record.complete
    assert {item.placement.state for item in made.record.held} <= {State.EXACT}
    assert {item.fate for item in made.record.emendations} <= {Fate.CARRIED}
    assert not any(item.renewed for item in made.record.emendations)
    same = [name for name in old if name.startswith(("notes/", "emendations/", "en/")) or name == "edition.yaml"]
    empty = [name for name in same if old[name].strip() in (b"", b"[]")]
    assert {name: made.files.get(name) for name in same if name not in empty} == {
        name: old[name] for name in same if name not in empty
    }
    of_the_old = [name for name in old if name.startswith("witnesses/") or name == "proofreadings.yaml"]
    assert set(made.record.left) == set(of_the_old)


def test_a_translation_goes_with_its_blocks(book: Book) -> None:
    volume = volume_of(book, "lianghui-2022")
    made = carried_to(volume, "\n\n\n" + volume.edited.document.text)
    old = files_of(CORPUS / "sources" / "lianghui-2022")
    shifted = re.sub(
        r"^\(l(\d{4})(.*)\)=$", lambda m: f"(l{int(m[1]) + 3:04}{m[2]})=", old["en/guoqu.md"].decode(), flags=re.M
    )
    assert made.files["en/guoqu.md"].decode() == shifted


@pytest.mark.parametrize("siglum", ["nanbei-2019-05", "liaoning-2022-05"])
def test_line_numbers_follow_and_the_result_is_clean(siglum: str, tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    old = corpus / "sources" / siglum
    source = next(old.glob("source.*"))
    new = tmp_path / source.name
    format = re.search(r"^format: (\S+)", (old / "about.yaml").read_text("utf-8"), re.M)
    assert format is not None
    # A post's metadata must come first; everything else may begin with empty lines.
    text = source.read_text("utf-8")
    new.write_text(text.replace("\n<div>", "\n\n\n<div>") if source.suffix == ".html" else f"\n\n{text}", "utf-8")
    before = files_of(old)
    done = run(corpus, "rebase", siglum, str(new))
    assert done.exit_code == 0, done.output
    assert files_of(old) == before
    made = files_of(corpus / "sources" / f"{siglum}-2")
    assert {name: made[name] for name in before if name.startswith("notes/")} == {
        name: data for name, data in before.items() if name.startswith("notes/")
    }
    assert run(corpus, "check").exit_code == 0
    plain = [
        [page.docname.partition("/")[2] + "".join(block.reading for block in page.blocks) for page in volume.pages]
        for volume in make_book(load_corpus(corpus)[0]).volumes
        if volume.source.siglum in (siglum, f"{siglum}-2")
    ]
    assert plain[0] == plain[1]


def test_the_text_of_a_page_from_another_carrier(book: Book) -> None:
    volume = volume_of(book, "liaoning-2022-05")
    text = "\n\n".join(block.reading for page in volume.pages for block in page.blocks)
    made = carry(
        volume.edited,
        files_of(CORPUS / "sources" / "liaoning-2022-05"),
        read_witness(text.encode(), "page.txt", "html-post", "plain-text"),
        "copy",
        language="zh",
    )
    assert {item.placement.state for item in made.record.held} == {State.EXACT}
    assert [stretch.words[:4] for stretch in made.record.missing] == ["<img"]
    assert made.record.strange == ()


def test_lines_of_another_width_in_another_order(book: Book) -> None:
    volume = volume_of(book, "lianghui-2022")
    source = volume.edited.document.text
    lines: list[str] = []
    for text in volume.edited.texts:  # in the order in which they are read
        for block in text.blocks:
            words = "".join("".join(source[slice(*fragment.span)].split()) for fragment in block.fragments)
            lines += [words[at : at + 31] for at in range(0, len(words), 31)]
    made = carried_to(volume, "\n".join(lines))
    assert made.record.complete
    assert {item.placement.state for item in made.record.held} == {State.EXACT}


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("siglum", ["nanbei-2019-05", "liaoning-2022-05"])
@pytest.mark.sampled(every=3)
def test_of_a_damaged_copy_everything_is_carried_or_told(book: Book, siglum: str, name: str, tmp_path: Path) -> None:
    volume = volume_of(book, siglum)
    copy = COPIES[name](volume.edited, random.Random(f"{siglum} {name} test"))
    if copy.text == volume.edited.document.text:
        return  # there is nothing to emend in it
    made = carried_to(volume, copy.text)
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    for path, data in made.files.items():
        target = corpus / "sources" / "copy" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    found = [problem for problem in check(again, problems) if "/copy/" in problem.place.path]
    # What can be wrong with it is what only a person can put right: lines without a place, an order, a title;
    # what translates a block that is lost, or two blocks that are one now (and so their terms).
    assert {problem.code for problem in found} <= {"E103", "E107", "E108", "T701", "T702", "T703", "T705"}
    edited = volume_of(again, "copy").edited
    assert edited.ledger.tiles()
    notes = {note.note.id: note for page in volume_of(again, "copy").pages for note in page.notes}
    told = YAML(typ="safe").load(made.files["rebase.yaml"].decode())
    waiting = {item["id"]: item["whole"] for item in [*told.get("proposed", []), *told.get("orphaned", [])]}
    for note in volume.source.notes:
        whole = (CORPUS / "sources" / siglum / "notes" / f"{note.id}.md").read_text("utf-8")
        assert (note.id in notes) != (note.id in waiting)
        assert waiting.get(note.id, whole) == whole
    left = {item["id"] for kept in told.get("emendations", {}).values() for item in kept}
    assert left == {emendation.id for emendation in volume.source.emendations}


def test_every_figure_of_quality_is_above_its_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_costs", "_judge_plain"):  # what depends on the machine, and what others do
        monkeypatch.setattr(rebase, name, lambda *arguments, **options: iter(()))
    rows = list(rebase.measure(CORPUS, quick=True))
    assert [(row.name, row.value, row.remark) for row in rows if row.verdict == "missed"] == []
    assert len([row for row in rows if row.budget is not None]) == 15


@pytest.mark.parametrize("siglum", ["tashan-2019", "xiaoshanghai-2019", "nanbei-2019-05"])
def test_what_the_new_witness_has_right_need_not_be_emended(book: Book, siglum: str) -> None:
    volume = volume_of(book, siglum)
    made = carried_to(volume, witness(volume.edited, random.Random(1), emended=True).text)
    fates = [item.fate for item in made.record.emendations]
    assert Fate.ORPHANED not in fates
    assert fates.count(Fate.NEEDLESS) >= len(fates) - 2  # a gap has no words, and a seam's comma is at a line's end
    assert {item.placement.state for item in made.record.of("note")} == {State.EXACT}
