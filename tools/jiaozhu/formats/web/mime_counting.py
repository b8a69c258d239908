"""How much text a message of MIME has: a second walk, over its bytes, without Python's parser of mail."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator

from jiaozhu.formats.limits import too_deep
from jiaozhu.model.file_account import solid

__all__ = ["count_mail"]

_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_TYPE = re.compile(rb"(?im)^content-type:[ \t]*+([\w.+-]++/[\w.+-]++)([^\r\n]*+)")
_ENCODED = re.compile(rb"(?im)^content-transfer-encoding:[ \t]*+([\w-]++)")
_PARAMETER = re.compile(rb"(?i);\s*+(boundary|charset)\s*+=\s*+(?:\"([^\"]*+)\"|([^\s;\"]++))")
_UNCOUNTED = frozenset({b"text/css", b"text/javascript"})

#: Makes text of a part's bytes and the name of its encoding.
Decoder = Callable[[bytes, str], str]


def count_mail(data: bytes, depth: int, decode: Decoder) -> int:
    """Return how many characters of a message are text, blanks aside: its head, and its parts that are text.

    Args:
        data: The message.
        depth: Of parts in parts, at most.
        decode: Makes text of bytes.

    Raises:
        UnreadableSource: Parts are nested too deeply.
    """
    head, body = _split(data)
    return solid(head.decode("latin-1")) + _count(head, body, depth, decode)


def _count(head: bytes, body: bytes, depth: int, decode: Decoder) -> int:
    if depth < 1:
        raise too_deep(depth)
    head = _FOLD.sub(b" ", head)
    match = _TYPE.search(head)
    kind = match.group(1).lower() if match else b"text/plain"
    said = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(match.group(2) if match else b"")}
    if kind.startswith(b"multipart/") and said.get(b"boundary"):
        boundary = said[b"boundary"]
        inside = sum(_count(*_split(part), depth - 1, decode) for part in _parts(body, boundary))
        return inside + solid(_outside(body, boundary).decode("latin-1"))
    if kind in _UNCOUNTED or not (kind.startswith(b"text/") or kind == b"application/xhtml+xml"):
        return 0
    encoded = _ENCODED.search(head)
    content = _decoded(body, encoded.group(1).lower() if encoded else b"")
    return solid(decode(content, said.get(b"charset", b"").decode("latin-1")))


def _split(data: bytes) -> tuple[bytes, bytes]:
    """The head and the body of a message or a part."""
    if data.startswith((b"\n", b"\r\n")):
        return b"", data[data.index(b"\n") + 1 :]
    match = re.search(rb"\r?\n\r?\n", data)
    return (data[: match.start()], data[match.end() :]) if match else (data, b"")


def _lines(body: bytes, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where the lines are that separate parts: start, end, and whether it is the last."""
    mark, end = b"--" + boundary, 0
    while (start := body.find(mark, end)) >= 0:
        end = body.find(b"\n", start) + 1 or len(body)
        rest = body[start + len(mark) : end].rstrip(b" \t\r\n")
        if rest in (b"", b"--") and body[start - 1 : start] in (b"", b"\n"):
            yield start, end, bool(rest)
            if rest:
                return


def _parts(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """The parts; the last may lack its end."""
    start, is_whole = 0, True
    for begin, end, is_last in _lines(body, boundary):
        if start:
            yield body[start:begin]
        start, is_whole = end, is_last
    if not is_whole:
        yield body[start:]


def _outside(body: bytes, boundary: bytes) -> bytes:
    """What is before the first part, and after the last."""
    lines = list(_lines(body, boundary))
    if not lines:
        return body
    return body[: lines[0][0]] + (b"\n" + body[lines[-1][1] :] if lines[-1][2] else b"")


def _decoded(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == b"base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
    return body
