"""Damage to the files of a corpus: what a slip, a bad merge, a strange editor or ill will may make of them."""

from __future__ import annotations

import copy
import json
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from paths import BASE
from ruamel.yaml import YAML

#: The base corpus by name; every one of its files is damaged in turn.
FILES = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.rglob("*")) if path.is_file()}
NAMES = sorted(FILES)
SOURCES = [name for name in NAMES if "/source." in name]
DATA = [name for name in NAMES if name.endswith((".yaml", ".md"))]

_SCRAPS = (
    b"\x00", b"\x07", b"\xff", b"\xed\xa0\x80", b"\xf0\x9f", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n", b"\t", b"\x0b",
    b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xef\xbf\xbf", b"\xcc\x81", b"---\n", b"...\n",
    b"\n---\n", b": ", b"- ", b"? ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!set ", b"!x ", b"<<: ",
    b"%YAML 1.1\n", b"%TAG ! x\n", b"|\n", b">-\n", b'"', b"'", b"`", b"@", b"%", b"#", b" #", b"\\", b'"\\ud800"',
    b'"\\U00110000"', b'"\\x"', b"0x" + b"f" * 5000, b"9" * 5000, b"null", b"true", b"1e999", b"-1", b"0", b"<b>",
    b"</p", b"<!--", b"&#x110000;", b"&nbsp", b"{ref}`a <b/c#l0001>`", b"{term}`", b"{cite}`,`", b"[^1]", b"[a]: b\n",
    b"(t)=\n", b"> ", b"{#i}", b"|a|\n|-|\n", b"@article{", b"@string{x = 1}", b"= {", b"{{", b"}}", b" and ",
    "：".encode(), "𠮷".encode(), "，".encode(),
)  # fmt: skip

_WORDS = ("3-2", "0-99", "16/2", "7/0-7/9", "index", "newspaper-ocr", "枫桥经验", "在这里", "\n", "x" * 500, "<b>")
_KEYS = ("at", "from", "until", "p", "gap", "reason", "title", "x", "")
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(_WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def damaged_bytes(draw: st.DrawFn, name: str) -> bytes:
    """A file with a few of its bytes cut, doubled, moved, or with scraps put in, anywhere."""
    data = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        scrap = draw(st.sampled_from(_SCRAPS) | st.binary(max_size=3))
        data = draw(
            st.sampled_from(
                [
                    data[:start],
                    data[start:],
                    data[:start] + scrap + data[start:],
                    data[:start] + scrap + data[end:],
                    data[:end] + data[start:],
                    data[end:] + data[start:end] + data[:start],
                    data.replace(b"\n", scrap),
                ]
            )
        )
    return data


@st.composite
def damaged_data(draw: st.DrawFn, name: str) -> bytes:
    """A file that is sound YAML, but with keys gone, renamed or added, and values of any shape."""
    head, matter, tail = _parts(FILES[name].decode())
    data = YAML(typ="safe", pure=True).load(matter)
    for _ in range(draw(st.integers(1, 3))):
        data = _changed(draw, copy.deepcopy(data))
    return (head + json.dumps(data, ensure_ascii=draw(st.booleans())) + "\n" + tail).encode("utf-8", "surrogatepass")


def _parts(text: str) -> tuple[str, str, str]:
    """The text before the YAML, the YAML, and the text after it."""
    if not text.startswith("---\n"):
        return "", text, ""
    end = text.index("\n---\n") + 1
    return text[:4], text[4:end], text[end:]


def _changed(draw: st.DrawFn, data: Any) -> Any:
    """``data`` with one thing in it, at any depth, made another."""
    if not isinstance(data, (dict, list)) or not data or draw(st.integers(0, 9)) == 0:
        return draw(_values)
    key = draw(st.sampled_from(sorted(data) if isinstance(data, dict) else range(len(data))))
    action = draw(st.sampled_from(["deeper", "deeper", "deeper", "delete", "value", "add"]))
    if action == "deeper":
        data[key] = _changed(draw, data[key])
    elif action == "delete":
        del data[key]
    elif action == "value":
        data[key] = draw(_values)
    elif isinstance(data, dict):
        data[draw(st.sampled_from([f"{key}x", str(key)[1:], "quote", "index", "线"]))] = data[key]
    else:
        data.insert(key, copy.deepcopy(data[key]))
    return data


#: Small files that would be large, slow or dangerous for a trusting reader. Front matter is between fences.
BOMBS: dict[str, str] = {
    "billion laughs": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi")),
    "recursive alias": "a: &a [*a]\n",
    "merged keys": "a: &a {b: 1}\nc: {<<: *a, d: 2}\n",
    "merged mapping": "<<: {title: x}\n",
    "anchor twice": "a: &a 1\nb: &a 2\n",
    "unknown alias": "a: *missing\n",
    "python object": "a: !!python/object/apply:os.system ['echo']\n",
    "tags": "!!omap [a]\n",
    "bad timestamp": "a: !!timestamp never\n",
    "bad integer": "a: !!int never\n",
    "binary": "a: !!binary '@@'\n",
    "deep brackets": "a: " + "[" * 100_000 + "\n",
    "deep braces": "a: " + "{a: " * 20_000 + "\n",
    "deep sequences": "- " * 5_000 + "a\n",
    "deep indentation": "".join(" " * n + "a:\n" for n in range(400)),
    "complex keys": "? [a, b]\n: 1\n? {c: d}\n: 2\n",
    "same key, other type": "1: a\n'1': b\n",
    "many digits": "line: " + "9" * 10_000 + "\n",
    "hexadecimal": "line: 0x" + "f" * 10_000 + "\n",
    "half a character": 'title: "\\ud800"\n"\\udc00": x\n',
    "no character": 'title: "\\U00110000"\n',
    "huge line": "title: " + "字" * 30_000 + "\n",
    "huge key": "k" * 5_000 + ": x\n",
    "many lines": "- a\n" * 20_000,
    "two documents": "a: 1\n...\n---\nb: 2\n",
    "other YAML": "%YAML 1.1\n---\na: yes\nb: 1e3\n",
    "only a comment": "# nothing\n",
    "empty": "",
    "separators": "a: 1\u2028\u2028\x85b: [\n",
    "directive": "%FOO bar\n",
    "tab": "a:\n\tb: 1\n",
}
