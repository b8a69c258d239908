"""The system's Chromium, driven; none is downloaded. A plug-in of pytest: tests of several rooms use it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import script_coverage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    from playwright.sync_api import sync_playwright
    from profiling import profiled

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        profiles = os.environ.get(script_coverage.VARIABLE)
        name = f"browser-{os.environ.get('PYTEST_XDIST_WORKER', 'all')}.json"
        with profiled(browser, Path(profiles, name)) if profiles else nullcontext():
            yield browser
        browser.close()
