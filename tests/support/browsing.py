"""The built site as browser tests meet it: its pages, a server of it, and what a page requests and logs."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

JISHI = "texts/nanbei-2019-05/jishi.html"
SHELUN = "texts/nanbei-2019-05/wusi-shelun.html"
#: One page of each kind.
KINDS = (
    "index.html",
    "texts/index.html",
    "texts/nanbei-2019-05/index.html",
    JISHI,
    SHELUN,
    "texts/lianghui-2022/tupian.html",
    "texts/glossary.html",
    "texts/concordance/index.html",
    "texts/concordance/d.html",
    "texts/figures.html",
    "texts/chronology.html",
    "texts/overview.html",
    "texts/apparatus.html",
    "texts/progress.html",
    "fanli.html",
    "bibliography.html",
    "guide-contributor.html",
    "search.html",
)


def violations(page: Page) -> list[str]:
    """Return what axe finds, by its rules."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html']}" for item in found]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """``folder`` over http, on this machine only; its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as daemon:
        thread = threading.Thread(target=daemon.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{daemon.server_address[1]}/"
        daemon.shutdown()
        thread.join()


#: Reports what the policy of a page refuses; what it refuses without a word is seen here too.
_REPORT = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} refuses ${event.blockedURI} at ${event.sourceFile}`);
});"""


class Watch:
    """What a page wrote to the console, and which addresses it requested."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.failed: list[str] = []
        context.add_init_script(_REPORT)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.strangers.append(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it had come
            self.failed.append(request.url)

    def check(self) -> None:
        """Check that the console is empty, that no request failed, and that none went to another host."""
        assert (self.errors, self.strangers, self.failed) == ([], [], [])
