"""Readers that are imported when they are called: each exists, and none is loaded before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from jiaozhu.formats import FORMATS
from jiaozhu.formats.deferred import Deferred, deferred

LATER = {
    (name, field): function
    for name, format_ in FORMATS.items()
    for field in ("sniff", "transcribe", "columns", "recognize")
    if isinstance(function := getattr(format_, field), Deferred)
}


@pytest.mark.parametrize("place", sorted(LATER))
def test_every_deferred_function_exists(place: tuple[str, str]) -> None:
    assert callable(LATER[place].function)
    assert LATER[place].function.__module__.startswith("jiaozhu.formats")


def test_there_are_some() -> None:
    assert len(LATER) > 20


def test_a_call_is_that_of_the_function() -> None:
    assert deferred("sniffing:never")(None) is None


def test_a_corpus_of_text_is_checked_without_readers_of_other_files() -> None:
    code = "import sys, jiaozhu.cli.checking; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert "jiaozhu.formats.catalogue" in loaded.split()
    assert not {"pypdfium2", "ruamel.yaml", "lxml", "PIL", "jiaozhu.formats.pdf"} & set(loaded.split())
