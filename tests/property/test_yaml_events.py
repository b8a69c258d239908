"""Two parsers of YAML, one answer: where libyaml is believed, the parser in Python says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.store.yaml_events import events, quick_events
from jiaozhu.store.yaml_fault import NotYaml
from paths import CORPUS
from ruamel.yaml import YAML

FILES = [*CORPUS.glob("*.yaml"), *CORPUS.glob("sources/*/*.yaml"), *CORPUS.glob("sources/*/emendations/*.yaml")]
TEXTS = [path.read_text("utf-8") for path in FILES]
TEXTS += [path.read_text("utf-8").split("---\n")[1] for path in sorted(CORPUS.rglob("*.md"))[::10]]
#: What is put into a text to see whether both stumble alike.
PIECES = [
    *"abc甲乙：:，-?#&*!|>%@`\"'{}[],\n \t0.~=\\/é𠀀",
    *("\n- ", "\n  ", ": ", "---\n", "...\n", "\x85", "\u2028", "\ufeff", "\r", "\n? ", "''", '""', "|\n", ">-\n"),
    *("{}", "[]", "null", "\\u4e00", "\\x", " #", "<<: "),
]


def slow_events(text: str) -> list[tuple[object, ...]]:
    return [
        (
            type(event).__name__,
            event.start_mark.index,
            event.end_mark.index,
            getattr(event, "value", ""),
            getattr(event, "style", "") or "",
            getattr(event, "anchor", None),
            getattr(event, "tag", None),
        )
        for event in YAML(typ="safe", pure=True).parse(text)
    ]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A part of a data file with a few characters put in, taken out or put for others."""
    text = draw(st.sampled_from(TEXTS))
    start = text.rfind("\n", 0, draw(st.integers(0, len(text) - 1))) + 1
    text = text[start : start + 400]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.sampled_from((0, 0, 1, 3))) :]
    return text


@given(damaged())
def test_where_libyaml_is_believed_both_say_the_same(text: str) -> None:
    quick = quick_events(text)
    if quick is not None:
        assert [tuple(event) for event in quick] == slow_events(text)


@pytest.mark.parametrize("text", TEXTS[:12])
def test_plain_files_are_read_the_quick_way(text: str) -> None:
    if "null" not in text:
        assert quick_events(text) is not None
    assert [tuple(event) for event in events(text)] == slow_events(text)


def test_what_is_not_yaml_is_reported_by_the_parser_in_python() -> None:
    with pytest.raises(NotYaml, match="mapping values are not allowed"):
        list(events("a: b: c"))
