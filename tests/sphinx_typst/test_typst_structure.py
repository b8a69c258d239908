"""What PDF/UA-1 demands of a book and can be checked without its validator: tags, headings, alternatives, languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from books import reader_of
from sphinx.testing.util import SphinxTestApp


def elements(node: Any, depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the elements of the structure in reading order, each with its depth."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from elements(child, depth)
    elif isinstance(node, dict):
        if "/S" in node:
            yield depth, node
        if "/K" in node:
            yield from elements(node["/K"], depth + 1)


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_the_structure_is_that_of_an_accessible_document(app: SphinxTestApp) -> None:
    app.build()
    reader = reader_of(app)
    root: Any = reader.trailer["/Root"]
    tags = [element for _depth, element in elements(root["/StructTreeRoot"]["/K"])]
    names = [str(element["/S"]) for element in tags]

    levels = [int(name[2:]) for name in names if name.startswith("/H") and name[2:].isdecimal()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert {"/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link", "/Note", "/Figure", "/TOC"} <= set(names)
    for element in tags:
        if element["/S"] in ("/Figure", "/Formula"):
            assert str(element.get("/Alt", "")).strip(), element["/S"]

    assert str(root["/Lang"]) == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/PageLabels" in root
    for page in reader.pages:
        entries: Any = page
        assert "/StructParents" in entries
        for font in entries["/Resources"].get("/Font", {}).values():
            assert "/ToUnicode" in font.get_object(), font.get_object()["/BaseFont"]
        for reference in entries.get("/Annots", []):
            link = reference.get_object()
            assert link["/Subtype"] == "/Link"
            assert "/StructParent" in link
            assert str(link.get("/Contents", "")).strip()
        assert not entries.get("/Annots") or entries["/Tabs"] == "/S"


@pytest.mark.sphinx("typst", testroot="typst-nodes", confoverrides={"typst_bleed": 3})
def test_a_bleed_has_the_boxes_by_which_printers_cut(app: SphinxTestApp) -> None:
    app.build()
    page: Any = reader_of(app).pages[2]
    media, trim = ([float(side) for side in page[box]] for box in ("/MediaBox", "/TrimBox"))
    assert [round(side - edge, 2) for side, edge in zip(trim, media, strict=True)] == [8.5, 8.5, -8.5, -8.5]
    assert [float(side) for side in page["/BleedBox"]] == media
