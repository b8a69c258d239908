"""What the page of the public API lists is there, and each module says so itself."""

from __future__ import annotations

import importlib
import re

import pytest
from paths import ROOT

_ROW = re.compile(r"^\| `([\w.]+)` \| ((?:`\w+`(?:, )?)+) \|$", re.M)
PAGE = (ROOT / "docs" / "dev" / "public.md").read_text("utf-8")
LISTED = [(module, name) for module, names in _ROW.findall(PAGE) for name in re.findall(r"`(\w+)`", names)]


def test_the_page_lists_something() -> None:
    assert len(LISTED) > 40


@pytest.mark.parametrize(("module", "name"), LISTED, ids=lambda item: item)
def test_a_public_name_is_offered_by_its_module(module: str, name: str) -> None:
    found = importlib.import_module(module)
    assert name in found.__all__
    assert getattr(found, name).__doc__ or name.isupper()
