"""IIIF manifests (Presentation API 2 and 3) whose annotations have the text of their pages.

https://iiif.io/api/presentation/3.0/. Only what is in the file is read: annotations that it names and does not have are
reported, and nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.markup_lines import MarkupLines
from jiaozhu.formats.recognised.iiif_counting import count_iiif
from jiaozhu.formats.sample import Sample
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Box, PageSpot, Transcript

__all__ = ["sniff_iiif", "transcribe_iiif"]

_CONTEXT = re.compile(r"iiif\.io/api/presentation/[23]|shared-canvas\.org/ns/context")
_BOX = re.compile(r"xywh=(?:pixel:)?([0-9.]{1,12}),([0-9.]{1,12}),([0-9.]{1,12}),([0-9.]{1,12})")
#: Keys whose strings, at any depth, are words for people.
_WORDS = frozenset("value chars cnt:chars @value label summary description attribution".split())
#: Those of bodies, which may be HTML.
_BODIES = ("value", "chars", "cnt:chars")
#: Why there is an annotation, if it is the text of the page.
_TEXT = frozenset({"supplementing", "transcribing", "painting"})
_PAGES = frozenset({"AnnotationPage", "AnnotationList"})


class _Annotation(NamedTuple):
    page: int
    motives: frozenset[str]
    body: dict[str, Any]
    target: Any


def sniff_iiif(sample: Sample) -> Sniffed | None:
    """Claim JSON that names IIIF's Presentation API as its context."""
    head = sample.text[:20_000].lstrip("\ufeff \t\r\n")
    if head.startswith("{") and (found := _CONTEXT.search(head)):
        return Sniffed(0.95, lazy("the context is {name}", name=found.group()))
    return None


def transcribe_iiif(data: bytes, limits: Limits) -> Transcript:
    """Return the text that the annotations of a manifest, or of a list of annotations, give its pages.

    Raises:
        UnreadableSource: It is not JSON, lists other manifests, has no text, or exceeds the limits.
    """
    root = _parsed(data, limits)
    builder = TranscriptBuilder(limits)
    builder.expect(count_iiif(_text(data)))
    builder.title = next(_strings(root.get("label")), "")
    found = list(_annotations(root, builder))
    if len({item.page for item in found}) > limits.pages:
        raise UnreadableSource(_("more than {n} pages", n=f"{limits.pages:,}"), _("split the file, or raise the limit"))
    has_text = any(item.motives & _TEXT and not _WORDS.isdisjoint(item.body) for item in found)
    taken: dict[int, str] = {}  # the keys of the bodies that are text
    flow = Flow(builder)
    for item in found:
        key = next((name for name in _BODIES if isinstance(item.body.get(name), str)), "")
        if key and id(item.body) not in taken and (item.motives & _TEXT or not has_text):
            taken[id(item.body)] = key
            _take(builder, flow, limits, item, item.body[key])
    _leave_rest(builder, limits, root, taken)
    if not builder.lines:
        raise UnreadableSource(
            _("no annotation in it has text of its pages"),
            _("a manifest often names where the text is; import that file"),
        )
    return builder.finish()


def _text(data: bytes) -> str:
    guess = guess_encoding(data)
    return decode_all(data, guess.encoding if guess else "utf-8").text.removeprefix("\ufeff")


def _parsed(data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        root = json.loads(_text(data), object_pairs_hook=_object)
    except ValueError as error:
        message = _("{name} is not JSON: {why}", name=_("the file"), why=error)
        raise UnreadableSource(message, _("fix it, or get it again")) from None
    except RecursionError:
        raise too_deep(limits.depth) from None
    if not isinstance(root, dict):
        raise UnreadableSource(_("it is not a IIIF manifest"), _("get the manifest of one document"))
    depth = _depth(root)
    if depth > limits.depth:
        raise too_deep(limits.depth)
    if str(root.get("type") or root.get("@type")).endswith("Collection"):
        raise UnreadableSource(_("it lists manifests and has no text"), _("import the manifests that it lists"))
    return root


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("an object has a key twice"))
    return found


def _depth(root: Any) -> int:
    deepest, stack = 0, [(root, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        stack += [(item, depth + 1) for item in inner if isinstance(item, dict | list)]
    return deepest


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    yield from (item for item in _list(value) if isinstance(item, dict))


def _annotations(root: dict[str, Any], builder: TranscriptBuilder) -> Iterator[_Annotation]:
    """The annotations of each page, in the order of the pages."""
    kind = str(root.get("type") or root.get("@type")).rpartition(":")[2]
    if kind in _PAGES:
        yield from _of_list(root, 1)
        return
    canvases = list(_objects(root.get("items")))
    for sequence in _objects(root.get("sequences")):
        canvases += _objects(sequence.get("canvases"))
    absent = 0
    for number, canvas in enumerate(canvases, 1):
        for key in ("items", "images", "annotations", "otherContent"):
            for page in _list(canvas.get(key)):
                if isinstance(page, dict) and ("items" in page or "resources" in page):
                    yield from _of_list(page, number)
                elif isinstance(page, dict) and ("body" in page or "resource" in page):
                    yield from _bodies(page, number)
                elif key in ("annotations", "otherContent"):
                    absent += 1
    if absent:
        builder.notes.append(
            lazy("lists of annotations that are elsewhere, of which nothing was fetched: {n}", n=absent)
        )


def _of_list(page: dict[str, Any], number: int) -> Iterator[_Annotation]:
    for annotation in [*_objects(page.get("items")), *_objects(page.get("resources"))]:
        yield from _bodies(annotation, number)


def _bodies(annotation: dict[str, Any], number: int) -> Iterator[_Annotation]:
    motives = frozenset(str(item).rpartition(":")[2] for item in _list(annotation.get("motivation")))
    target = annotation.get("target", annotation.get("on"))
    for key in ("body", "resource"):
        for body in _objects(annotation.get(key)):
            yield _Annotation(number, motives, body, target)
            for choice in [*_objects(body.get("items")), *_objects(body.get("item"))]:
                yield _Annotation(number, motives, choice, target)


def _take(builder: TranscriptBuilder, flow: Flow, limits: Limits, item: _Annotation, words: str) -> None:
    spot = PageSpot("p", page=item.page, box=_box(item.target), at=f"canvas {item.page}")
    if item.body.get("format") == "text/html":
        flow.page = item.page
        MarkupLines(builder, limits, flow=flow, member=f"canvas {item.page}").read(words)
        flow.finish()
    else:
        builder.add(words, spot)


def _box(target: Any) -> Box | None:
    """The place on its page that a target names."""
    for one in _list(target):
        selectors = [] if isinstance(one, str) else [item.get("value") for item in _selectors(one)]
        places = [one] if isinstance(one, str) else [*selectors, one.get("id") if isinstance(one, dict) else ""]
        for place in places:
            if isinstance(place, str) and (found := _BOX.search(place)):
                try:
                    left, top, width, height = map(float, found.groups())
                except ValueError:
                    continue
                return left, top, left + width, top + height
    return None


def _selectors(target: Any) -> Iterator[dict[str, Any]]:
    if isinstance(target, dict):
        yield from _objects(target.get("selector"))


def _strings(value: Any) -> Iterator[str]:
    """The strings of a value for people: itself, or those of a list or a map of languages."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            stack += [one["@value"]] if "@value" in one else list(one.values())[::-1]
        elif isinstance(one, list):
            stack += one[::-1]


def _leave_rest(builder: TranscriptBuilder, limits: Limits, root: Any, taken: Mapping[int, str]) -> None:
    """Account for all words for people but those of the bodies that were taken."""
    stack = [(root, "")]
    while stack:
        node, name = stack.pop()
        if isinstance(node, list):
            stack += [(item, name) for item in reversed(node)]
        elif isinstance(node, dict) and not str(node.get("type")).endswith("Selector"):
            is_body = any(key in node for key in ("chars", "cnt:chars")) or node.get("type") == "TextualBody"
            kind = "comment" if is_body else "metadata"
            for key, value in node.items():
                if key not in _WORDS:
                    stack.append((value, key))
                elif key in _BODIES and isinstance(value, str) and node.get("format") == "text/html":
                    if taken.get(id(node)) != key:
                        MarkupLines(builder, limits, leave=kind, member=name).read(value)
                elif taken.get(id(node)) != key:
                    for words in _strings(value):
                        builder.leave(kind, words, name or key)
