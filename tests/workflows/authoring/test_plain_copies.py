"""The bulk route: a copy corrected in any editor comes back as emendations that give just the corrected text."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from jiaozhu.workflows.authoring import new_corrections, plain_copy
from paths import CORPUS

LETTERS = "的一是在不了有和人这中大为上个国"


def run(corpus: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments])


@pytest.fixture
def corpus(rootdir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus"))


@pytest.fixture(scope="module")
def book() -> Book:
    return make_book(load_corpus(CORPUS)[0])


def test_an_unchanged_copy_makes_no_emendation(book: Book) -> None:
    for volume in book.volumes:
        for page in volume.pages:
            copy = plain_copy(page)
            windows = "\ufeff" + copy.replace("\n", "\r\n")
            assert new_corrections(volume.edited, page, copy, author="甲", language="zh") == (None, [])
            assert new_corrections(volume.edited, page, windows, author="甲", language="zh") == (None, [])


def damaged(copy: str, chance: random.Random, count: int) -> str:
    """``copy`` with characters exchanged, added and left out, within paragraphs and apart from each other."""
    places = [at for at in range(3, len(copy) - 3) if "\n" not in copy[at - 2 : at + 3]]
    chosen: list[int] = []
    for at in chance.sample(places, len(places)):
        if all(abs(at - other) > 6 for other in chosen):
            chosen.append(at)
        if len(chosen) == count:
            break
    for at in sorted(chosen, reverse=True):
        kind = chance.choice(("other", "more", "less"))
        letters = "".join(chance.choices(LETTERS, k=chance.randint(1, 3)))
        copy = copy[:at] + {"other": letters, "more": letters + copy[at], "less": ""}[kind] + copy[at + 1 :]
    return copy


@pytest.mark.parametrize(
    "target", ["nanbei-2019-05/jishi", "tashan-2019/zoubi", "lianghui-2022/guoqu", "liaoning-2022-05/xinjumian"]
)
def test_what_was_changed_is_what_is_read_then(book: Book, tmp_path: Path, target: str) -> None:
    """Damage at random places of the real texts; what can be placed is written, read again and compared."""
    chance = random.Random(target)
    siglum, _, text = target.partition("/")
    volume = next(volume for volume in book.volumes if volume.source.siglum == siglum)
    page = next(page for page in volume.pages if page.text == text)
    copy = damaged(plain_copy(page), chance, 40)
    made, refused = new_corrections(volume.edited, page, copy, author="Zhang San", language="zh")
    assert made is not None
    assert len(refused) <= 8, refused  # an editor has been there, or the source has the words in pieces
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    (corpus / made.path).write_text(made.text, "utf-8")
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    mine = [problem for problem in check(again, problems) if problem.place.path.endswith(made.path.name)]
    assert mine == []
    read = next(page for volume in again.volumes for page in volume.pages if page.docname == target)
    wanted = copy.strip("\n").split("\n\n")
    got = plain_copy(read).strip("\n").split("\n\n")
    left_alone = {item.where for item in refused}
    blocks = [block for block in read.blocks if block.reading]
    differing = {block.id for block, one, other in zip(blocks, wanted, got, strict=True) if one != other}
    assert differing <= left_alone


def test_the_way_there_and_back_on_the_command_line(corpus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "yi.txt"
    shown = run(corpus, "show", "--plain", "zao-2019/yi")
    assert shown.exit_code == 0
    copy.write_text(shown.output, "utf-8")
    same = run(corpus, "diff", "zao-2019/yi", str(copy), "--author", "Li Si")
    assert (same.exit_code, same.output) == (0, "nothing was changed\n")
    copy.write_text(shown.output.replace("往来日密", "往来日益密切").replace("结对", "结成对子"), "utf-8")
    done = run(corpus, "diff", "zao-2019/yi", str(copy), "--author", "Li Si")
    assert done.exit_code == 0, done.output
    written = (corpus / "sources/zao-2019/emendations/li-si-yi.yaml").read_text("utf-8")
    assert written.count("basis: （待补依据）") == written.count("- id: li-si-yi-") >= 2
    assert run(corpus, "show", "--plain", "zao-2019/yi").output == copy.read_text("utf-8")


def test_what_cannot_be_placed_is_reported_and_left_out(corpus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "yi.txt"
    shown = run(corpus, "show", "--plain", "zao-2019/yi").output
    copy.write_text(shown.replace("袜业", "木业"), "utf-8")  # 袜业 is an editor's reading of 林业
    done = run(corpus, "diff", "zao-2019/yi", str(copy), "--author", "Li Si")
    assert done.exit_code == 1
    assert "l0003: not taken up: an emendation is there" in done.output
    copy.write_text(shown.replace("\n\n", "\n"), "utf-8")
    done = run(corpus, "diff", "zao-2019/yi", str(copy), "--author", "Li Si")
    assert done.exit_code == 1
    assert "paragraphs have become 1" in done.output
    copy.write_bytes(b"\xff\xfe")
    assert run(corpus, "diff", "zao-2019/yi", str(copy), "--author", "Li Si").exit_code == 2
    assert run(corpus, "diff", "zao-2019/none", str(copy), "--author", "Li Si").exit_code == 2
