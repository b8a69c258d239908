"""Pages as a browser prints them: the PDF is read back and compared with the page."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from browsing import JISHI
from playwright.sync_api import Browser

DENSE = "texts/lianghui-2022/zhanwang-2022.html"
NUMBERED = "texts/nanbei-2019-05/saohei-gonggao.html"

#: What a page shows of its text, block by block, marks as their numbers; then its notes.
SHOWN = """() => {
  const words = (node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(".jz-orig, .jz-line, .headerlink, .jz-note-close, .jz-card").forEach(part => part.remove());
    copy.querySelectorAll(".jz-note-mark").forEach(mark => mark.replaceWith(
      mark.matches(".jz-note-mark-next") ? `,${mark.dataset.number}` : mark.dataset.number));
    return copy.textContent;
  };
  const accounts = "section:has(> .jz-apparatus, > .jz-account)";
  const blocks = `.bd-article section:not(.jz-notes, ${accounts}) > :is(h1, h2, h3, p[id])`;
  return [[...document.querySelectorAll(blocks)].map(words), [...document.querySelectorAll(".jz-note")].map(words)];
}"""


#: Radicals that Chromium's PDFs have for the characters of the same glyph, where compatibility forms do not tell.
RADICALS = str.maketrans(
    "⻅⻓⺠⻔⻚⻋⻢⻛⻝⻜⻘⻩⻉⻆⻥⻦⻰⻬⻮⻳⻄⻁⻤⻣⻙⻨⺟⻑⻗⼾",
    "见长民门页车马风食飞青黄贝角鱼鸟龙齐齿龟西虎鬼骨韦麦母長雨户",
)


def flat(text: str) -> str:
    """Without white space, and without what cannot be seen; one form of each character."""
    return unicodedata.normalize("NFKC", re.sub(r"[\s\u2060\u200b\u00ad]+", "", text).translate(RADICALS))


def printed(browser: Browser, address: str, name: str) -> tuple[bytes, list[list[str]]]:
    """Print a page for a reader who has it dark, and narrow or wide as the window is; return it, and what it shows."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.goto(address + name)
    shown = page.evaluate(SHOWN)
    data = page.pdf(format="A4")
    assert page.evaluate(SHOWN) == shown  # after printing everything is where it was
    context.close()
    return data, shown


def text_of(data: bytes) -> str:
    """The text of a PDF without the numbers of its pages."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "".join(re.sub(r"\s*\d+\s*\Z", "", page.extract_text()) for page in pages)


@pytest.mark.parametrize("name", [JISHI, DENSE, NUMBERED])
@pytest.mark.sampled(every=2)
def test_a_text_is_printed_whole_with_its_notes_at_the_end(browser: Browser, server: str, name: str) -> None:
    data, (blocks, notes) = printed(browser, server, name)
    # Numbers of lines are in the margin, and a reader of PDFs may put them anywhere: letters alone are compared.
    letters = re.compile(r"[^\W\d_]+")
    text = "".join(letters.findall(flat(text_of(data))))
    at = 0
    for part in [*blocks, *notes]:
        # A paragraph may run on to another page, and its number be read before that: its beginning is enough.
        words = "".join(letters.findall(flat(part)))[:60]
        at = text.find(words, at)
        assert at >= 0, part
    assert len(notes) >= 4


def test_numbers_are_printed_without_those_of_lines_in_them(browser: Browser, server: str) -> None:
    data, _ = printed(browser, server, NUMBERED)
    text = text_of(data)
    for number in ("0431-12389", "82097213", "3280039", "3282363", "3313266", "3596352193@qq.com"):
        assert re.search(rf"(?<!\d){re.escape(number)}", text), number


def test_print_is_black_on_white(browser: Browser, server: str) -> None:
    for name in (JISHI, "index.html"):
        data, _ = printed(browser, server, name)
        picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
        histogram = picture.histogram()
        total = sum(histogram)
        assert sum(histogram[250:]) > 0.8 * total  # paper
        assert sum(histogram[:90]) > 0.002 * total  # ink


@pytest.mark.parametrize("name", ["index.html", "texts/index.html"])
def test_the_sources_are_printed_with_their_cards(browser: Browser, server: str, site: Path, name: str) -> None:
    data, _ = printed(browser, server, name)
    text = flat(text_of(data))
    titles = re.findall(r'href="[^"]*/index\.html"><[^>]*>?([^<]{6,})<', (site / "texts/index.html").read_text("utf-8"))
    sources = {flat(title) for title in titles if "（" in title}
    assert len(sources) >= 4
    for title in sources:
        assert title in text, title
