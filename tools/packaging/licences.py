"""The licences of what a user installs: listed from a bill of materials, and each one allowed.

python tools/packaging/licences.py build/supply/sbom.cdx.json build/supply/licences.md

The bill is CycloneDX's, as ``cyclonedx-py environment`` writes it; what is allowed is in ``licences.toml``.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from license_expression import ExpressionError, get_spdx_licensing

RULES = Path(__file__).with_name("licences.toml")


class Component(NamedTuple):
    """A package of the bill."""

    name: str
    version: str
    licences: tuple[str, ...]  #: SPDX expressions or classifiers; all of them apply.


def components(bill: dict[str, object], stated: dict[str, dict[str, str]]) -> Iterator[Component]:
    """Yield the packages of a bill by name.

    Args:
        bill: A CycloneDX document, parsed.
        stated: For a package's normalised name, ``licence`` in place of what its metadata have.
    """
    found = cast("list[dict[str, object]]", bill["components"])
    for entry in sorted(found, key=lambda entry: str(entry["name"]).lower()):
        name = str(entry["name"])
        own = stated.get(re.sub(r"[-_.]+", "-", name).lower())
        yield Component(name, str(entry["version"]), (own["licence"],) if own else tuple(_metadata(entry)))


def _metadata(entry: dict[str, object]) -> Iterator[str]:
    for choice in cast("list[dict[str, object]]", entry.get("licenses", [])):
        licence = cast("dict[str, str]", choice.get("license", {}))
        yield str(choice.get("expression") or licence.get("id") or licence.get("name", ""))


def is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Whether a licence, or an SPDX expression with ``AND`` and ``OR``, permits use under allowed licences."""
    if licence in allowed:
        return True
    licensing = get_spdx_licensing()
    try:
        expression = licensing.parse(licence, validate=True)
    except ExpressionError:
        return False
    known = {symbol: licensing.TRUE for symbol in expression.symbols if str(symbol) in allowed}
    return bool(expression.subs(known, simplify=True) == licensing.TRUE)


def refused(packages: list[Component], allowed: frozenset[str]) -> list[Component]:
    """The packages without a licence, or with one that is not allowed."""
    return [
        package
        for package in packages
        if not package.licences or not all(is_allowed(licence, allowed) for licence in package.licences)
    ]


def table(packages: list[Component]) -> str:
    """The packages and their licences as a Markdown table."""
    rows = [f"| {package.name} | {package.version} | {', '.join(package.licences)} |" for package in packages]
    return "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows, ""])


def main(bill: str, listing: str) -> int:
    """Write the list; print what is not allowed and return 1 if there is any."""
    rules = tomllib.loads(RULES.read_text("utf-8"))
    packages = list(components(json.loads(Path(bill).read_text("utf-8")), rules["stated"]))
    Path(listing).write_text(table(packages), encoding="utf-8")
    faults = refused(packages, frozenset(rules["allowed"]))
    for package in faults:
        print(f"{package.name} {package.version}: {', '.join(package.licences) or 'no licence'} is not allowed")
    return 1 if faults or not packages else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
