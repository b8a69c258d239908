"""The policy alone keeps what is live from acting, on a page that somebody has damaged."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from browsing import serving
from hooking import acts, hooked
from paths import ROOTS
from playwright.sync_api import Browser
from sharing import Once
from sphinx.testing.util import SphinxTestApp

_LIVE = [
    "<script>hook('script')</script>",
    "<img src=x onerror=hook('handler')>",
    "<a id=go href=\"javascript:hook('link')\">x</a>",
    "<img src='http://evil.example/x.png'>",
    "<script src='http://evil.example/x.js'></script>",
    "<link rel=stylesheet href='http://evil.example/x.css'>",
    "<iframe src='http://evil.example/'></iframe>",
    "<object data='http://evil.example/x'></object>",
    "<base href='http://evil.example/'>",
    "<form id=sent action='http://evil.example/'></form>",
    "<p style=\"background:url('http://evil.example/x.png')\">x</p>",
    "<audio src='http://evil.example/x.mp3' preload=auto></audio>",
    "<script>fetch('http://evil.example/')</script>",
]


@pytest.fixture
def site(once: Once) -> Path:
    """A small site, to which damaged pages are added."""

    def build(folder: Path) -> None:
        shutil.copytree(ROOTS / "test-edition", folder, dirs_exist_ok=True)
        theme = {"html_theme": "sphinx_book_theme"}
        app = SphinxTestApp("html", srcdir=folder, builddir=folder / "_build", confoverrides=theme)
        try:
            app.build()
        finally:
            app.cleanup()

    return once("policy", build) / "_build" / "html"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try everything that is live, over http and from files; in the sample each in one of the two ways."""
    if "way" in metafunc.fixturenames:
        ways = ("http", "file")
        every = [(number, way) for number in range(len(_LIVE)) for way in ways]
        sample = [(number, ways[number % 2]) for number in range(len(_LIVE))]
        metafunc.parametrize(("number", "way"), every if metafunc.config.getoption("--whole") else sample)


@pytest.mark.sampled(every=4)
def test_the_policy_alone_keeps_what_is_live_from_acting(site: Path, browser: Browser, number: int, way: str) -> None:
    """Without the policy the same page acts, so the test can fail."""
    page = site / "texts" / "zao-2019" / "yi.html"
    damaged = page.read_text("utf-8").replace("</article>", f"{_LIVE[number]}</article>")
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", damaged)
    assert _LIVE[number] in free != damaged
    with serving(site) as server:
        base = server if way == "http" else f"{site.as_uri()}/"
        for text, acting in ((damaged, False), (free, True)):
            name = f"texts/zao-2019/live-{number}-{way}-{acting}.html"
            (site / name).write_text(text, "utf-8")
            strangers: list[str] = []
            context = hooked(browser, base, strangers, bypass=False)
            opened = context.new_page()
            opened.goto(base + name)
            assert acts(opened, strangers) is acting
            context.close()
