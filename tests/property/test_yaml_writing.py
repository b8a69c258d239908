"""What is written as YAML reads back as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.store.yaml_events import quick_events
from jiaozhu.store.yaml_text import parse_yaml
from jiaozhu.store.yaml_writing import Commented, Flow, Quoted, to_yaml
from ruamel.yaml import YAML

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "ab1-:# {}[],&*!|>@`\"'%~.=<\n\t\u3000\u00a0：中0", max_size=10
)
_WORDS = st.sampled_from(
    "null ~ true No on 1951 1951-05 2019-05-06 0x1F 1e3 1_000 .5 +1 12:30 --- ... - ? : < = y n inf .nan".split()
    + "0o17 0b1 0b10101010 1951年 00000000e0 abcdef01 deadbeef 12345678901234567890".split()
)
_NUMBER = st.integers(-(10**17), 10**17) | st.floats(0, 1, allow_subnormal=False).map(lambda n: round(n, 3))
_SCALAR = _TEXT | _WORDS | _NUMBER | st.booleans() | st.none()
_KEY = st.text("abcdefg_", min_size=1, max_size=8)
_DATA = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEY, inner, max_size=4),
    max_leaves=12,
)
_FILE = st.lists(_DATA, min_size=1, max_size=3) | st.dictionaries(_KEY, _DATA, min_size=1, max_size=4)


def read(text: str) -> Any:
    located, problems = parse_yaml(text, "x.yaml")
    assert problems == [], text
    return located.data


@given(_FILE)
def test_data_read_back_as_they_were(data: Any) -> None:
    assert read(to_yaml(data)) == data


@given(_FILE)
def test_other_readers_of_yaml_agree(data: Any) -> None:
    assert YAML(typ="safe", pure=True).load(to_yaml(data)) == data


@given(st.dictionaries(_KEY, _DATA.map(Flow) | _TEXT.map(Quoted), min_size=1, max_size=4))
def test_marked_data_read_back_as_they_were(data: dict[str, Any]) -> None:
    plain = {key: value.data if isinstance(value, Flow) else str(value) for key, value in data.items()}
    assert read(to_yaml(data)) == plain


@given(_WORDS | _TEXT, st.text(max_size=9))
def test_a_comment_is_not_a_part_of_a_value(value: str, comment: str) -> None:
    text = to_yaml({"kind": Commented(value, "".join(char for char in comment if char.isprintable()))})
    assert read(text) == {"kind": value}


@given(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=9))
def test_words_are_read_by_the_quick_parser(words: str) -> None:
    assert quick_events(to_yaml({"key": words})) is not None
