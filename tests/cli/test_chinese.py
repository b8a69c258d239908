"""The command line in Chinese: the same problems at the same places, in other words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.locale import use_language
from jiaozhu.problems.catalogue import catalogue
from paths import CHECKS

_PLACE = re.compile(
    r"(?m)^(?P<path>corpus[^:\n]*):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<code>[A-Z][0-9]{3}) (?P<text>.+)$"
)
#: Problems whose messages are in the rooms that read files; those of the edition have a catalogue of their own.
_OURS = ("C", "Y", "S104", "S105", "S106", "S107", "S109", "N204", "N205", "N206", "N207", "N208", "G303")
_HAN = re.compile("[\u4e00-\u9fff]")


def reported(language: str) -> str:
    with use_language(language):
        return CliRunner().invoke(main, ["check"], catch_exceptions=False).output


@pytest.mark.parametrize("code", [name for name in catalogue() if name != "S109"])
def test_a_damaged_corpus_is_reported_in_either_language(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CHECKS / "base", "corpus")
    shutil.copytree(CHECKS / code / "in", "corpus", dirs_exist_ok=True)
    english, chinese = reported("en"), reported("zh_CN")
    places = [match.groups()[:4] for match in _PLACE.finditer(english)]
    assert sorted(match.groups()[:4] for match in _PLACE.finditer(chinese)) == sorted(places)
    assert "    提示：" in chinese
    assert "    hint: " not in chinese
    assert re.search(r"\n[0-9]+ 个问题\n\Z", chinese)
    for match in _PLACE.finditer(chinese):
        if match["code"].startswith(_OURS):
            assert _HAN.search(match["text"]), match.group()


@pytest.mark.parametrize("name", catalogue())
def test_every_code_is_explained_in_chinese(name: str) -> None:
    code = catalogue()[name]
    with use_language("zh_CN"):
        output = CliRunner().invoke(main, ["explain", name], catch_exceptions=False).output
    assert "为什么：" in output
    for words in (code.summary, code.why, code.remedy):
        assert words not in output


def jiaozhu(*arguments: str) -> str:
    """What a terminal in Chinese shows."""
    command = [sys.executable, "-m", "jiaozhu", *arguments]
    done = subprocess.run(command, env={**os.environ, "LANGUAGE": "zh_CN"}, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


def test_help_is_in_chinese() -> None:
    shown = jiaozhu("--help")
    assert shown.startswith("用法： ")
    assert "校注（jiaozhu）：像做文档一样做注释版数字文献。" in shown
    assert "\n选项:\n" in shown
    assert "Show" not in shown
    assert re.search("\n  check +报告文集的全部问题，并修复一部分。\n", shown)


def test_a_wrong_command_line_is_refused_in_chinese() -> None:
    assert "错误：没有命令“explian”；是不是想写“explain”？" in jiaozhu("explian")
