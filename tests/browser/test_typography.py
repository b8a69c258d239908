"""How texts are set: lines are not torn apart, and what is small or thin can still be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import JISHI, KINDS
from playwright.sync_api import Browser

#: Of each justified line how much its characters are apart, in ems; and justified elements that are not of a text.
LINES = """() => {
  const stretches = [], others = [];
  const range = document.createRange();
  const apart = (block) => {
    const lines = new Map();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let before = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".jz-line, .jz-orig")) continue;
      const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
      for (let at = 0; at < node.length; at++) {
        if (!/[\\u4e00-\\u9fff]/.test(node.data[at])) { before = null; continue; }
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const line = Math.round(box.bottom / 8);
        if (!lines.has(line)) lines.set(line, []);
        const together = before && Math.abs(before.bottom - box.bottom) < 3;
        if (together) lines.get(line).push((box.left - before.left) / size - 1);
        before = box;
      }
    }
    const middle = (gaps) => gaps.sort((a, b) => a - b)[gaps.length >> 1];
    return [...lines.values()].filter(gaps => gaps.length > 5).map(middle);
  };
  for (const block of document.querySelectorAll(".bd-article :is(p, li, td, th, dd, dt, h1, h2, h3)")) {
    if (getComputedStyle(block).textAlign !== "justify") continue;
    if (/^l\\d/.test(block.id)) stretches.push(...apart(block));
    else others.push(block.outerHTML.slice(0, 80));
  }
  return [stretches, others];
}"""


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.sampled(every=2)
def test_no_line_is_torn_apart(browser: Browser, site: Path, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    texts = [path.relative_to(site).as_posix() for path in sorted((site / "texts").glob("*/*.html"))]
    measured: list[float] = []
    for name in sorted({*texts, *KINDS}):
        page.goto(server + name)
        stretches, others = page.evaluate(LINES)
        assert others == [], name
        assert max(stretches, default=0) < 0.2, name
        measured += stretches
    page.close()
    assert bool(measured) == (width > 640)  # short lines are not set to both edges
    assert sum(stretch > 0.1 for stretch in measured) <= 0.01 * len(measured)


#: The contrast of colours with the page, by name: of borders and of numbers of lines.
CONTRASTS = """() => {
  const channels = (text) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (text) => {
    const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = channels(text).map(value => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (text) => {
    const ink = light(text);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
  const line = document.querySelector("a.jz-line"), button = document.querySelector(".jz-open-settings");
  return {
    line: contrast(getComputedStyle(line, "::before").color), faded: getComputedStyle(line).opacity,
    border: contrast(getComputedStyle(button).borderTopColor),
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_of_lines_and_borders_of_controls_can_be_seen(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(server + JISHI)
    found = page.evaluate(CONTRASTS)
    context.close()
    assert found["line"] >= 4.5
    assert found["faded"] == "1"
    assert found["border"] >= 3


def test_the_number_of_a_line_is_never_on_a_line_of_the_text(browser: Browser, site: Path, server: str) -> None:
    """Beside it, or it could be read as a number of the text: 3280039 150."""
    for width in (320, 390, 820, 1024, 1440):
        page = browser.new_page(viewport={"width": width, "height": 900})
        for name in ("texts/nanbei-2019-05/saohei-gonggao.html", "texts/lianghui-2022/tupian.html", JISHI):
            page.goto(server + name)
            inside = page.evaluate(
                """() => [...document.querySelectorAll("a.jz-line")].filter(line => {
                  const block = line.parentElement, box = line.getBoundingClientRect();
                  const range = document.createRange();
                  range.setStart(block, 0);
                  range.setEndBefore(line);
                  const words = [...range.getClientRects()].filter(word => word.width && word.height < 60);
                  const inset = Math.min(...words.map(word => word.left));
                  return box.right > inset + 1 || box.left < 0 || getComputedStyle(line).position !== "absolute";
                }).map(line => line.dataset.line)"""
            )
            assert inside == [], (width, name)
        page.close()
