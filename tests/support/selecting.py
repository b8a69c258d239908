"""How a test selects words of a page, as a reader would, and opens the form on them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import BrowserContext, Page, expect

#: Selects characters [start, end) of a block's text through the page's own text nodes, notes and all in between.
SELECT = """([id, start, end]) => {
  const block = document.getElementById(id);
  const skipped = "a.jz-gap, .jz-note, .jz-note-mark, .jz-line, .jz-orig, .headerlink";
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


#: Ways that a site may have, as ``sphinx_ext.scripts.hosts`` gives them; the project's own site has none.
WAYS = {
    "host": "GitHub",
    "newFile": "https://github.com/o/r/new/main?filename=@path@&value=@content@",
    "newIssue": "https://github.com/o/r/issues/new?title=@title@&body=@body@",
    "changes": "https://github.com/o/r/pulls",
    "issues": "https://github.com/o/r/issues",
    "mail": "editor@example.org",
}


def with_ways(context: BrowserContext, ways: Mapping[str, str]) -> None:
    """Let the pages of a context have ways to send contributions that their site was not built with."""
    context.add_init_script(
        f"""let site;
        Object.defineProperty(window, "jiaozhuSite", {{
          get: () => site,
          set: (found) => {{ site = {{ ...found, ways: {{ ...found.ways, ...{json.dumps(ways)} }} }}; }},
        }});"""
    )


def opened(page: Page, place: tuple[str, int, int] = ("l0103", 0, 5)) -> None:
    """Open the form on a place, by the keys."""
    page.evaluate(SELECT, list(place))
    page.keyboard.press("Control+Alt+m")
    expect(page.locator("#jz-note-body")).to_be_visible()
