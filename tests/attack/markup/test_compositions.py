"""Whatever is composed of what may and may not be written, in every field: refused with its place, or words."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hostile import Hostile
from inert import assert_inert
from jiaozhu.markup.faults import ROLES, of_token
from jiaozhu.markup.grammar import parser
from jiaozhu.markup.reading import read
from jiaozhu.markup.shaping import one_line
from jiaozhu.markup.writing import write, write_line
from jiaozhu.outputs.myst.footnotes import headed
from jiaozhu.outputs.site import generate
from payloads import composed


@pytest.fixture
def compositions(whole: bool) -> list[str]:
    """As many as the run has time for, the same in every run."""
    return [composed(random.Random(seed)).replace("@", "zq0") for seed in range(1_000, 30_000 if whole else 1_400)]


def test_a_body_is_of_allowed_nodes_in_every_form(compositions: list[str]) -> None:
    """Faults or not: what is written of a body is only what the tree may hold."""
    for body in compositions:
        tree = read(body).tree
        for written in (
            write(tree),
            headed("引文", tree),
            write_line(one_line(tree), opens_line=True),
        ):
            assert written.splitlines() in (written.split("\n"), []), (body, written)
            found = [fault for token in parser().parse(written, {}) for fault in of_token(token, 0)]
            assert {fault.said.message for fault in found} <= {"invisible character {character}"}, (body, written)


def test_every_field_of_every_page_holds_words(compositions: list[str], whole: bool) -> None:
    """The pages are read by a parser with every extension of MyST."""
    size = 20
    for at in range(0, 2_000 if whole else size, size):
        with tempfile.TemporaryDirectory() as folder:
            some = compositions[at : at + size]
            payloads = [(number, body.replace("zq0", f"zq{number}")) for number, body in enumerate(some)]
            for file in generate(Hostile(Path(folder) / "corpus", payloads).book, {}):
                if file.name.endswith((".md", ".inc")):
                    assert_inert(file.text, file.name)


def test_the_roles_are_those_of_generated_pages() -> None:
    from jiaozhu.sphinx_ext.documents.page_parser import ROLES as OF_PAGES

    assert ROLES == OF_PAGES
