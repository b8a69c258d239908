"""``python tools/bench/others``: prints a table of foreign projects; with ``--floors``, fails if something is lost."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench.others.project import Result, fetch, measure, prepare

_HERE = Path(__file__).resolve().parent


def main() -> int:
    """Build what the command line names, or every project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="projects of projects.toml")
    parser.add_argument("--folder", type=Path, default=_HERE.parents[2] / "build" / "others")
    parser.add_argument(
        "--floors", action="store_true", help="fail if a project has no book or loses more than allowed"
    )
    parser.add_argument("--needs", action="store_true", help="print what the projects import, for pip, and end")
    options = parser.parse_args()
    projects = tomllib.loads((_HERE / "projects.toml").read_text("utf-8"))
    chosen = {name: projects[name] for name in options.names or projects}
    if options.needs:
        print(*sorted({need for project in chosen.values() for need in [project["sdist"], *project.get("needs", [])]}))
        return 0
    results = []
    for name, project in chosen.items():
        docs = fetch(project["sdist"], options.folder / "sdists") / project["docs"]
        prepare(docs)
        output = options.folder / "built" / name
        output.mkdir(parents=True, exist_ok=True)
        result = measure(name, docs, output)
        (output / "lost.txt").write_text("\n".join(result.examples) + "\n", "utf-8")
        results.append(result)
        print(row(result), flush=True)
    failing = [
        result.name for result in results if not result.has_book or result.all_lost > chosen[result.name].get("lost", 0)
    ]
    if options.floors and failing:
        print("below its floor:", ", ".join(failing), file=sys.stderr)
        return 1
    return 0


def row(result: Result) -> str:
    """Return a row of the table in the documentation."""
    kinds = ("paragraphs", "headings", "code", "cells", "signatures")
    counts = " | ".join(f"{result.lost[kind]} of {result.units[kind]:,}" for kind in kinds)
    figures = f"{result.pages} | {result.seconds:.1f} | {result.megabytes:.0f} | {result.size:.1f}"
    links = f"{result.lost_links} of {result.links}"
    return (
        f"| {result.name} | {figures} | {counts} | {links} | {result.displaced} | {json.dumps(dict(result.warnings))}"
    )


if __name__ == "__main__":
    sys.exit(main())
