"""Problems and ledgers as people and programs read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jiaozhu
from jiaozhu.edition.pipeline import Book
from jiaozhu.model.act import Act
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import CODES

#: Invisible characters but line feeds, halves of characters (file names may hold any of them).
_UNPRINTABLE = re.compile("[\t\u2028\u2029\ud800-\udfff]|" + INVISIBLE.pattern)


def accounts(book: Book) -> list[str]:
    """The promise in figures: one line a source."""
    lines = []
    for volume in book.volumes:
        ledger, waiting = volume.edited.ledger, len(volume.source.proposals)
        judged = f"; {waiting} proposal{'s' if waiting > 1 else ''} to be judged" if waiting else ""
        lines.append(f"{ledger.siglum}: {ledger.accounted:,} of {ledger.length:,} characters accounted for{judged}")
    return lines


def as_text(problems: Sequence[Problem], book: Book) -> str:
    """For people: a problem a line, its hint below it, and a count; the accounts if there is no problem."""
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        return "\n".join([*(visible(str(_one_line(problem))) for problem in problems), count])
    return "\n".join([*accounts(book), "no problems"])


def as_json(problems: Sequence[Problem], book: Book) -> str:
    """For programs: a list of objects."""
    data = [
        {**problem.place._asdict(), "code": problem.code, "message": problem.message, "hint": problem.hint}
        for problem in problems
    ]
    return visible(json.dumps(data, ensure_ascii=False, indent=1))


def as_github(problems: Sequence[Problem], book: Book) -> str:
    """For GitHub Actions: workflow commands, which put each problem on its line of a pull request."""
    return "\n".join(
        visible(
            f"::error file={_property(p.place.path)},line={p.place.line},col={p.place.column},title={p.code}::"
            + _data(f"{p.message}\nhint: {p.hint}" if p.hint else p.message)
        )
        for p in map(_one_line, problems)
    )


def as_sarif(problems: Sequence[Problem], book: Book) -> str:
    """For code scanning: SARIF 2.1.0 (OASIS), one run, one result a problem, each code a rule."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in codes]
    results = [
        {
            "ruleId": problem.code,
            "level": "error",
            "message": {"text": f"{problem.message}\n{problem.hint}" if problem.hint else problem.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.place.path.replace("\\", "/"))},
                        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    tool = {"driver": {"name": "jiaozhu", "version": jiaozhu.__version__, "rules": rules}}
    run = {"tool": tool, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    data = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return visible(json.dumps(data, ensure_ascii=False, indent=1))


FORMATS: dict[str, Callable[[Sequence[Problem], Book], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def below(problem: Problem, paths: Iterable[Path]) -> bool:
    """Whether a problem stands in one of ``paths`` or under it."""
    place = Path(problem.place.path).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def ledger_json(ledger: Ledger) -> str:
    """A ledger as JSON: spans in source order tile ``[0, length)``; a block's spans are indices in reading order."""
    data = {
        "siglum": ledger.siglum,
        "sha256": ledger.sha256,
        "length": ledger.length,
        "spans": [
            {
                "start": entry.span.start,
                "end": entry.span.end,
                "kind": entry.kind,
                "reading": entry.reading,
                "text": entry.text,
                "block": entry.block,
                "act": _act(entry.act),
            }
            for entry in ledger.spans
        ],
        "texts": [
            {
                "id": text.id,
                "blocks": [{"id": block.id, "kind": block.kind, "spans": list(block.spans)} for block in text.blocks],
            }
            for text in ledger.texts
        ],
    }
    return json.dumps(data, ensure_ascii=False)


def _act(act: Act | None) -> dict[str, Any] | None:
    return (
        None
        if act is None
        else {key: value for key, value in asdict(act).items() if value is not None and key != "kind"}
    )


def _one_line(problem: Problem) -> Problem:
    """A problem that quotes several lines of a file is still told on one."""
    return replace(
        problem,
        place=problem.place._replace(path=problem.place.path.replace("\n", "⏎")),
        message=problem.message.replace("\n", "⏎"),
        hint=problem.hint.replace("\n", "⏎"),
    )


def visible(text: str) -> str:
    """``text`` without characters that would command a terminal, turn its text round or stop its encoder."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
