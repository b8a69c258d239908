"""`jiaozhu import https://…`: one file, with its record beside it; nothing but http and https, nothing followed."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
import samples
from commands import jiaozhu
from jiaozhu.formats import Limits, UnreadableSource
from jiaozhu.store import load_corpus
from jiaozhu.workflows.importing.fetching import fetch, is_address

TEXT = "\n".join(samples.PARAGRAPHS).encode()
PAGE = f"<!doctype html><html><body><img src='/seen'><p>{samples.PARAGRAPHS[0]}</p></body></html>".encode()


class _Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        path = unquote(self.path)
        self.asked.append((path, dict(self.headers.items())))
        if path.startswith("/to/"):
            self._answer(302, b"", Location=path.removeprefix("/to/"))
        elif path == "/loop":
            self._answer(302, b"", Location="/loop")
        elif path == "/missing":
            self._answer(404, b"no")
        elif path == "/broken":
            self._answer(503, b"no")
        elif path == "/slow":
            self._answer(200, b"")
            time.sleep(2)
        elif path == "/short":
            self._answer(200, TEXT, **{"Content-Length": str(len(TEXT) + 9)})
        elif path == "/endless":  # without a length
            self.send_response(200)
            self.end_headers()
            self.wfile.write(bytes(200_000))
        elif path == "/packed":
            self._answer(200, gzip.compress(TEXT), **{"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._answer(200, gzip.compress(bytes(10_000_000)), **{"Content-Encoding": "gzip"})
        elif path == "/strange":
            self._answer(200, TEXT, **{"Content-Encoding": "br"})
        else:
            self._answer(200, PAGE if path == "/page" else TEXT, **{"Set-Cookie": "key=1"})

    def _answer(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    _Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_page_becomes_a_source_with_the_record_of_its_fetching(server: str, project: Path) -> None:
    result = jiaozhu("import", f"{server}/to//page#part")
    assert result.exit_code == 0, result.output
    folder = project / "corpus" / "sources" / "page"
    assert (folder / "source.html").read_bytes() == PAGE
    record = json.loads((folder / "fetched.json").read_bytes())
    assert record["address"] == f"{server}/to//page"
    assert record["redirections"] == [record["final"]] == [f"{server}/page"]
    assert record["status"] == 200
    assert (record["bytes"], record["sha256"]) == (len(PAGE), hashlib.sha256(PAGE).hexdigest())
    names = [name for name, _value in record["headers"]]
    assert "Content-Length" in names
    assert "Set-Cookie" not in names
    about = load_corpus(project / "corpus")[0].sources[0].about
    assert about.provenance == f"取自 {server}/page，时间 {record['fetched']}（详见 fetched.json）"
    assert jiaozhu("check").exit_code == 0
    assert [path for path, _headers in _Handler.asked] == ["/to//page", "/page"], "nothing in it is followed"
    assert not any("Cookie" in headers for _path, headers in _Handler.asked)
    assert "already present" in jiaozhu("import", f"{server}/page").output


def test_what_cannot_be_fetched_is_reported_and_the_rest_imported(server: str, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    result = jiaozhu("import", f"{server}/missing", str(path), "--report", "report.json")
    assert result.exit_code == 1
    assert f"{server}/missing: failed the server answers 404 Not Found (hint: look at the address)" in result.output
    assert "1 imported, 1 failed" in result.output
    outcomes = json.loads(Path("report.json").read_bytes())
    assert (outcomes[0]["path"], outcomes[0]["state"]) == (f"{server}/missing", "failed")
    assert jiaozhu("import", f"{server}/x", "--watch").exit_code == 2


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/to/file:///etc/passwd", "the server leads to 'file:///etc/passwd', which is not on the web"),
        ("/to/ftp://127.0.0.1/x", "not (on the web|fetched)|'ftp' is not fetched"),
        ("/to/data:text/plain,x", "which is not on the web"),
        ("/to/http://a:b@127.0.0.1/", "has a name or a password"),
        ("/loop", "redirects without end"),
        ("/broken", "answers 503"),
        ("/short", "broke off"),
        ("/strange", "packs it as 'br'"),
    ],
)
def test_a_failure_says_what_is_wrong_and_what_to_do(server: str, path: str, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why) as raised:
        fetch(server + path, Limits())
    assert raised.value.hint


@pytest.mark.parametrize("path", ["/text", "/endless", "/bomb"])
def test_what_is_too_large_is_not_read(server: str, path: str) -> None:
    with pytest.raises(UnreadableSource, match="larger than 99 bytes"):
        fetch(server + path, Limits(bytes=99))


def test_what_takes_too_long_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = time.monotonic()
    monkeypatch.setattr(_Handler, "_answer", lambda *_a, **_k: time.sleep(2))
    with pytest.raises(UnreadableSource, match="within 1 seconds"):
        fetch(f"{server}/slow", Limits(seconds=1))
    assert time.monotonic() - begin < 1.9


def test_what_the_server_packed_is_unpacked_and_names_are_kept(server: str) -> None:
    found = fetch(f"{server}/packed", Limits())
    assert found.data == TEXT
    assert json.loads(found.origin.record)["decoded"] == "gzip"
    named = fetch(f"{server}/某 报.txt", Limits())
    assert named.path == Path("某 报.txt")
    assert named.origin.address == f"{server}/%E6%9F%90%20%E6%8A%A5.txt"
    assert fetch(server, Limits()).path == Path("127-0-0-1")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "not an address"),
        ("http://[::1", "not an address"),
        ("http://a:99999/", "not an address"),
        ("https://name:word@example.org/", "a name or a password"),
        ("http://127.0.0.1:9/", "cannot be fetched"),
        ("http://a\nb/", "."),
    ],
)
def test_other_addresses_are_refused(address: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    assert is_address(address)
    with pytest.raises(UnreadableSource, match=why):
        fetch(address, Limits(seconds=5))


def test_a_path_is_no_address() -> None:
    assert not any(map(is_address, ("a.txt", "C:\\a", "a/b://c", "", "http:/x")))
