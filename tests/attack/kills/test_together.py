"""Two processes at once: the second waits for the first and says so; both do all they were to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from killing import Nursery
from paths import ROOTS
from small_project import make_project, published

_TIMES, _TIMES_WHOLE = 1, 15


@pytest.fixture
def times(whole: bool) -> int:
    return _TIMES_WHOLE if whole else _TIMES


def together(nursery: Nursery, folder: Path, *commands: tuple[str, ...]) -> list[str]:
    """Start commands at once; their output."""
    started = [nursery.start(folder, *command) for command in commands]
    ended = [nursery.wait(pid) for pid in started]
    assert [item.status for item in ended] == [0] * len(commands), ended
    return [item.output for item in ended]


def test_two_builds(nursery: Nursery, tmp_path: Path, times: int) -> None:
    make_project(tmp_path)
    assert nursery.run(tmp_path, "build", "html").status == 0
    expected = published(tmp_path)
    for number in range(times):
        shutil.rmtree(tmp_path / "build")
        outputs = together(nursery, tmp_path, ("build", "html"), ("build", "html"), ("build", "html", "--out", "other"))
        assert published(tmp_path) == expected
        assert any("waiting until it is done" in output for output in outputs)
        assert not list(tmp_path.rglob(".jiaozhu")), number


def test_commands_that_write_a_corpus(nursery: Nursery, tmp_path: Path, times: int) -> None:
    for number in range(times * 2):
        folder = tmp_path / str(number)
        shutil.copytree(ROOTS / "test-edition" / "corpus", folder / "corpus")
        for name in "ab":
            (folder / f"{name}.txt").write_text(f"题目{name}\n\n" + f"文本{name}，待考。\n\n" * 40, "utf-8")
        text = (folder / "corpus" / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
        (folder / "better.txt").write_text(text + "\n", "utf-8")
        glossary = folder / "corpus" / "glossary" / "duikou.md"
        glossary.write_bytes(glossary.read_bytes().replace(b"\n", b"\r\n"))
        note = ("annotate", "zao-2019/yi", "两地", "--author", "甲")
        commands = (("import", "a.txt"), ("import", "a.txt", "b.txt"), ("rebase", "zao-2019", "better.txt"), note, note)
        outputs = together(nursery, folder, *commands, ("check", "--fix", "corpus/glossary"))
        sources = sorted(path.name for path in (folder / "corpus" / "sources").iterdir())
        assert sources == ["a", "b", "zao-2019", "zao-2019-2"]
        assert sum("already present" in output for output in outputs[:2]) == 1
        references = (folder / "corpus" / "references.bib").read_text("utf-8")
        assert [references.count(f"{{{key},") for key in "ab"] == [1, 1]
        assert len({output.split("\n")[-2] for output in outputs[3:5]}) == 2  # each note has a file of its own
        assert b"\r" not in glossary.read_bytes()
        assert not (folder / "corpus" / ".jiaozhu").exists()
        assert nursery.run(folder, "check", "corpus/glossary").status == 0
