"""Whatever arrives: a source whose every character is accounted for, or a clear refusal; never a traceback, never the
network, never more than bounded time and memory."""

from __future__ import annotations

import os
import resource
import socket
import time
from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jiaozhu.formats import FORMATS, Limits
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from judging import accounted
from samples import KINDS

#: Set to thousands for a long run: JIAOZHU_FUZZ=5000 pytest tests/workflows/importing/test_fuzz.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "40"))
_LIMITS = Limits(unpacked=5_000_000, characters=2_000_000)
_PIECES = st.sampled_from(
    [
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",  # a lone surrogate
        b"\xef\xbb\xbf",
        b"]]>",
        b"<![CDATA[",
        b"<![x[",
        b"<!--",
        b"&#xD800;",
        b"&#0;",
        b"&nbsp;",
        b"<p>" * 300,
        b"<div><b>" * 200,
        b"---\n",
        b"***",
        b"![](x)",
        b"\r\n\x0b\x0c\x1c\xc2\x85\xe2\x80\xa8",
        "“".encode(),
        "好事成双！".encode() * 40,
        "一、二、三、".encode() * 20,
        b"9" * 5000,
    ]
)


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` cut, spliced, flipped, doubled."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(0, len(out) - 1)))
        size = draw(st.integers(1, 64))
        match draw(st.integers(0, 5)):
            case 0:
                del out[at:]
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = draw(_PIECES)
            case 3:
                out[at : at + size] = draw(st.binary(min_size=1, max_size=16))
            case 4:
                out[at:at] = out[at : at + 10 * size]
            case _:
                if out:
                    out[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(out)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that asks for anything from elsewhere fails."""

    def refuse(*arguments: object) -> None:
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(kind)

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(KINDS[kind]), st.sampled_from([None, kind]))
    def run(data: bytes, format: str | None) -> None:
        accounted(import_bytes(data, "x", "x", ImportOptions("zh", format, _LIMITS)), folder)

    run()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
def test_any_bytes_as_any_kind(data: bytes, format: str | None) -> None:
    imported = import_bytes(data, "x", "x", ImportOptions("zh", format, _LIMITS))
    assert bool(imported.files) != bool(imported.error)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one character", "字".encode() * 3_000_000),
        ("one letter", b"a" * 10_000_000),
        ("one line end", b"a\n" * 300_000),
        ("quotes", "“".encode() * 200_000),
        ("brackets", b"(" * 1_000_000),
        ("tags", b"<html><p>" + b"<b>" * 300_000),
        ("markdown", b"# x\n" + b"*a " * 300_000),
        ("links", b"# x\n\n" + b"[a](" * 200_000),
        ("numbers", b"1234567890" * 300_000),
        ("clauses", "好事成双，".encode() * 200_000),
        ("fragments", "这一段没有说完的话到此中断为止而下文不见踪影因为转录中断\n\n".encode() * 8_000),
        ("entities", b"<html><p>" + b"&amp;" * 200_000),
        ("front matter", b"---\n" + b"a: b\n" * 100_000),
    ],
)
@pytest.mark.sampled(every=3)
def test_extremes_take_bounded_time_and_memory(name: str, data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    imported = import_bytes(data, name, "x", ImportOptions("zh", limits=Limits(characters=12_000_000)))
    taken = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert imported.files or imported.error
    assert taken < 30, f"{taken:.0f} s"  # a quadratic reader would take hours
    assert grown < 60 * len(data) + 300_000_000, f"{grown / len(data):.0f} times the file"


@pytest.mark.parametrize("data", [b"![](x)", b"---\n\n![](x)\n", b"<html><img src=x></html>", "\ufeff图".encode()])
def test_small_files_that_once_failed(data: bytes, tmp_path: Path) -> None:
    for format in (None, "markdown-post", "html-post"):
        accounted(import_bytes(data, "x", "x", ImportOptions("zh", format)), tmp_path)


def test_a_package_of_packages_is_no_document() -> None:
    inner = samples.package({f"{n}.xml": b"0" * 1_000_000 for n in range(20)})
    data = samples.package({"word/document.xml": inner * 3})
    assert import_bytes(data, "x", "x", ImportOptions("zh", limits=_LIMITS)).error
