"""SARIF 2.1.0 (OASIS): one run, one result a problem, each code a rule, each fix the changes it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import jiaozhu
from jiaozhu.locale import _
from jiaozhu.model.problem import Fix, Problem
from jiaozhu.problems.checks import all_codes
from jiaozhu.problems.code import Code
from jiaozhu.problems.fixing.proposing import Files

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """Return problems, with the fixes proposed for them, as SARIF. Positions are in code points, lines from 1."""
    files = Files()
    tool = {"driver": {"name": "jiaozhu", "version": jiaozhu.__version__, "rules": _rules(problems)}}
    results = [_result(problem, files) for problem in problems]
    run = {"tool": tool, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    codes = all_codes()
    names = sorted({problem.code for problem in problems})
    return [_rule(codes[name]) if name in codes else {"id": name} for name in names]


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.code,
        "shortDescription": {"text": _(code.summary)},
        "fullDescription": {"text": _(code.why)},
        "help": {"text": _(code.remedy)},
    }


def _result(problem: Problem, files: Files) -> dict[str, Any]:
    artifact = {"uri": quote(problem.place.path.replace("\\", "/"))}
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": "error",
        "message": {"text": f"{problem.message}\n{problem.hint}" if problem.hint else problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if problem.fix is not None and (replacements := _replacements(problem.fix, problem.place.path, files)):
        changes = [{"artifactLocation": artifact, "replacements": replacements}]
        result["fixes"] = [{"description": {"text": problem.fix.summary}, "artifactChanges": changes}]
    return result


def _replacements(fix: Fix, path: str, files: Files) -> list[dict[str, Any]]:
    file = files.file(path)
    if file is None:
        return []
    found = []
    for edit in fix.edits:
        (line, column), (end_line, end_column) = file.position(edit.start), file.position(edit.end)
        region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        found.append({"deletedRegion": region, "insertedContent": {"text": edit.new}})
    return found
