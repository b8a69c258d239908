"""A real browser on the real site. The system's Chromium is driven; none is downloaded."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from jiaozhu.building import Places, build_html
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    "texts/apparatus.html",
    "texts/progress.html",
    "fanli.html",
    "bibliography.html",
    "guide-contributor.html",
    "search.html",
)
#: Without these Chromium calls home at every start; a closed network refuses that, noisily.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    path = os.environ.get("JIAOZHU_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        pytest.skip("no Chromium found; install one (Debian: apt-get install chromium) or name it in JIAOZHU_CHROMIUM")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the project's own corpus, built from a copy, so that the tree stays as it is."""
    copy = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", copy / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(ROOT / "corpus", copy / "corpus")
    return build_html(Places(copy / "docs", copy / "build", copy / "corpus")).parent


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


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site over http."""
    with serving(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    """The site's address, over http and from a folder."""
    return server if request.param == "http" else f"{site.as_uri()}/"


class Watch:
    """What a page said on the console and asked of the world."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.failed: list[str] = []
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
        """Nothing was said and nobody else was asked."""
        assert (self.errors, self.strangers, self.failed) == ([], [], [])


@pytest.fixture
def watch(browser: Browser, base: str) -> Iterator[tuple[Page, Watch]]:
    """A fresh page at 1280 px and what it does; checked at the end of the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch = Watch(context, base)
    yield context.new_page(), watch
    context.close()
    watch.check()
