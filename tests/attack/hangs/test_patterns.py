"""No pattern hangs: each of the packages' regular expressions is fed its own worst texts, and its cost stays linear."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import patterns
import pytest
from growth import is_linear
from pumps import Pump, pumps

#: Sizes in characters. What takes the square of them takes 16 times as long each time; the cube, 64 times.
_SIZES = (64, 256, 1_024, 4_096, 16_384)
_MORE = (*_SIZES, 65_536)

#: Modules whose patterns see no stranger's words, and why; theirs need not be linear.
_TRUSTED = {
    "jiaozhu.sphinx_ext.pages.security_policy": "reads what templates and the project write of a page, nothing else",
}


@pytest.fixture(scope="module")
def collected() -> list[patterns.Found]:
    found, missed = patterns.collected()
    assert not missed, f"add to _makers() in tests/support/patterns.py what makes these: {[*map(str, missed)]}"
    return found


def test_no_pattern_is_overlooked(collected: list[patterns.Found]) -> None:
    assert not patterns.imported_otherwise()
    assert len({item.site for item in collected}) > 150
    assert set(_TRUSTED) <= {item.site.module for item in collected}


def test_every_pattern_is_linear(collected: list[patterns.Found], whole: bool) -> None:
    untrusted = [item for item in collected if item.site.module not in _TRUSTED]
    wrong = [f"{item.site}: {why}" for item in untrusted for why in _faults(item, whole)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?:a+)+b", 0),
        (r"\s+x", 0),
        (r"<a[^>]*>", 0),
        (r"a*a*a*b", 0),
        (r"[，,；;](?![^（(]*[）)])", 0),
        (r"^---(?:\s*.*\s*)*---$", re.M),
        (r"据.*(?:转载|转录)", 0),
        (r"(?P<shown>[^<>`]+?)\s*<x>\Z", 0),
        (r"/\*.*?\*/", re.S),
    ],
)
@pytest.mark.sampled(every=3)
def test_what_is_not_linear_is_found(pattern: str, flags: int) -> None:
    """The test itself: patterns that are known to hang, in every way there is."""
    site = patterns.Site("here", 1, "compile", "")
    assert list(_faults(patterns.Found(site, pattern, flags, frozenset({"search"})), whole=False))


def _faults(found: patterns.Found, whole: bool) -> list[str]:
    pattern = re.compile(found.pattern, found.flags)
    wrong = []
    for pump in pumps(found.pattern, found.flags, whole=whole):
        for method in sorted(found.methods - {"compile"}) or ["search"]:
            why = is_linear(partial(_work, pattern, method, pump), _MORE if whole else _SIZES)
            if why:
                wrong.append(f"{found.pattern!r}.{method} of {pump}: {why}")
                break
        if wrong:
            break
    return wrong


def _work(pattern: re.Pattern[str], method: str, pump: Pump, size: int) -> Callable[[], object]:
    text: Any = pump.text(size)
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    if method in ("sub", "subn"):
        return partial(getattr(pattern, method), text[:0], text)
    if method == "finditer":
        return partial(pattern.findall, text)
    return partial(getattr(pattern, method), text)
