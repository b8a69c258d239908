"""What was measured, beside what was promised: a table for the terminal, JSON for comparing runs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from rich.table import Table

#: Distributions whose version moves the figures.
_DISTRIBUTIONS = ("sphinx", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme", "sphinxcontrib-bibtex", "typst")


@dataclass(frozen=True, slots=True)
class Budget:
    """A promise of DESIGN.md: a figure that is not to be passed, from above or from below."""

    limit: float
    at_least: bool = False  #: Whether more is better.

    def met(self, value: float) -> bool:
        """Whether ``value`` keeps the promise."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {shown(self.limit)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    group: str
    name: str
    value: float | None  #: None where it could not be measured; ``remark`` says why.
    unit: str
    budget: Budget | None = None
    remark: str = ""

    @property
    def verdict(self) -> str:
        """``met``, ``missed``, or nothing where nothing was promised or measured."""
        if self.budget is None or self.value is None:
            return ""
        return "met" if self.budget.met(self.value) else "missed"


def shown(value: float | None) -> str:
    """A figure as people read it: three digits that matter, thousands apart."""
    if value is None:
        return "–"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def table(rows: Sequence[Row]) -> Table:
    """All figures with budget and verdict, group by group."""
    drawn = Table(title="bench", title_justify="left", pad_edge=False)
    drawn.add_column("what", overflow="fold")
    drawn.add_column("figure", justify="right", no_wrap=True)
    drawn.add_column("unit")
    drawn.add_column("budget", justify="right", no_wrap=True)
    drawn.add_column("verdict", no_wrap=True)
    drawn.add_column("remark", style="dim", overflow="fold")
    styles = {"met": "green", "missed": "bold red", "": ""}
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            drawn.add_section()
            drawn.add_row(f"[bold]{group}[/]")
        verdict = f"[{styles[row.verdict]}]{row.verdict}[/]" if row.verdict else ""
        budget = str(row.budget) if row.budget else ""
        drawn.add_row(f"  {row.name}", shown(row.value), row.unit, budget, verdict, row.remark)
    return drawn


def as_json(rows: Iterable[Row], machine: dict[str, Any], *, quick: bool) -> str:
    """The run as JSON: the machine's facts, then every figure. No path and no name of the machine is in it."""
    figures = [
        {
            "group": row.group,
            "name": row.name,
            "value": row.value,
            "unit": row.unit,
            "budget": None if row.budget is None else {"limit": row.budget.limit, "at_least": row.budget.at_least},
            "verdict": row.verdict or None,
            "remark": row.remark or None,
        }
        for row in rows
    ]
    return json.dumps({"machine": machine, "quick": quick, "figures": figures}, ensure_ascii=False, indent=2) + "\n"


def machine_facts() -> dict[str, Any]:
    """What a figure depends on, apart from the code."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "processors": os.cpu_count(),
        "versions": {name: version for name in _DISTRIBUTIONS if (version := _version(name))},
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def write_report(path: Path, text: str) -> None:
    """Put the report beside its place, then into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
