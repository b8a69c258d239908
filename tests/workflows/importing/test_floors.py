"""The detectors do not get worse: precision and recall on known damage stay above pinned floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import importing
from paths import CORPUS

#: Figures that depend on the machine, or on files that others wrote, are the benchmark's, never a test's.
_TIMED = ("reading", "importing", "growth", "memory", "speed", "real PDFs")


def test_every_figure_of_quality_is_above_its_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_costs", lambda *arguments, **options: iter(()))
    rows = list(importing.measure(CORPUS, quick=True))
    below = [(row.name, row.value, str(row.budget)) for row in rows if row.verdict == "missed"]
    assert below == []
    pinned = [row.name for row in rows if row.budget is not None]
    assert len(pinned) >= 25


def test_every_floor_is_of_a_figure_that_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    monkeypatch.setattr(importing, "_costs", lambda *arguments, **options: iter(()))
    names = {row.name for row in importing.measure(CORPUS, quick=True)}
    floors = set(json.loads((Path(importing.__file__).parent / "floors.json").read_text("utf-8")))
    assert {name for name in floors - names if not name.startswith(_TIMED)} == set()
