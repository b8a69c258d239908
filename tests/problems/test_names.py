"""Did you mean? Every problem and every command line that names something unknown asks it where a name is near."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.model.names import did_you_mean, listed, near, suggested
from paths import BASE

RIBAO = "sources/ribao-2019"
NOTE = f"{RIBAO}/notes/fengqiao.md"
EDITION = f"{RIBAO}/edition.yaml"
ABOUT = f"{RIBAO}/about.yaml"
TERM = "glossary/fengqiao-jingyan.md"
READING = '- {{text: {text}, by: 张三, date: "2026-11-21", sha256: {sha}}}\n'
SHA = "179623c79345d1d46d0217aa5b7274d6b3eeabdff6a672b01a0867942330dd65"
REGISTER = """\
series:
  - {id: months, title: 月份, unit: 月}
figures:
  - id: may
    source: SOURCE
    text: TEXT
    quote: 5月的示例市
    claim: 月份
    value: 5
    date: null
    series: SERIES
checks:
  - {id: c, on: may, expression: EXPRESSION, says: 五, expected: agree}
"""

#: What is unknown: a file of the base corpus, what is changed in it, and the name that is proposed.
SLIPS: dict[str, tuple[str, str, str, str]] = {
    "a key": (NOTE, "author:", "auther:", "author"),
    "a key in capitals": (NOTE, "author:", "Author:", "author"),
    "a key in full width": (NOTE, "author:", "ａｕｔｈｏｒ:", "author"),
    "a key inside another": (NOTE, "suffix:", "sufix:", "suffix"),
    "a note's kind": (NOTE, "kind: 注", "kind: 注释", "注"),
    "a term's kind": (TERM, "kind: concept", "kind: concpet", "concept"),
    "an emendation's kind": (f"{RIBAO}/emendations/editors.yaml", "kind: supplied", "kind: suplied", "supplied"),
    "a certainty": (f"{RIBAO}/emendations/editors.yaml", "cert: medium", "cert: Medium", "medium"),
    "an encoding": (ABOUT, "citation:", "encoding: gb1830\ncitation:", "gb18030"),
    "a kind of block": (EDITION, "- byline: 4", "- by-line: 4", "byline"),
    "a rule": (EDITION, "rules: {}", "rules: {puntuation: false}", "punctuation"),
    "a format": (ABOUT, "newspaper-ocr", "newspaper_ocr", "newspaper-ocr"),
    "a source's citation": (ABOUT, "citation: ribao-2019", "citation: ribao-2109", "ribao-2019"),
    "a citation": (NOTE, "wangwen-2022", "wangwen-2023", "wangwen-2022"),
    "a term": (NOTE, "{term}`枫桥经验`", "{term}`枫桥的经验`", "枫桥经验"),
    "a reference's text": (NOTE, "ribao-2019/jishi#", "ribao-2019/jisi#", "ribao-2019/jishi"),
    "a reference's block": (NOTE, "#l0006", "#l0005", "l0004"),
    "a role": (NOTE, "{cite}", "{citep}", "cite"),
    "a note's text": (NOTE, "kind: 注", "  text: jishu\nkind: 注", "jishi"),
    "a related term": (TERM, "[xiao-shanghai]", "[xiao-shanghia]", "xiao-shanghai"),
}
_FOUND = {"SOURCE": "ribao-2019", "TEXT": "jishi", "SERIES": "months", "EXPRESSION": "may == 5"}
#: What is unknown in the register, and the name that is proposed.
STRAYS = {
    "SOURCE": ("ribao-2018", "ribao-2019"),
    "TEXT": ("jisi", "jishi"),
    "SERIES": ("month", "months"),
    "EXPRESSION": ("my == 5", "may"),
    "a function": ("ruond(may) == 5", "round"),
}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(BASE, tmp_path / "corpus")).relative_to(tmp_path)


def checked() -> str:
    return CliRunner().invoke(main, ["check"], catch_exceptions=False).output


@pytest.mark.parametrize("slip", SLIPS)
def test_a_problem_proposes_what_was_meant(corpus: Path, slip: str) -> None:
    name, old, new, proposed = SLIPS[slip]
    path = corpus / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    assert f"did you mean '{proposed}'?" in checked()


@pytest.mark.parametrize("stray", STRAYS)
def test_the_register_proposes_what_was_meant(corpus: Path, stray: str) -> None:
    said, proposed = STRAYS[stray]
    text = REGISTER
    for mark, value in {**_FOUND, stray if stray in _FOUND else "EXPRESSION": said}.items():
        text = text.replace(mark, value)
    (corpus / "figures.yaml").write_text(text, "utf-8")
    assert f"did you mean '{proposed}'?" in checked()


def test_a_proofreading_of_no_text_proposes_one(corpus: Path) -> None:
    (corpus / RIBAO / "proofreadings.yaml").write_text(READING.format(text="jish", sha=SHA), "utf-8")
    assert "did you mean 'jishi'?" in checked()


@pytest.mark.parametrize(
    ("command", "proposed"),
    [
        (["chekc"], "check"),
        (["anotate"], "annotate"),
        (["check", "--fromat", "text"], "--format"),
        (["check", "--format", "jsn"], "json"),
        (["check", "corpus/glosary"], "corpus/glossary"),
        (["explain", "N2O3"], "N203"),
        (["schema", "figure"], "figures"),
        (["show", "ribao-2018"], "ribao-2019"),
        (["show", "ribao-2019/jisi"], "jishi"),
        (["ledger", "ribao2019"], "ribao-2019"),
        (["pdf", "ribao-2019/jisi"], "ribao-2019/jishi"),
        (["build", "pfd"], "pdf"),
        (["term", "袜", "--gloss", "x", "--kind", "product's"], "product"),
        (["correct", "ribao-2019", "a", "b", "--reason", "x", "--basis", "x", "--cert", "hihg"], "high"),
        (["import", "corpus/corpus.yaml", "--limit", "page=3"], "pages"),
        (["import", "corpus/corpus.yaml", "--format", "htmlpost"], "html-post"),
    ],
)
def test_a_command_line_proposes_what_was_meant(corpus: Path, command: list[str], proposed: str) -> None:
    Path("docs").mkdir()
    Path("docs/conf.py").touch()
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 2
    assert re.search(rf"(?i)did you mean '?{re.escape(proposed)}'?\?", result.stderr)


def test_near_names_are_few_and_the_likeliest_first() -> None:
    assert near("auther", ["author", "date", "kind"]) == ["author"]
    assert near("ribao-2018", ["ribao-2019", "ribao-2017", "wangwen"]) == ["ribao-2019", "ribao-2017"]
    assert near("x", ["author"]) == []
    assert near("HIGH", ["high", "higher"]) == ["high"]
    assert near("a" * 100_000, ["author"]) == []


def test_a_hint_proposes_one_name_or_asks_between_two_or_lists_what_there_is() -> None:
    assert did_you_mean("auther", ["author"]) == "did you mean 'author'?"
    assert did_you_mean("x-1", ["x-2", "x-3"]) == "did you mean 'x-3' or 'x-2'?"
    assert listed("they are", "q", ["a", "b"]) == "they are: a, b"
    assert listed("they are", "q", "abc", 2) == "they are: a, b …"
    assert listed("they are", "q", []) == "they are: none"


def test_only_a_single_proposal_is_what_was_meant() -> None:
    assert suggested("auther", ["author"]) == "author"
    assert suggested("x-1", ["x-2", "x-3"]) is None
    assert suggested("x", []) is None
