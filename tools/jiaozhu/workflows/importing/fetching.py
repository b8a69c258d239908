"""One file from the web, with the user's word. Nothing else in the project opens a connection.

No cookies are kept or sent, nothing that is in the file is followed, and only http and https are spoken, in
redirections too.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import socket
import ssl
import threading
import urllib.request
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from jiaozhu import __version__
from jiaozhu.formats import Limits, UnreadableSource
from jiaozhu.locale import _
from jiaozhu.workflows.importing.origins import Origin, Original

__all__ = ["fetch", "is_address"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+://")
_SCHEMES = ("http", "https")
_PIECE = 65_536
#: Seconds without a byte, and of the whole.
_SILENCE, _PATIENCE = 30.0, 300.0
#: Of an address; of headers in the record.
_LONGEST, _MOST_HEADERS = 2_000, 100
#: Characters of addresses that are written as they are.
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def is_address(name: str) -> bool:
    """Whether an argument is an address and not a path."""
    return bool(_ADDRESS.match(name))


def fetch(address: str, limits: Limits) -> Original:
    """Return what is at an address, with the record of its fetching.

    Args:
        address: Of http or https.
        limits: Of its bytes, and of the seconds that it may take.

    Raises:
        UnreadableSource: The address is not one, no server answers, the answer is an error, or it is too large.
    """
    done: SimpleQueue[Original | UnreadableSource] = SimpleQueue()

    def work() -> None:
        try:
            done.put(_fetched(_sound(address), limits))
        except UnreadableSource as error:
            done.put(error)
        except Exception as error:
            done.put(_explained(error, address))

    # A server may send a byte every few seconds for ever, and a name server nothing: only the whole is sure to end.
    threading.Thread(target=work, daemon=True).start()
    most = min(_PATIENCE, limits.seconds)
    try:
        outcome = done.get(timeout=most)
    except Empty:
        outcome = _slow(most)
    if isinstance(outcome, UnreadableSource):
        raise outcome
    return outcome


def _sound(address: str) -> str:
    """The address as it is sent: in ASCII, without a fragment."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise UnreadableSource(_("not an address: {why}", why=error), _("copy it again")) from None
    if parts.scheme.lower() not in _SCHEMES:
        message = _("'{scheme}' is not fetched, only http and https", scheme=parts.scheme)
        raise UnreadableSource(message, _("fetch it yourself, and import the file"))
    if not host or len(address) > _LONGEST:
        raise UnreadableSource(_("not an address of the web"), _("copy it again"))
    if parts.username is not None or parts.password is not None:
        message = _("the address has a name or a password in it, which would be kept in the corpus")
        raise UnreadableSource(message, _("fetch it yourself, and import the file"))
    try:
        place = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UnreadableSource(_("not an address: {why}", why=error), _("copy it again")) from None
    return urlunsplit((parts.scheme, place, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Follows to addresses of the web only, and remembers them."""

    def __init__(self) -> None:
        self.passed: list[str] = []

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            address = _sound(newurl)
        except UnreadableSource:
            fp.close()
            raise
        self.passed.append(address)
        return super().redirect_request(req, fp, code, msg, headers, address)


def _fetched(address: str, limits: Limits) -> Original:
    opener, redirections = urllib.request.OpenerDirector(), _Redirections()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        redirections,
    ):
        opener.add_handler(handler)
    headers = {"User-Agent": f"jiaozhu/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with opener.open(urllib.request.Request(address, headers=headers), timeout=_SILENCE) as answer:
        data = b"".join(_body(answer, limits.bytes))
        coding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
        final, status, told = answer.url, answer.status, answer.headers.items()[:_MOST_HEADERS]
    data = _decoded(data, coding, limits.bytes)
    record = {
        "address": address,
        "redirections": redirections.passed,
        "final": final,
        "fetched": when,
        "status": status,
        # A cookie may be a key to somebody's account.
        "headers": [[name, value] for name, value in told if not name.lower().startswith("set-cookie")],
        "decoded": coding if coding != "identity" else None,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    kept = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return Original(Path(_name(final)), data, Origin(final, when, kept))


def _body(answer: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """The bytes of an answer, counted while they come."""
    told = answer.headers.get("Content-Length") or ""
    length = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
    if length is not None and length > most:
        raise _large(most)
    count = 0
    while piece := answer.read(_PIECE):
        count += len(piece)
        if count > most:
            raise _large(most)
        yield piece
    if length is not None and count < length:
        raise http.client.IncompleteRead(b"", length - count)


def _decoded(data: bytes, coding: str, most: int) -> bytes:
    """What a server packed although it was asked not to."""
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip"):
        message = _("the server packs it as '{coding}'", coding=coding[:40])
        raise UnreadableSource(message, _("fetch it yourself, and import the file"))
    unpacking = zlib.decompressobj(31)
    found = unpacking.decompress(data, most + 1)
    if len(found) > most:
        raise _large(most)
    if not unpacking.eof:
        raise http.client.IncompleteRead(b"")
    return found


def _large(most: int) -> UnreadableSource:
    return UnreadableSource(_("larger than {n} bytes", n=f"{most:,}"), _("raise the limit: --limit bytes=N"))


def _slow(seconds: float) -> UnreadableSource:
    message = _("no complete answer within {n} seconds", n=f"{seconds:g}")
    return UnreadableSource(message, _("try again later"))


def _name(address: str) -> str:
    """What a file is called, by its address: the last part of the path, or the host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    printable = "".join(char for char in last if char.isprintable() and char not in "/\\")
    return printable.strip(". ")[:120] or (parts.hostname or "page").replace(".", "-")


def _explained(error: Exception, address: str) -> UnreadableSource:
    """The error for the user."""
    why = error.reason if isinstance(error, URLError) and not isinstance(error, HTTPError) else error
    again = _("try again later")
    if isinstance(error, HTTPError):
        return _refused(error)
    if isinstance(why, TimeoutError):
        return _slow(_SILENCE)
    if isinstance(why, ssl.SSLError):
        what = getattr(why, "verify_message", "") or why.reason or why
        message = _("no safe connection: {why}", why=what)
        return UnreadableSource(message, _("the server must be put right; nothing is fetched without its certificate"))
    if isinstance(why, socket.gaierror):
        message = _("there is no host '{host}', or no network", host=urlsplit(address).hostname)
        return UnreadableSource(message, _("look at the address, and at the connection"))
    if isinstance(why, http.client.IncompleteRead | zlib.error):
        return UnreadableSource(_("the answer broke off"), again)
    return UnreadableSource(_("cannot be fetched: {why}", why=getattr(why, "strerror", None) or why), again)


def _refused(error: HTTPError) -> UnreadableSource:
    target = error.headers.get("Location") if error.headers else None
    error.close()
    if 300 <= error.code < 400 and target:
        if urlsplit(target).scheme.lower() not in ("", *_SCHEMES):
            message = _("the server leads to '{address}', which is not on the web", address=target[:200])
            return UnreadableSource(message, _("nothing is read from there: look at the address"))
        return UnreadableSource(_("the server redirects without end"), _("look at the address"))
    message = _("the server answers {status} {reason}", status=error.code, reason=str(error.reason)[:100])
    if error.code in (401, 403, 407, 429):
        return UnreadableSource(message, _("fetch it with a browser, and import the file"))
    hint = _("look at the address") if error.code < 500 else _("try again later")
    return UnreadableSource(message, hint)
