"""How long a contributor's check takes: ``jiaozhu check --changed-since`` on ten thousand notes, start-up included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import Shape, write_corpus
from bench.report import Budget, Row

GROUP = "checking a pull request"
_FORMAT = "newspaper-ocr"


def measure(folder: Path, *, quick: bool) -> Iterator[Row]:
    """The notes in a hundred sources, and all in one; with one of them changed, and with a tenth as many."""
    most = 1 if quick else 10
    shapes = {
        "in a hundred sources": [(f"s-{n}", _FORMAT, Shape(4, 25, 120, noted=1)) for n in range(10 * most)],
        "in one source": [("s-0", _FORMAT, Shape(10 * most, 100, 120, noted=1))],
    }
    for name, sources in shapes.items():
        root = folder / name.replace(" ", "-") / "corpus"
        write_corpus(root, sources)
        count = sum(1 for _ in root.rglob("notes/*.md"))
        _git(root, "init", "-q")
        _git(root, "add", "-A")
        _git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")
        note = min(root.rglob("notes/*.md"))
        note.write_text(note.read_text("utf-8").replace("待考", "仍待考"), "utf-8")
        budget = None if quick else Budget(5)
        yield Row(GROUP, f"{count:,} notes {name}, one changed", min(_checked(root) for _ in range(3)), "s", budget)


def _checked(root: Path) -> float:
    """Seconds of one check, as somebody at a desk waits for it."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "jiaozhu", "--corpus", str(root), "check", "--changed-since", "HEAD"]
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)
