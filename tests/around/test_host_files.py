"""What the git host and editors read: valid, with least rights, and in step with the tools."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jiaozhu.store import SCHEMAS
from paths import CORPUS, ROOT
from ruamel.yaml import YAML

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
VALID = [
    *(("github-workflows", path) for path in WORKFLOWS),
    *(("github-issue-forms", path) for path in _FORMS),
    ("github-issue-config", ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"),
    ("dependabot", ROOT / ".github" / "dependabot.yml"),
    ("readthedocs", ROOT / ".readthedocs.yaml"),
]


@pytest.mark.parametrize(("schema", "path"), VALID, ids=lambda item: getattr(item, "name", item))
def test_a_file_is_what_its_reader_expects(schema: str, path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="pip install jiaozhu[host]")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_workflows_are_safe_with_code_of_strangers() -> None:
    found = Path(sys.executable).with_name("zizmor")
    if not found.exists():
        pytest.skip("pip install jiaozhu[host]")
    done = subprocess.run(
        [found, "--offline", "--no-progress", str(ROOT / ".github")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_given_one_by_one(path: Path) -> None:
    text = path.read_text("utf-8")
    data = YAML(typ="safe").load(text)
    assert data["permissions"] == {}
    assert all("permissions" in job for job in data["jobs"].values())
    used = re.findall(r"uses: (\S+)(?: # (v\S+))?", text)
    assert used
    for action, version in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert version, action
    assert "pull_request_target" not in text
    assert "secrets." not in text


def test_what_the_workflows_run_is_there() -> None:
    """Their own commands: scripts that exist, sessions of nox, commands and options of the tools."""
    sessions = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text("utf-8"), re.M))
    commands = [
        line
        for path in WORKFLOWS
        for job in YAML(typ="safe").load(path.read_text("utf-8"))["jobs"].values()
        for step in job["steps"]
        for line in step.get("run", "").split(" && ")
        if line
    ]
    assert commands
    for command in commands:
        words = shlex.split(command)
        if words[0] == "jiaozhu":
            help_ = subprocess.run(
                [sys.executable, "-m", "jiaozhu", words[1], "--help"], capture_output=True, text=True, check=True
            )
            assert all(word in help_.stdout for word in words if word.startswith("--")), command
        elif words[0] == ".ci/run":
            assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
        elif "nox" in words and "-s" in words:
            assert words[words.index("-s") + 1] in sessions, command
        elif words[0] == "echo":
            assert words[-2:] == [">>", "$GITHUB_STEP_SUMMARY"]
        elif words[:3] == ["gh", "release", "create"]:
            assert "--verify-tag" in words  # a release is of a tag that exists
        else:
            assert words[:4] == ["python", "-m", "pip", "install"], command


def test_the_check_of_a_pull_request_runs_as_written(tmp_path: Path) -> None:
    """Its own lines, in a repository with a change: problems on their lines, and the summary of what changed."""
    corpus = Path(shutil.copytree(ROOT / "tests" / "checks" / "base", tmp_path / "corpus"))
    base = _commit(tmp_path)
    note = (corpus / "sources/ribao-2019/notes/fengqiao.md").read_text("utf-8")
    (corpus / "sources/ribao-2019/notes/neu.md").write_text(note.replace("kind: 注", "kind: 疑"), "utf-8")
    _commit(tmp_path)
    summary = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "BASE": base,
        "GITHUB_STEP_SUMMARY": str(summary),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    workflow = YAML(typ="safe").load((ROOT / ".github/workflows/pull-request.yml").read_text("utf-8"))
    steps = workflow["jobs"]["check"]["steps"]
    commands = [step["run"] for step in steps if step.get("run", "").startswith("jiaozhu")]
    assert len(commands) == 3

    def results() -> list[tuple[int, str]]:
        done = [
            subprocess.run(["bash", "-ec", command], cwd=tmp_path, env=environment, capture_output=True, text=True)
            for command in commands
        ]
        return [(item.returncode, item.stdout) for item in done]

    (first, github), (second, _), (third, _) = results()
    assert (first, github, second, third) == (0, "", 0, 0)
    assert "## " in summary.read_text("utf-8")
    assert "- **新增**　〔疑〕第 " in summary.read_text("utf-8")
    (corpus / "sources/ribao-2019/notes/neu.md").write_text(note.replace("枫桥经验", "没有的话", 1), "utf-8")
    (first, github), (second, _), (third, _) = results()
    assert (first, second, third) == (1, 1, 0)
    assert github.startswith("::error file=corpus/sources/ribao-2019/notes/neu.md,line=3,")


def _commit(root: Path) -> str:
    """Commit everything; the name of the commit."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
    return subprocess.run(
        ["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_every_source_has_an_owner_and_every_schema_its_files() -> None:
    owners = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8")
    for folder in (CORPUS / "sources").iterdir():
        assert f"/corpus/sources/{folder.name}/ " in owners
    settings = YAML(typ="safe").load((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, files in settings.items():
        kind = SCHEMAS[Path(schema).stem]
        assert files == f"corpus/{kind.where}"


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jiaozhu", "schema", "--folder", str(tmp_path / "schemas")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {path.stem for path in (tmp_path / "schemas").glob("*.json")} == set(SCHEMAS)
    assert len(done.stdout.splitlines()) == len(SCHEMAS)
