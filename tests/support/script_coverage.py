"""How much of the scripts the tests run: those in a browser and those in node together, by V8's own account.

A script is judged as it is in its bundle, so that comments count neither way. ``nox -s coverage`` collects the
profiles and prints the table; run as a program, this module reads them from the folder that it is given.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jiaozhu.sphinx_ext.scripts import script_bundles

#: The least part of the scripts' characters that the tests must run, in percent.
FLOOR = 80.0
#: Names the folder for profiles; the tests collect them when it is set.
VARIABLE = "JIAOZHU_SCRIPT_COVERAGE"
_EARLY = "jiaozhu-early.js"


class Script(NamedTuple):
    """What ran of a script."""

    text: str
    ran: bytearray  #: One for each character that ran, else zero.
    functions: dict[tuple[int, int], bool]  #: By where they begin and end, whether they were called.


class Scripts:
    """What ran of all scripts, bundles among them."""

    def __init__(self) -> None:
        texts = {name: code for bundle in script_bundles.BUNDLES for name, code in script_bundles.parts(bundle)}
        texts |= {bundle: script_bundles.bundled(bundle) for bundle in script_bundles.BUNDLES}
        texts[_EARLY] = script_bundles.SOURCES[_EARLY].read_text("utf-8")
        self.scripts = {name: Script(text, bytearray(len(text)), {}) for name, text in texts.items()}

    def add(self, profile: Iterable[dict[str, Any]]) -> None:
        """Add a profile: V8's records of scripts, each with its functions and the ranges of these."""
        for record in profile:
            script = self.scripts.get(record["url"].rpartition("/")[2].partition("?")[0])
            if script:
                _add(script, record["functions"])

    def ranges(self) -> list[dict[str, Any]]:
        """Return everything that ran as a profile."""
        return [
            {
                "url": name,
                "functions": [
                    *({"ranges": [_range(start, end, called)]} for (start, end), called in script.functions.items()),
                    *({"ranges": [_range(start, end, True)], "block": True} for start, end in _stretches(script.ran)),
                ],
            }
            for name, script in self.scripts.items()
        ]

    def parts(self) -> Iterator[tuple[str, Script]]:
        """Yield every script by its source, with what ran of it in its bundle."""
        yield _EARLY, self.scripts[_EARLY]
        for bundle in script_bundles.BUNDLES:
            whole, at = self.scripts[bundle], 0
            for name, text in script_bundles.parts(bundle):
                script, end = self.scripts[name], at + len(text)
                ran = bytearray(a | b for a, b in zip(script.ran, whole.ran[at:end], strict=True))
                functions = dict(script.functions)
                for (low, high), called in whole.functions.items():
                    if at <= low and high <= end:
                        place = low - at, high - at
                        functions[place] = functions.get(place, False) or called
                yield name, Script(text, ran, functions)
                at = end


def _range(start: int, end: int, ran: bool) -> dict[str, int]:
    return {"startOffset": start, "endOffset": end, "count": int(ran)}


def _stretches(ran: bytearray) -> Iterator[tuple[int, int]]:
    """Yield each stretch of characters that ran."""
    end = 0
    while (start := ran.find(1, end)) >= 0:
        end = ran.find(0, start)
        end = len(ran) if end < 0 else end
        yield start, end


def _add(script: Script, functions: Iterable[dict[str, Any]]) -> None:
    """Add one record: ranges of a function are inside one another, and the innermost decides."""
    ran = bytearray(len(script.text))
    blocks = bytearray(len(script.text))
    for function in functions:
        target = blocks if function.get("block") else ran
        for place in function["ranges"]:
            start, end = place["startOffset"], place["endOffset"]
            target[start:end] = (b"\x01" if place["count"] else b"\x00") * (end - start)
        if not function.get("block") and function["ranges"]:
            first = function["ranges"][0]
            place = first["startOffset"], first["endOffset"]
            script.functions[place] = script.functions.get(place, False) or bool(first["count"])
    if not any(blocks):
        blocks = ran
    script.ran[:] = bytes(a | b for a, b in zip(script.ran, blocks, strict=True))


def collected(folder: Path) -> Scripts:
    """Return what all profiles in a folder say ran."""
    scripts = Scripts()
    for path in sorted(folder.rglob("*.json")):
        scripts.add(json.loads(path.read_text("utf-8"))["result"])
    return scripts


def table(scripts: Scripts) -> tuple[str, float]:
    """Return the table, and the part of all characters that ran, in percent."""
    rows = [("script", "characters", "ran", "functions", "called", "")]
    ran = characters = 0
    for name, script in scripts.parts():
        rows.append(_row(name, script))
        ran += sum(script.ran)
        characters += len(script.text)
    total = 100 * ran / characters
    rows.append(("all", str(characters), str(ran), "", "", f"{total:.0f}%"))
    return "\n".join(f"{a:<28}{b:>12}{c:>8}{d:>11}{e:>8}{f:>6}" for a, b, c, d, e, f in rows), total


def _row(name: str, script: Script) -> tuple[str, str, str, str, str, str]:
    ran, size = sum(script.ran), len(script.text)
    called = sum(script.functions.values())
    return name, str(size), str(ran), str(len(script.functions)), str(called), f"{100 * ran / size:.0f}%"


def main(folder: str) -> int:
    """Print the table; 1 if less ran than must."""
    text, total = table(collected(Path(folder)))
    print(text)
    if total < FLOOR:
        print(f"{total:.1f}% of the scripts ran; at least {FLOOR:.0f}% must.")
    return int(total < FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
