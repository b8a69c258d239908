"""IIIF manifests: text that annotations give pages is on lines with its places; nothing is fetched, nothing is lost."""

from __future__ import annotations

import copy
import json
import os
from typing import Any

import pytest
from accounts import left, lines, transcribed
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, UnreadableSource, detect
from jiaozhu.formats.recognised.iiif import transcribe_iiif
from samples import iiif

#: Set to thousands for a long run: JIAOZHU_FUZZ=10000 pytest tests/formats/test_iiif.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "150"))
_PLAIN: dict[str, Any] = {"type": "TextualBody", "value": "第一行", "format": "text/plain"}
_MARKED: dict[str, Any] = {"type": "TextualBody", "value": "<p>第二<b>行</b></p><p>第三行</p>", "format": "text/html"}
_SECOND = {
    "@context": "http://iiif.io/api/presentation/2/context.json",
    "@type": "sc:Manifest",
    "label": {"@value": "题", "@language": "zh"},
    "metadata": [{"label": "作者", "value": ["某人"]}],
    "sequences": [
        {
            "canvases": [
                {
                    "@type": "sc:Canvas",
                    "label": "一",
                    "images": [{"motivation": "sc:painting", "resource": {"@id": "https://example.org/1.jpg"}}],
                    "otherContent": [
                        {
                            "@type": "sc:AnnotationList",
                            "resources": [
                                {
                                    "motivation": "sc:painting",
                                    "resource": {"@type": "cnt:ContentAsText", "chars": "甲乙"},
                                    "on": "https://example.org/c#xywh=10,20,30,40",
                                },
                                {"motivation": "oa:commenting", "resource": {"chars": "评语"}, "on": "x"},
                            ],
                        },
                        {"@id": "https://example.org/list/2"},
                    ],
                }
            ]
        }
    ],
}


def test_annotations_are_lines_with_their_places() -> None:
    found = transcribed("iiif", iiif(_PLAIN, _MARKED))
    assert lines(found) == [("p", "第一行"), ("p", "第二行"), ("p", "第三行")]
    assert found.places[0].box == (1, 0, 10, 2)
    assert (found.title, found.places[0].page) == ("题", 1)


def test_the_second_version_is_read_too() -> None:
    found = transcribed("iiif", json.dumps(_SECOND).encode())
    assert found.text == "甲乙\n"
    assert found.places[0].box == (10, 20, 40, 60)
    assert left(found, "comment") == "评语"
    assert "1" in str(found.notes[0])  # a list that is elsewhere


def test_comments_are_the_text_where_there_is_no_other() -> None:
    assert transcribed("iiif", iiif(_PLAIN, motivation="commenting")).text == "第一行\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (iiif(), "no annotation"),
        (b'{"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Collection"}', "lists manifests"),
        (b'{"@context": "http://iiif.io/api/presentation/3/context.json", "type": ', "not JSON"),
        (b'{"label": "a", "label": "b"}', "twice"),
        (b"[]", "not a IIIF"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "deeper"),
    ],
)
def test_what_has_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        transcribe_iiif(data, DEFAULT_LIMITS)


def test_a_manifest_is_recognised_by_its_context() -> None:
    assert detect(iiif(_PLAIN)).format == "iiif"
    assert detect(json.dumps(_SECOND).encode()).format == "iiif"


def _nodes(root: Any) -> list[Any]:
    found, stack = [], [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict | list):
            found.append(node)
            stack += node.values() if isinstance(node, dict) else node
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_bent_manifests_are_read_or_refused_and_nothing_is_lost(data: st.DataObject) -> None:
    root = copy.deepcopy(data.draw(st.sampled_from([_SECOND, json.loads(iiif(_PLAIN, _MARKED))])))
    for _step in range(data.draw(st.integers(1, 6))):
        nodes = _nodes(root)
        one, other = (nodes[data.draw(st.integers(0, len(nodes) - 1))] for _ in range(2))
        value = data.draw(st.sampled_from([copy.deepcopy(other), "字", "<p>字", 7, None, True, ["字", {"zh": ["词"]}]]))
        if isinstance(one, list):
            one.append(value)
        else:
            keys = [*one, "value", "chars", "format", "type", "body", "items", "label", "resource", "@value"]
            one[data.draw(st.sampled_from(keys))] = "text/html" if data.draw(st.booleans()) else value
    try:
        found = transcribe_iiif(json.dumps(root).encode(), DEFAULT_LIMITS)
    except UnreadableSource:
        return
    assert found.account is not None
    assert found.account.unaccounted == 0
