"""Contributing: how many actions a note or a correction takes, and how long, at a desk and on a phone of 390 pixels.

A script does in a headless Chromium what a contributor does, on the site that ships, and counts. Its seconds are those
of the keystroke-level model (Card, Moran and Newell, 1980): so much for each press, key and swipe, and a moment to
decide before each. The browser's own time comes on top and is measured.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiaozhu.building import Places, build_html

from bench.report import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

GROUP = "contributing"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TEXT = "texts/nanbei-2019-05/wusi-shelun.html"
#: Ways that the project's own site does not have.
_WAYS = {
    "host": "GitHub",
    "newFile": "https://github.com/o/r/new/main?filename=@path@&value=@content@",
    "newIssue": "https://github.com/o/r/issues/new?title=@title@&body=@body@",
}
_SELECT = """([id, start, end]) => {
  const block = document.getElementById(id);
  block.scrollIntoView({ block: "center" });
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
    const node = walker.currentNode;
    if (start >= at && start < at + node.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.length) range.setEnd(node, end - at);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@dataclass(frozen=True, slots=True)
class Device:
    """What one works with, and what each action costs there, in seconds."""

    name: str
    width: int
    height: int
    touch: bool
    press: float  #: To move to a control and press it: pointing and a button, or a tap.
    key: float  #: A key of an average typist; a Chinese character takes two and a half.
    swipe: float  #: To scroll a control into view.
    select: float  #: To select some words: two points to be met, or a long press and a handle.


DEVICES = (
    Device("desk, 1280 px", 1280, 900, touch=False, press=1.3, key=0.28, swipe=0.6, select=2.6),
    Device("phone, 390 px, touch", 390, 844, touch=True, press=1.0, key=0.35, swipe=0.6, select=3.0),
)
_DECIDE = 1.35
_KEYS_A_CHARACTER = 2.5


class Person:
    """Does what a contributor does, and counts.

    Args:
        page: The page.
        device: What it is shown on.
    """

    def __init__(self, page: Page, device: Device) -> None:
        self.page, self.device = page, device
        self.actions = 0
        self.seconds = 0.0

    def select(self, block: str, start: int, end: int) -> None:
        """Select words of a paragraph."""
        self.page.evaluate(_SELECT, [block, start, end])
        self._count(self.device.select)

    def press(self, control: Locator) -> None:
        """Press a control; one out of sight is brought into view first."""
        self._reach(control)
        (control.tap if self.device.touch else control.click)()
        self._count(self.device.press)

    def choose(self, control: Locator, value: str) -> None:
        """Choose an item of a list: two presses."""
        self._reach(control)
        control.select_option(value)
        self._count(2 * self.device.press)

    def write(self, control: Locator, text: str, *, there: bool = False) -> None:
        """Write into a control, which has to be pressed first unless the cursor is there."""
        if not there:
            self.press(control)
        control.fill(text)
        keys = sum(_KEYS_A_CHARACTER if char > "\u2e80" else 1 for char in text)
        self._count(keys * self.device.key)

    def _reach(self, control: Locator) -> None:
        box = control.bounding_box()
        if box is None or not 0 <= box["y"] <= self.device.height - box["height"]:
            self.actions += 1
            self.seconds += self.device.swipe

    def _count(self, seconds: float) -> None:
        self.actions += 1
        self.seconds += seconds + _DECIDE


def _note(person: Person) -> None:
    """A first note: its source is to be found later."""
    page = person.page
    person.select("l0103", 0, 5)
    person.press(page.locator(".jz-add"))
    page.locator("dialog[open]").wait_for()
    person.write(page.locator("#jz-note-body"), "一说在四月，原刊未见。", there=True)
    person.write(page.locator("#jz-note-author"), "读者甲")
    person.press(page.locator(".jz-open-claim"))
    person.press(page.locator("dialog[open] .jz-first"))
    page.locator("dialog[open] .jz-next").wait_for()


def _correction(person: Person) -> None:
    page = person.page
    person.select("l0105", 0, 2)
    person.press(page.locator(".jz-add"))
    page.locator("dialog[open]").wait_for()
    person.choose(page.locator("#jz-note-kind"), "correction")
    person.write(page.locator("#jz-after"), "某某")
    person.write(page.locator("#jz-reason"), "形近")
    person.write(page.locator("#jz-note-body"), "同版他处作“某某”。")
    person.write(page.locator("#jz-note-author"), "读者甲")
    page.wait_for_function("document.querySelector('dialog[open] pre').textContent")
    person.press(page.locator("dialog[open] .jz-first"))
    page.locator("dialog[open] .jz-next").wait_for()


def _three(person: Person) -> None:
    """Three notes that go out as one."""
    page = person.page
    for number, block in enumerate(("l0101", "l0103", "l0105")):
        person.select(block, 0, 4)
        person.press(page.locator(".jz-add"))
        page.locator("dialog[open]").wait_for()
        person.write(page.locator("#jz-note-body"), "出处待考。", there=True)
        if number == 0:
            person.write(page.locator("#jz-note-author"), "读者甲")
        person.press(page.locator("dialog[open] .jz-collect"))
        page.locator("dialog[open]").wait_for(state="detached")
    person.press(page.locator(".jz-basket-open"))
    person.press(page.locator("dialog[open] .jz-first"))
    page.locator("dialog[open] .jz-next").wait_for()


TASKS: dict[str, Callable[[Person], None]] = {
    "a note": _note,
    "a correction": _correction,
    "three notes as one": _three,
}


def measure(folder: Path, docs: Path, corpus: Path) -> Iterator[Row]:
    """The rows of this part, as they come."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("JIAOZHU_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if chromium is None:
        yield Row(GROUP, "tasks", None, "s", None, "no Chromium found")
        return
    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(corpus, folder / "corpus")
    site = build_html(Places(folder / "docs", folder / "build", folder / "corpus")).parent
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for device in DEVICES:
            for name, task in TASKS.items():
                person, spent = _done(browser, device, task, (site / _TEXT).as_uri())
                remark = f"{person.actions} actions; the browser took {spent:.1f} s"
                yield Row(GROUP, f"{name}: {device.name}", person.seconds, "s", None, remark)
        browser.close()


def _done(browser: Browser, device: Device, task: Callable[[Person], None], address: str) -> tuple[Person, float]:
    """A task done by someone who is here for the first time."""
    context = browser.new_context(
        viewport={"width": device.width, "height": device.height},
        has_touch=device.touch,
        is_mobile=device.touch,
    )
    context.add_init_script(
        f"""let site;
        Object.defineProperty(window, "jiaozhuSite", {{
          get: () => site,
          set: (found) => {{ site = {{ ...found, ways: {{ ...found.ways, ...{json.dumps(_WAYS)} }} }}; }},
        }});"""
    )
    context.route("https://**", lambda route: route.fulfill(body="a page of the host"))
    page = context.new_page()
    page.goto(address)
    person = Person(page, device)
    began = time.perf_counter()
    task(person)
    spent = time.perf_counter() - began
    context.close()
    return person, spent
