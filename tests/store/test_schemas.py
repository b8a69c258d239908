"""JSON Schemas: sound themselves, and true of the corpus's own files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.store import SCHEMAS, json_schema
from jiaozhu.store.yaml_text import parse_yaml
from jsonschema import Draft202012Validator
from paths import CORPUS


def data(path: Path) -> Any:
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = text.split("\n---\n")[0].removeprefix("---\n")
    return parse_yaml(text, path.name)[0].data


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_of_the_corpus_fit_their_schema(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    paths = sorted(CORPUS.glob(SCHEMAS[name].where.partition(",")[0]))
    assert paths or name in ("proposals", "facsimile")  # all judged; no pictures that could be published
    validator = Draft202012Validator(schema)
    for path in paths:
        assert [error.message for error in validator.iter_errors(data(path))] == [], path


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_knows_every_key_and_no_other(name: str) -> None:
    schema = json_schema(name)
    wrong = [{"nobody": 1}] if SCHEMAS[name].many else {"nobody": 1}
    assert any("nobody" in error.message for error in Draft202012Validator(schema).iter_errors(wrong))


def test_the_command_prints_them() -> None:
    listed = CliRunner().invoke(main, ["schema"], catch_exceptions=False)
    assert [line.split()[0] for line in listed.output.splitlines()] == list(SCHEMAS)
    printed = CliRunner().invoke(main, ["schema", "figures"], catch_exceptions=False)
    assert json.loads(printed.output) == json_schema("figures")
    wrong = CliRunner().invoke(main, ["schema", "figure"])
    assert wrong.exit_code == 2
    assert "'figures'" in wrong.output
