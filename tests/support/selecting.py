"""How a test selects words of a page, as a reader would, and opens the form on them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

#: Selects characters [start, end) of a block's text through the page's own text nodes, notes and all in between.
SELECT = """([id, start, end]) => {
  const block = document.getElementById(id);
  const skipped = "a.jz-gap, .jz-note, .jz-note-mark, .jz-note-toggle, .jz-line, .jz-orig, .headerlink";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(skipped)) continue;
    if (!begun && start < at + node.length) { range.setStart(node, start - at); begun = true; }
    if (begun && end <= at + node.length) { range.setEnd(node, end - at); break; }
    at += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return jiaozhu.selection.selected();
}"""


def opened(page: Page, place: tuple[str, int, int] = ("l0103", 0, 5)) -> None:
    page.evaluate(SELECT, list(place))
    page.keyboard.press("Control+Alt+m")
    expect(page.locator("#jz-note-body")).to_be_visible()
