"""A folder that is watched: what is put into it is imported, once it has stopped changing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.workflows.importing import watching
from jiaozhu.workflows.importing.command import ImportCommand
from jiaozhu.workflows.importing.skeleton import create
from jiaozhu.workflows.importing.watching import watch

TEXT = "\n".join(samples.PARAGRAPHS)


@pytest.fixture
def command(tmp_path: Path) -> ImportCommand:
    create(tmp_path / "new", "", "zh-CN")
    (tmp_path / "in").mkdir()
    return ImportCommand(tmp_path / "new" / "corpus", (tmp_path / "in",), language_model="")


class Script:
    """Does the next thing at each look, then ends the watch."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)

    def __call__(self, _seconds: float) -> None:
        if not self.steps:
            raise KeyboardInterrupt
        self.steps.pop(0)()


def sources(command: ImportCommand) -> list[str]:
    return sorted(path.name for path in (command.root / "sources").iterdir() if path.is_dir())


def nothing() -> None:
    """Let a look pass."""


def test_a_file_is_imported_when_it_has_stayed_the_same(command: ImportCommand) -> None:
    file = command.paths[0] / "one.txt"
    seen: list[list[str]] = []

    def look(text: str) -> Callable[[], None]:
        def step() -> None:
            seen.append(sources(command))
            file.write_text(text, "utf-8")
            os.utime(file, (1, len(text)))

        return step

    steps = Script(look(TEXT[:40]), look(TEXT), look(TEXT), look(TEXT))
    with pytest.raises(KeyboardInterrupt):
        watch(command, steps)
    assert seen == [[], [], [], ["one"]]
    assert (command.root / "sources" / "one" / "source.txt").read_text("utf-8") == TEXT


def test_a_file_that_fails_is_tried_again_only_when_it_has_changed(
    command: ImportCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    file = command.paths[0] / "two.pdf"
    file.write_bytes(b"%PDF-1.4 nothing")

    def better() -> None:
        file.write_text(TEXT, "utf-8")
        os.utime(file, (1, 1))

    with pytest.raises(KeyboardInterrupt):
        watch(command, Script(nothing, nothing, nothing, better, nothing, nothing))
    assert capsys.readouterr().out.count("failed two") == 1
    assert sources(command) == ["two"]


def test_hidden_and_empty_files_and_folders_that_go_away_are_passed_over(command: ImportCommand) -> None:
    folder = command.paths[0]
    (folder / ".part").write_text(TEXT, "utf-8")
    (folder / "empty.txt").touch()

    def gone() -> None:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()

    with pytest.raises(KeyboardInterrupt):
        watch(command, Script(nothing, nothing, gone, nothing))
    assert sources(command) == []


def test_the_command_ends_well_and_takes_folders_only(command: ImportCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching.watch, "__defaults__", (Script(nothing),))
    file = command.paths[0] / "three.txt"
    file.write_text(TEXT, "utf-8")
    runner = CliRunner()
    monkeypatch.chdir(command.root.parent)
    done = runner.invoke(main, ["import", "--watch", str(command.paths[0])])
    assert done.exit_code == 0, done.output
    assert sources(command) == ["three"]
    wrong = runner.invoke(main, ["import", "--watch", str(file)])
    assert wrong.exit_code == 2
    assert "--watch takes folders" in wrong.output
