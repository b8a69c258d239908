"""How the coverage of scripts is added up: the innermost range decides, and what ran once has run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jiaozhu.sphinx_ext.scripts import script_bundles
from script_coverage import Scripts, collected, table

NAME = script_bundles.SITE[1]
PARTS = dict(script_bundles.parts(script_bundles.SITE_BUNDLE))
BEFORE = len(PARTS[script_bundles.SITE[0]])  # where the second part begins in the bundle


def record(name: str, *ranges: tuple[int, int, int]) -> dict[str, Any]:
    found = [{"startOffset": start, "endOffset": end, "count": count} for start, end, count in ranges]
    return {"url": f"file:///site/_static/{name}?v=1", "functions": [{"ranges": found}]}


def ran(scripts: Scripts) -> list[int]:
    script = dict(scripts.parts())[NAME]
    return [at for at, one in enumerate(script.ran) if one]


def test_the_innermost_range_decides() -> None:
    scripts = Scripts()
    scripts.add([record(NAME, (0, 20, 1), (5, 15, 0), (8, 10, 2))])
    assert ran(scripts) == [*range(5), 8, 9, *range(15, 20)]


def test_what_ran_in_node_or_in_the_bundle_has_run() -> None:
    scripts = Scripts()
    scripts.add([record(NAME, (0, 4, 1)), record(NAME, (0, 4, 0))])
    scripts.add([record(script_bundles.SITE_BUNDLE, (BEFORE + 2, BEFORE + 6, 1))])
    assert ran(scripts) == [0, 1, 2, 3, 4, 5]
    assert dict(scripts.parts())[NAME].functions == {(0, 4): True, (2, 6): True}


def test_other_scripts_do_not_count() -> None:
    scripts = Scripts()
    scripts.add([record("jiaozhu-site.js", (0, 4, 1)), record("theme.js", (0, 4, 1))])
    assert ran(scripts) == []


def test_a_profile_reads_back_as_it_was_written(tmp_path: Path) -> None:
    scripts = Scripts()
    scripts.add([record(NAME, (0, 20, 1), (5, 15, 0)), record(script_bundles.TEXT_BUNDLE, (0, 30, 0))])
    (tmp_path / "browser-gw0.json").write_text(json.dumps({"result": scripts.ranges()}), "utf-8")
    assert dict(collected(tmp_path).parts()) == dict(scripts.parts())
    assert table(collected(tmp_path)) == table(scripts)
