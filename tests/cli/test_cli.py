"""The command line: what it prints, how it exits, and that a wrong command line is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from click.testing import CliRunner, Result
from jiaozhu import __version__, cli
from jiaozhu.cli import main
from jiaozhu.cli.commands import COMMANDS as COMMAND_TABLE
from jiaozhu.model.act import ActKind
from paths import BASE

NOTE = "corpus/sources/ribao-2019/notes/fengqiao.md"
TERM = "corpus/glossary/xiao-shanghai.md"
CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(CONTEXT, name) for name in main.list_commands(CONTEXT)}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound corpus, ``corpus`` below the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(BASE, tmp_path / "corpus")).relative_to(tmp_path)


@pytest.fixture
def faulty(corpus: Path) -> Path:
    """The same with three problems, in a note, a term and a source."""
    for path, old, new in (
        (NOTE, "author", "auther"),
        (TERM, "variants: [小上海]", "related: [wu]"),
        ("corpus/sources/wangwen-2022/source.html", "各国都有", "各国也有"),
    ):
        Path(path).write_text(Path(path).read_text("utf-8").replace(old, new), "utf-8")
    return corpus


def run(*arguments: str) -> Result:
    """A command's result; what it does not catch itself fails the test."""
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def assert_usage_error(result: Result, *said: str) -> None:
    """Exit code 2 and a message of a line, no traceback."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Usage: ")
    assert "Traceback" not in result.stderr
    message = result.stderr[result.stderr.index("Error: ") :]
    for part in said:
        assert part in message


def test_check_of_a_sound_corpus_gives_its_accounts(corpus: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines == [
        "ribao-2019: 107 of 107 characters accounted for",
        "wangwen-2022: 139 of 139 characters accounted for",
        "no problems",
    ]


def test_check_reports_all_problems_of_all_files_in_order(faulty: Path) -> None:
    result = run("check")
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if not line.startswith("    hint: ")]
    assert lines[:2] == [
        "corpus/glossary/xiao-shanghai.md:6:11: G302 related term 'wu' does not exist",
        "corpus/sources/ribao-2019/notes/fengqiao.md:6:1: Y102 unknown key 'auther'",
    ]
    assert lines[2].startswith("corpus/sources/wangwen-2022/about.yaml:9:1: S101 source.html has changed")
    assert lines[3:] == ["3 problems"]
    assert "    hint: did you mean 'author'?\n" in result.stdout


def test_check_as_json(faulty: Path) -> None:
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert [problem["code"] for problem in problems] == ["G302", "Y102", "S101"]
    at = Path(NOTE).read_text("utf-8").index("auther")
    assert problems[1] == {
        "path": NOTE,
        "line": 6,
        "column": 1,
        "code": "Y102",
        "message": "unknown key 'auther'",
        "hint": "did you mean 'author'?",
        "suggestion": "author",
        "fix": {
            "summary": "the key 'auther' is 'author' now",
            "safe": True,
            "edits": [{"start": at, "end": at + 6, "new": "author"}],
        },
    }


def test_check_as_json_of_a_sound_corpus_is_an_empty_list(corpus: Path) -> None:
    result = run("check", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_check_for_github(faulty: Path) -> None:
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert lines[1] == (
        f"::error file={NOTE},line=6,col=1,title=Y102::unknown key 'auther'%0Ahint: did you mean 'author'?"
    )


def test_check_for_github_says_nothing_of_a_sound_corpus(corpus: Path) -> None:
    result = run("check", "--format", "github")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        ((NOTE,), ["Y102"]),
        (("corpus/glossary",), ["G302"]),
        (("corpus/sources", TERM), ["G302", "Y102", "S101"]),
        (("corpus",), ["G302", "Y102", "S101"]),
        (("corpus/references.bib",), []),
        (("corpus/sources/../sources/ribao-2019/",), ["Y102"]),
    ],
)
def test_check_of_paths_reports_what_is_in_them(faulty: Path, paths: tuple[str, ...], codes: list[str]) -> None:
    result = run("check", *paths, "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)] == codes
    assert result.exit_code == (1 if codes else 0)


def test_check_from_inside_the_corpus(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty / "sources" / "ribao-2019")
    assert "notes/fengqiao.md:6:1: Y102" in run("check", "notes").stdout
    assert run("check").stdout.endswith("\n3 problems\n")


def test_a_problem_that_quotes_lines_and_controls_is_reported_on_one_visible_line(corpus: Path) -> None:
    path = corpus / "sources" / "ribao-2019" / "emendations" / "zhangsan.yaml"
    path.write_text(
        '- {id: z-1, line: 7, kind: corrected, before: "甲\\n\\e[31m\\u202e乙", after: 丙, '
        "reason: x, basis: x, cert: high, resp: x}\n",
        "utf-8",
    )
    lines = run("check").stdout.splitlines()
    assert lines[0].endswith("'before' 「甲⏎\\u001b[31m\\u202e乙」 is not in line 7 of the source")
    assert len(lines) == 3


def test_show_prints_a_text_as_a_page(corpus: Path) -> None:
    result = run("show", "ribao-2019/jishi")
    assert result.exit_code == 0
    assert "\n# [南北协同入佳境]{#l0003}\n" in result.stdout
    assert "\n{#l0007}\n来自绍兴的客商在此考察[袜业]" in result.stdout
    assert "第二版" not in result.stdout


def test_show_prints_a_source_with_its_texts(corpus: Path) -> None:
    result = run("show", "wangwen-2022")
    assert result.exit_code == 0
    assert "waye" in result.stdout
    assert run("show", "wangwen-2022/").stdout == result.stdout


def test_ledger_as_json_has_the_documented_shape(corpus: Path) -> None:
    """Exactly the keys of the interface; spans tile the source; a block's text is its spans, joined."""
    result = run("ledger", "ribao-2019", "--json")
    assert result.exit_code == 0
    ledger = json.loads(result.stdout)
    source = (corpus / "sources" / "ribao-2019" / "source.txt").read_text("utf-8")
    assert list(ledger) == ["siglum", "sha256", "length", "spans", "texts"]
    assert ledger["siglum"] == "ribao-2019"
    assert ledger["sha256"] in (corpus / "sources" / "ribao-2019" / "about.yaml").read_text("utf-8")
    assert ledger["length"] == len(source)
    at = 0
    for span in ledger["spans"]:
        assert list(span) == ["start", "end", "kind", "reading", "text", "block", "act"]
        assert span["kind"] in {kind.value for kind in ActKind}
        assert span["start"] == at
        at = span["end"]
        if span["act"] is None:
            assert span["reading"] == source[span["start"] : span["end"]]
    assert at == len(source)
    (text,) = ledger["texts"]
    assert list(text) == ["id", "blocks"]
    assert text["id"] == "jishi"
    readings = {}
    for block in text["blocks"]:
        assert list(block) == ["id", "kind", "spans"]
        assert {ledger["spans"][index]["block"] for index in block["spans"]} == {block["id"]}
        readings[block["id"], block["kind"]] = "".join(ledger["spans"][index]["reading"] for index in block["spans"])
    assert readings["l0003", "title"] == "南北协同入佳境"
    assert readings["l0007", "p"] == "来自绍兴的客商在此考察袜业园区，又考察林业项目。"
    assert readings["l0009", "p"] == "两地将继续合作。"


def test_ledger_as_json_tells_acts_of_people_from_acts_of_rules(corpus: Path) -> None:
    spans = json.loads(run("ledger", "ribao-2019", "--json").stdout)["spans"]
    acts = {span["act"]["id"]: span["act"] for span in spans if span["act"]}
    assert acts["bj-001"] == {
        "id": "bj-001",
        "reason": "形近误字",
        "resp": "编者",
        "cert": "high",
        "basis": "同版他处作“袜业”，见 {cite}`wangwen-2022`。",
    }
    assert acts["rule:punctuation"]["rule"] == "punctuation"
    supplied = next(span for span in spans if span["kind"] == "supplied")
    assert supplied["start"] == supplied["end"]
    assert supplied["reading"] == "合作"


def test_ledger_in_sums_adds_up(corpus: Path) -> None:
    result = run("ledger", "wangwen-2022")
    assert result.exit_code == 0
    first, *sums = result.stdout.splitlines()
    assert first == "wangwen-2022: 139 of 139 characters accounted for"
    assert sum(int(line.split()[1].replace(",", "")) for line in sums) == 139


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(command: list[str], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: main {''.join(command)}".rstrip())
    assert len(result.stdout.splitlines()) > 5
    if not command:
        assert [name for name in COMMANDS if f"\n  {name} " not in result.stdout] == []


def test_every_option_and_command_has_a_help_text() -> None:
    for name, command in COMMANDS.items():
        assert command is not None
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.help, f"{name} {parameter.name}"


def test_the_list_of_commands_has_every_command() -> None:
    for module in iter_modules(cli.__path__):
        import_module(f"jiaozhu.cli.{module.name}")
    assert {name: command.callback.__module__ for name, command in main.commands.items() if command.callback} == {
        name: listed.module for name, listed in COMMAND_TABLE.items()
    }


def test_help_imports_no_command() -> None:
    """Help is what is asked for most often; what reads a corpus takes half a second to import."""
    code = "import sys; from jiaozhu.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert "jiaozhu.cli.commands" in loaded.split()
    assert not {"jiaozhu.store", "jiaozhu.formats", "jiaozhu.cli.checking", "pydantic"} & set(loaded.split())


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"jiaozhu, version {__version__}\n")


@pytest.mark.parametrize("command", [["check"], ["show", "x"], ["ledger", "x"], ["build"]])
def test_no_corpus_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    assert_usage_error(run(*command), "there is no corpus here", "--corpus")
    assert_usage_error(run("--corpus", "docs", *command), "'docs' is not a corpus", "corpus.yaml")
    assert_usage_error(run("--corpus", "missing", *command), "'missing' is not a corpus", "corpus.yaml")


def test_the_corpus_may_lie_elsewhere(corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = str(corpus.absolute())
    monkeypatch.chdir(elsewhere)
    assert run("--corpus", place, "check").exit_code == 0
    assert run("check", place).exit_code == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", "ribao-2018"], "did you mean 'ribao-2019'?"),
        (["show", "x"], "there is no source 'x'; expected one of: ribao-2019, wangwen-2022"),
        (["show", ""], "there is no source ''"),
        (["show", "ribao-2019/jisi"], "source 'ribao-2019' has no text 'jisi'; did you mean 'jishi'?"),
        (["show", "ribao-2019/x"], "expected one of: jishi"),
        (["show", "ribao-2019/jishi/x"], "has no text 'jishi/x'"),
        (["show", "../corpus"], "there is no source '..'"),
        (["show"], "Missing argument 'SIGLUM[/TEXT]'"),
        (["ledger", "x", "--json"], "there is no source 'x'"),
        (["ledger", "ribao-2019/jishi"], "there is no source 'ribao-2019/jishi'"),
        (["ledger"], "Missing argument 'SIGLUM'"),
        (["check", "missing"], "there is no 'missing'"),
        (["check", "--format", "xml"], "'xml' is not one of 'github', 'json', 'sarif', 'text'"),
        (["check", "--jsn"], "No such option"),
        (["chekc"], "No such command 'chekc'"),
    ],
)
def test_a_wrong_command_line_is_refused(corpus: Path, command: list[str], said: str) -> None:
    assert_usage_error(run(*command), said)


def test_check_of_a_path_outside_the_corpus(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("x")
    assert_usage_error(run("check", "other.md"), "'other.md' is not in the corpus")
    assert_usage_error(run("check", NOTE, "other.md"), "'other.md' is not in the corpus")


@pytest.mark.parametrize("command", ["show", "ledger"])
def test_a_source_with_problems_that_keep_it_from_being_read(corpus: Path, command: str) -> None:
    (corpus / "sources" / "ribao-2019" / "edition.yaml").unlink()
    assert_usage_error(run(command, "ribao-2019"), "source 'ribao-2019' cannot be read: 'jiaozhu check' reports why")
    assert run(command, "wangwen-2022").exit_code == 0
