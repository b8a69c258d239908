"""A real browser on the real site; the browser itself is in ``tests/support/chromium.py``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Watch, serving
from jiaozhu.building import build_html
from playwright.sync_api import Browser, Page
from sharing import Once, copy_project


@pytest.fixture(scope="session")
def site(chromium: str, once: Once) -> Path:
    """The folder of the site of the project's own corpus."""
    return once("site", lambda folder: build_html(copy_project(folder))) / "build" / "html"


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site over http."""
    with serving(site) as address:
        yield address


#: How the site in English takes files: it is the one with a host.
NEW_FILE = 'new_file: "https://example.org/@branch@/new?filename=@path@&value=@content@"\n'


@pytest.fixture(scope="session")
def english(chromium: str, once: Once) -> str:
    """The address of the project's own site, in English and with a host that takes new files."""
    return f"{(once('english', build_in_english) / 'build').as_uri()}/"


def build_in_english(folder: Path) -> None:
    """Build the site in English."""
    places = copy_project(folder)
    with (places.corpus / "corpus.yaml").open("a", encoding="utf-8") as info:
        info.write(NEW_FILE)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", "language=en", "docs", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    """The site's address, over http and from a folder."""
    return server if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture
def watch(browser: Browser, base: str) -> Iterator[tuple[Page, Watch]]:
    """A fresh page at 1280 px and what it does; checked at the end of the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch = Watch(context, base)
    yield context.new_page(), watch
    context.close()
    watch.check()
