"""What hosts run for each contribution is what they can read, is safe with strangers, and runs commands that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.model.host import GITEA, GITHUB, GITLAB, Host
from jiaozhu.workflows.accepting.pipelines import pipelines
from paths import ROOT

_SCHEMAS = {GITHUB.name: "vendor.github-workflows", GITLAB.name: "vendor.gitlab-ci"}


@pytest.fixture(params=[GITHUB, GITLAB], ids=lambda host: host.name)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Host, Path, str]:
    """A new project for a host, the path of what the host runs, and its text."""
    host = request.param
    (name,) = pipelines(host)
    repository = f"https://{host.domains[0]}/a/b"
    done = CliRunner().invoke(main, ["init", str(tmp_path / "p"), "--repository", repository])
    assert done.exit_code == 0, done.output
    path = tmp_path / "p" / name
    return host, path, path.read_text("utf-8")


def test_the_host_can_read_it(project: tuple[Host, Path, str]) -> None:
    pytest.importorskip("check_jsonschema", reason="pip install jiaozhu[host]")
    host, path, _text = project
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", _SCHEMAS[host.name], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_its_commands_and_options_exist(project: tuple[Host, Path, str]) -> None:
    _host, _path, text = project
    commands = re.findall(r"jiaozhu (check|build|review)((?: [^\n>]*)?)", text)
    assert {name for name, _rest in commands} == {"check", "build", "review"}
    for name, rest in commands:
        shown = CliRunner().invoke(main, [name, "--help"]).output
        assert all(option in shown for option in re.findall(r"--\w+", rest)), (name, rest)


def test_the_actions_are_those_of_the_project_itself(tmp_path: Path) -> None:
    (text,) = pipelines(GITHUB).values()
    own = (ROOT / ".github/workflows/pull-request.yml").read_text("utf-8")
    used = re.findall(r"uses: (\S+ # \S+)", text)
    assert used
    assert all(action in own for action in used)
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("pip install jiaozhu[host]")
    workflow = tmp_path / ".github" / "workflows" / "edition.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(text, "utf-8")
    done = subprocess.run([zizmor, "--offline", "--no-progress", workflow], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_host_whose_servers_differ_has_none() -> None:
    assert pipelines(GITEA) == {}
