"""No key of a file of a corpus can change without the review showing it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contributions import SOUND
from jiaozhu.workflows.reviewing.comparison import Review, Verb, compare
from jiaozhu.workflows.reviewing.difference import difference
from jiaozhu.workflows.reviewing.page import review_page
from jiaozhu.workflows.reviewing.report import report
from jiaozhu.workflows.reviewing.state import State, read_state
from paths import BASE
from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

_CHANGED = "改"


#: What the base and the contributions lack: a translation and a witness.
_MORE = {
    "sources/ribao-2019/en/jishi.md": """---
title: North and South
by: ["编者"]
date: "2026-11-28"
unknown: ["the second name"]
---
(l0003)=
North and South Together

(l0008)=
Maple Bridge
""",
    "sources/ribao-2019/witnesses/net.yaml": """text: jishi
name: "网络版"
title: "示例日报网络版"
read: "存本"
part: "一段"
citation: ribao-2019
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
compared: 2
agreeing: 1
variants:
  - quote: 东北小上海
    reads: 小上海
""",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with a contribution of every kind."""
    folder = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("review") / "corpus"))
    for name, text in {**SOUND, **_MORE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def before(root: Path) -> State:
    """The corpus before any change."""
    return read_state(root)


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value of a data file."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        yield path
    for key, value in items or ():
        yield from paths(value, (*path, key))


def with_another(text: str, path: tuple[str | int, ...]) -> str:
    """A file whose value at a path is another one."""
    yaml = YAML()
    fenced = text.startswith("---\n")
    front, body = text[4:].split("\n---\n", 1) if fenced else (text, "")
    data = yaml.load(front)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    value = inner[path[-1]]
    match value:
        case bool():
            inner[path[-1]] = not value
        case int() | float():
            inner[path[-1]] = value + 1
        case None:
            inner[path[-1]] = _CHANGED
        case _:
            inner[path[-1]] = value + _CHANGED
    stream = StringIO()
    yaml.dump(data, stream)
    return f"---\n{stream.getvalue()}---\n{body}" if fenced else stream.getvalue()


def of_data(root: Path) -> list[str]:
    """The data files of the corpus."""
    names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.suffix in (".yaml", ".md")]
    assert len(names) > 12
    return names


def shown(review: Review) -> str:
    """Everything that a reviewer sees of what differs, but for the list of files."""
    return report(review._replace(files=()), "en")


def test_every_value_of_every_data_file_is_seen(root: Path, before: State) -> None:
    silent, tried = [], 0
    for name in of_data(root):
        path = root / name
        text = path.read_text("utf-8")
        front = text[4:].split("\n---\n", 1)[0] if text.startswith("---\n") else text
        for key in paths(YAML(typ="safe").load(front)):
            path.write_text(with_another(text, key), "utf-8")
            tried += 1
            review = compare(before, read_state(root))
            if not review.sections or "\n## " not in shown(review):
                silent.append((name, key))
            assert (Verb.CHANGED, name) in review.files
        path.write_text(text, "utf-8")
    assert tried > 100
    assert silent == []


def test_every_body_and_every_work_is_seen(root: Path, before: State) -> None:
    for name in (name for name in of_data(root) if name.endswith(".md")):
        path = root / name
        text = path.read_text("utf-8")
        path.write_text(text.rstrip("\n") + _CHANGED + "\n", "utf-8")
        assert _CHANGED in shown(compare(before, read_state(root))), name
        path.write_text(text, "utf-8")
    path = root / "references.bib"
    text = path.read_text("utf-8")
    for number, line in enumerate(lines := text.splitlines(keepends=True)):
        if line.rstrip().endswith("},"):
            path.write_text(
                "".join([*lines[:number], line.replace("},", _CHANGED + "},"), *lines[number + 1 :]]), "utf-8"
            )
            assert _CHANGED in shown(compare(before, read_state(root))), line
    path.write_text(text, "utf-8")


def test_a_corpus_is_the_same_as_itself(before: State) -> None:
    review = compare(before, before)
    assert review == Review((), review.effects, ())
    assert review.effects == ((), ())
    page = review_page(review, "en", title="x")
    assert "No text, note, emendation" in page


def test_a_difference_holds_both_texts() -> None:
    parts = difference("the old words, 12 of them", "the new words, 13 of them")
    assert "".join(part.text for part in parts if part.sign != "+") == "the old words, 12 of them"
    assert "".join(part.text for part in parts if part.sign != "-") == "the new words, 13 of them"
    assert ("old", "-") in parts
    assert ("13", "+") in parts
