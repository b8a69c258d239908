"""The prose of the project, checked: comments, docstrings, messages, names of tests, and documentation in English.

    python tools/packaging/prose.py [PATH…]

Each line of ``prose.toml`` is a pattern that plain English does without, and what to write instead. Vale would do
this, but its package fetches a program when it is first run; this needs nothing.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_ENGLISH_DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/dev/",
    "changelog.d/",
    "tools/",
)
_HAN = re.compile("[\u3400-\u9fff]")
_CODE = re.compile(r"``[^`]*``|`[^`]*`")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*|\{#.*?#\}", re.S | re.M)


class Rule(NamedTuple):
    """A pattern and what to write instead."""

    pattern: re.Pattern[str]
    instead: str


class Prose(NamedTuple):
    """A piece of English: where it begins, and its text."""

    line: int  #: From 1.
    text: str


def rules() -> list[Rule]:
    """Return the rules of ``prose.toml``."""
    data = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
    return [Rule(re.compile(rule["pattern"], re.I), rule["instead"]) for rule in data["rules"]]


def pieces(path: Path) -> Iterator[Prose]:
    """Yield the English of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _of_python(text)
    elif path.suffix == ".md":
        yield from (Prose(number, line) for number, line in enumerate(text.split("\n"), 1))
    else:
        for match in _COMMENT.finditer(text):
            yield Prose(text.count("\n", 0, match.start()) + 1, match.group())


def _of_python(text: str) -> Iterator[Prose]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield Prose(token.start[0], token.string)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield Prose(node.lineno, node.value)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield Prose(node.lineno, node.name.replace("_", " "))


def faults(path: Path, known: list[Rule]) -> Iterator[str]:
    """Yield a line for each place where a rule is broken."""
    for piece in pieces(path):
        for number, line in enumerate(piece.text.split("\n")):
            plain = _CODE.sub("``", line)
            for rule in known:
                if not _HAN.search(plain) and (match := rule.pattern.search(plain)):
                    where = f"{path.relative_to(ROOT)}:{piece.line + number}"
                    yield f"{where}: '{match.group()}': {rule.instead}"


def documents(wanted: list[str]) -> list[Path]:
    """Return the files with English in them: those under ``wanted``, or all that git tracks."""
    names = subprocess.run(["git", "ls-files", *wanted], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [name for name in names.splitlines() if name.endswith((".py", ".js", ".css", ".html", ".md", ".typ"))]
    return [
        ROOT / name
        for name in found
        if (not name.endswith(".md") or name.startswith(_ENGLISH_DOCUMENTS)) and not name.startswith("corpus/")
        if (ROOT / name).exists()
    ]


def main(wanted: list[str]) -> int:
    """Check, print what is found, return the exit status."""
    known = rules()
    found = [fault for path in documents(wanted) for fault in faults(path, known)]
    print("\n".join(found) or "The prose is plain.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
