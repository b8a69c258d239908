"""``python -m bench``: measures, prints the table, writes the JSON. A missed budget is said, and is not a failure."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from bench import (
    checking,
    contributing,
    conversion,
    importing,
    pdf,
    peers,
    reading,
    rebase,
    recognition,
    search,
    service,
    site,
)
from bench.report import Row, as_json, machine_facts, table, write_report

_ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "conversion",
    "checking",
    "search",
    "service",
    "reading",
    "site",
    "growth",
    "peers",
    "pdf",
    "importing",
    "recognition",
    "rebase",
    "contributing",
)


def main() -> int:
    """Run what the command line asks for."""
    options = _options()
    parts = options.only or PARTS
    console = Console(stderr=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for part, measure in _measures(Path(name), quick=options.quick).items():
            if part not in parts:
                continue
            with console.status(f"{part} …"):
                for row in measure():
                    rows.append(row)
                    console.log(f"{row.group}: {row.name}", highlight=False)
    Console().print(table(rows))
    write_report(options.output, as_json(rows, machine_facts(), quick=options.quick))
    if options.floors and any(row.verdict == "missed" and row.unit in ("%", "") for row in rows):
        console.print("a figure of quality is below its floor")
        return 1
    return 0


def _measures(folder: Path, *, quick: bool) -> dict[str, Callable[[], Iterator[Row]]]:
    docs, corpus = _ROOT / "docs", _ROOT / "corpus"
    return {
        "conversion": lambda: conversion.measure(folder / "conversion", corpus, quick=quick),
        "checking": lambda: checking.measure(folder / "checking", quick=quick),
        "search": lambda: search.measure(folder / "search", corpus, quick=quick),
        "service": lambda: service.measure(folder / "service", quick=quick),
        "reading": lambda: reading.measure(folder / "reading", docs, corpus),
        "site": lambda: site.measure(folder / "site", docs, quick=quick),
        "growth": lambda: site.growth(folder / "growth", docs, quick=quick),
        "peers": lambda: peers.measure(folder / "peers", quick=quick),
        "pdf": lambda: pdf.measure(folder / "pdf", docs, corpus, quick=quick),
        "importing": lambda: importing.measure(corpus, quick=quick),
        "recognition": lambda: recognition.measure(quick=quick),
        "rebase": lambda: rebase.measure(corpus, quick=quick),
        "contributing": lambda: contributing.measure(folder / "contributing", docs, corpus),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure speed and size against the project's budgets.")
    parser.add_argument(
        "--quick", action="store_true", help="smaller sizes, fewer runs: under a minute, rougher figures"
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part (may be repeated)")
    parser.add_argument("--floors", action="store_true", help="fail if a figure of quality (in %%) is below its floor")
    parser.add_argument("--output", type=Path, default=_ROOT / "build" / "bench.json", help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
