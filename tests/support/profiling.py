"""What the scripts of pages run, collected from Chromium while the browser tests run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Request
from script_coverage import Scripts


class Profile:
    """The profile of all pages. V8 forgets a page's scripts when it is left: they are asked for before that."""

    def __init__(self) -> None:
        self.scripts = Scripts()
        self.sessions: dict[Page, CDPSession] = {}

    def watch(self, page: Page) -> None:
        """Profile a page from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Profiler.enable")
        session.send("Profiler.startPreciseCoverage", {"callCount": False, "detailed": True})
        self.sessions[page] = session
        page.on("request", self._leave)

    def _leave(self, request: Request) -> None:
        if request.is_navigation_request():
            self.take(request.frame.page)

    def take(self, page: Page) -> None:
        """Add what a page has run; nothing if it is already gone."""
        if page not in self.sessions:
            return
        try:
            self.scripts.add(self.sessions[page].send("Profiler.takePreciseCoverage")["result"])
        except Error:
            del self.sessions[page]

    def write(self, path: Path) -> None:
        """Write everything that ran."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"result": self.scripts.ranges()}), "utf-8")


@contextmanager
def profiled(browser: Browser, path: Path) -> Iterator[None]:
    """Profile every page of a browser, and write what ran to a file at the end."""
    profile = Profile()
    replaced: list[tuple[type, str, Callable[..., Any]]] = []

    def before(owner: type, name: str, act: Callable[[Any], None]) -> None:
        original = getattr(owner, name)
        replaced.append((owner, name, original))

        def method(self: Any, *arguments: Any, **named: Any) -> Any:
            act(self)
            return original(self, *arguments, **named)

        setattr(owner, name, method)

    def take_all(context: BrowserContext) -> None:
        for page in context.pages:
            profile.take(page)

    def new(owner: type, name: str) -> None:
        original = getattr(owner, name)
        replaced.append((owner, name, original))

        def method(self: Any, *arguments: Any, **named: Any) -> Any:
            made = original(self, *arguments, **named)
            if made not in profile.sessions:
                profile.watch(made)
            return made

        setattr(owner, name, method)

    for name in ("close", "goto", "reload", "go_back"):
        before(Page, name, profile.take)
    before(BrowserContext, "close", take_all)
    for owner in (Browser, BrowserContext):
        new(owner, "new_page")
    try:
        yield
        for context in browser.contexts:
            take_all(context)
    finally:
        for owner, name, original in reversed(replaced):
            setattr(owner, name, original)
        profile.write(path)
