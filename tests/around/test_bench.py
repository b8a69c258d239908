"""The benchmark: its parts are there, and those of the site run, small. Their figures are for ``nox -s bench``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from paths import CORPUS, ROOT

sys.path.insert(0, str(ROOT / "tools"))

from bench import conversion, peers, site
from bench.__main__ import PARTS, _measures
from bench.build import Built
from bench.report import Row


def valued(rows: Iterator[Row], count: int) -> list[Row]:
    """The first figures of a part."""
    found = list(islice(rows, count))
    assert len(found) == count
    assert all(row.value is not None and row.value > 0 for row in found)
    return found


def test_every_part_can_be_asked_for(tmp_path: Path) -> None:
    assert set(_measures(tmp_path, quick=True)) == set(PARTS)


@pytest.mark.timeout(120)
def test_conversion_is_measured(tmp_path: Path) -> None:
    valued(conversion.measure(tmp_path, CORPUS, quick=True), 5)


@pytest.mark.timeout(120)
def test_a_site_is_measured_with_its_pages_read_and_written_once(tmp_path: Path) -> None:
    built, _corpus = site.ours(tmp_path, ROOT / "docs", 20)
    assert isinstance(built, Built)
    assert built.read >= 20
    assert built.written >= built.read
    assert built.cpu > 0
    assert built.memory > 0


def test_a_peer_that_cannot_be_had_is_left_out(tmp_path: Path) -> None:
    missing = peers.Peer("nothing", (), "no-such-program", (), lambda folder: None)
    (row,) = peers.measure(tmp_path, quick=True, peers=[missing])
    assert row.value is None
    assert row.remark
