"""Envelopes from strangers: none hangs, none raises what is not caught, whatever is in it."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.model.limits import MOST_FILES, MOST_SENT
from jiaozhu.workflows.accepting import Sent, Unreadable, open_envelope

_PARTS = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(500))
#: The worst that each reader can be given: its head, what is repeated to the limit, its tail.
WORST = {
    "fences that nothing closes": ("", "### `a`\n````\n", ""),
    "headings": ("", "### a\n", ""),
    "headings of blanks": ("", "###       ", ""),
    "comments that nothing closes": ("### a\n", "<!--", ""),
    "comments": ("### a\n", "<!---->", ""),
    "files of a patch": ("", "diff --git a/x b/x\n", ""),
    "hunks": ("diff --git a/x b/x\n", "@@ -0,0 +1,9 @@\n", ""),
    "files of a parcel": (
        '{"jiaozhu":"contribution","version":1,"files":[',
        '{"path":"a",\n"text":""},',
        '{"path":"a","text":""}]}',
    ),
    "nested lists": ('{"a":', "[", ""),
    "parts of a mail": ("From: x\n" + _PARTS, "-\n", ""),
    "few parts, many lines": ("From: x\n" + _PARTS[:500], "-\n", ""),
    "parameters of a header": ('From: x\nContent-Type: text/plain; name="', ";", ""),
    "a folded header": ('From: x\nContent-Type: text/plain; name="', ";\n ", ""),
    "an encoded header": ("From: ", "=?UTF-8?B?", "\n\nx"),
    "senders": ("From: ", "<a@b>,", "\n\nx"),
    "headers": ("From: x\n", "A:\n", "\nx"),
    "mails in a mail": ("", "From: a\n\n", ""),
}


@pytest.mark.parametrize("name", WORST)
def test_an_envelope_is_opened_in_seconds_or_refused(name: str) -> None:
    head, repeated, tail = WORST[name]
    count = (MOST_SENT - len(head.encode()) - len(tail.encode())) // len(repeated)
    began = time.process_time()
    opened((head + repeated * count + tail).encode())
    assert time.process_time() - began < 10  # what costs the square of its length takes hours


def opened(data: bytes) -> Sent | None:
    """What is in an envelope; None if it is refused."""
    try:
        return open_envelope(data)
    except Unreadable:
        return None


_PIECES = st.sampled_from(
    [
        "### `glossary/a.md`",
        "````markdown",
        "````",
        "### 在哪里",
        "From: a <a@b.c>",
        "Subject: =?UTF-8?B?5byg5LiJ?=",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: application/json; name*0*=x''%FF",
        "Content-Transfer-Encoding: base64",
        "--b",
        "--b--",
        "diff --git a/glossary/a.md b/glossary/a.md",
        "new file mode 100644",
        "--- /dev/null",
        "+++ b/glossary/a.md",
        "@@ -0,0 +1,2 @@",
        "+x",
        '{"jiaozhu":"contribution","version":1,"files":[]}',
        "<!--",
        "-->",
        "",
        "\ufeff",
        "\u2028",
        "\x00",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=8), max_size=24))
def test_whatever_is_sent_is_read_or_refused(pieces: list[str]) -> None:
    sent = opened("\n".join(pieces).encode("utf-8", "replace"))
    assert sent is None or all(file.path and file.line >= 1 for file in sent.files)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    opened(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3)
    )
)
@settings(max_examples=30)
def test_any_value_in_a_file_of_the_form_is_read_or_refused(value: object) -> None:
    for name in ("files", "author", "version", "items"):
        data = {"jiaozhu": "contribution", "version": 1, "files": [], name: value}
        opened(json.dumps(data).encode())
        opened(json.dumps({**data, "files": [{"path": value, "text": value}]}).encode())
        opened(json.dumps({**data, "author": {"name": value, "mail": value}}).encode())


def test_no_more_files_are_kept_than_are_judged() -> None:
    files = [{"path": "a", "text": ""}] * 10_000
    sent = opened(json.dumps({"jiaozhu": "contribution", "version": 1, "files": files}).encode())
    assert sent is not None
    assert len(sent.files) == MOST_FILES + 1
