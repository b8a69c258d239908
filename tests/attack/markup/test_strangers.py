"""What strangers write is text: hundreds of payloads in every field, refused with their place or inert in all outputs.

The site is opened in a real browser that goes by no policy, so that the escapes alone are tried; whatever runs, loads
or navigates is seen. The books are read from their files.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pypdf
import pytest
from browsing import serving
from hooking import hooked
from hostile import Hostile
from hostile_fields import Field
from inert import EXTENSIONS, NEVER, SCHEMES, assert_inert, assert_inert_file
from jiaozhu.edition.book import Book
from jiaozhu.model.addresses import is_web_address
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.outputs.plain import plain_files
from jiaozhu.outputs.site import generate
from jiaozhu.sphinx_ext.scripts.script_bundles import FORM_BUNDLE
from jiaozhu.workflows.reviewing.comparison import compare
from jiaozhu.workflows.reviewing.page import review_page
from jiaozhu.workflows.reviewing.report import report
from jiaozhu.workflows.reviewing.state import read_state
from lxml import etree, html
from markdown_it import MarkdownIt
from payloads import ATTACKS
from playwright.sync_api import Browser
from sharing import Once
from sphinx.testing.util import SphinxTestApp

#: Attacks of one site, and how many sites there are.
_SIZE = 50
_SHARDS = -(-len(ATTACKS) // _SIZE)
#: Of the sample: some of each sort.
_SAMPLE = (0, 11, 60, 244, 387, 520)
_CONF = f"""
project = "<script>hook(0)</script>"
version = "1"
language = "zh_CN"
extensions = ["jiaozhu.sphinx_ext", "sphinx_typst"]
jiaozhu_corpus = "corpus"
exclude_patterns = ["corpus"]
html_theme = "sphinx_book_theme"
html_baseurl = "https://example.org/"
bibtex_default_style = "gbt7714"
myst_enable_extensions = {EXTENSIONS!r}
"""
_INDEX = """# 书

```{include} texts/sources.inc
:relative-docs: ./
```

```{toctree}
texts/index
texts/glossary
texts/concordance/index
texts/figures
texts/chronology
texts/overview
texts/apparatus
texts/progress
texts/contributors
bibliography
```
"""
_OF_A_REVIEW = frozenset(
    "html head meta title style body header p h1 ul li span nav a main section h2 div mark del ins dl dt dd "
    "details summary table thead tr th tbody td code".split()
)
#: What a data file is: one call of one of our functions.
_FUNCTION = (
    r"jiaozhu\.(?:searchData\.(?:head|shard|slice|near)|cards\.terms|previews\.passages|references\.works"
    r"|form\.(?:lines|held))"
)
_CALL = re.compile(r"(?:// [0-9a-f]{64}\n)?" + _FUNCTION + r"\((\d+,)?(.*)\);\n", re.S)
#: What is alive in a page that should not be.
_ALIVE = """() => {
  const found = [...window.ran.map((token) => `ran ${token}`)];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") found.push(`${element.tagName} ${name}`);
      if (/^(href|src|action|formaction|data|poster|xlink:href|ping|background)$/i.test(name)) {
        let scheme = "unreadable";
        try { scheme = new URL(value, location.href).protocol; } catch {}
        const leads = /^(A|AREA)$/.test(element.tagName) || /canonical|next|prev|search/.test(element.rel ?? "");
        const here = leads || new URL(value, location.href).origin === location.origin;
        const known = ["http:", "https:", "mailto:", "file:"].includes(scheme);
        if (!known || !here) found.push(`${element.tagName} ${value}`);
      }
    }
    const ours = element.tagName === "FORM" && !element.hasAttribute("action") && /^jz-/.test(element.className);
    if (!ours && NEVER.includes(element.tagName.toLowerCase())) found.push(element.outerHTML);
    if (element.tagName === "META" && element.httpEquiv && element.httpEquiv !== "Content-Security-Policy") {
      found.push(element.outerHTML);
    }
  }
  return found;
}""".replace("NEVER", json.dumps(sorted(NEVER)))


class Site(NamedTuple):
    """A project with payloads in it, and what was built of it."""

    root: Path
    hostile: Hostile


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test each of the sites, or the one of the sample."""
    if "numbers" in metafunc.fixturenames:
        several = [range(n * _SIZE, min((n + 1) * _SIZE, len(ATTACKS))) for n in range(_SHARDS)]
        sites = several if metafunc.config.getoption("--whole") else [_SAMPLE]
        metafunc.parametrize("numbers", sites, ids=range(len(sites)), scope="session")


@pytest.fixture
def shard(numbers: Sequence[int], once: Once) -> Site:
    """Some of the attacks, written."""
    root = once(f"strangers-{numbers[0]}", lambda folder: write_project(folder, numbers))
    return Site(root, _made[root] if root in _made else Hostile(root / "again", [(n, ATTACKS[n]) for n in numbers]))


_made: dict[Path, Hostile] = {}


def write_project(root: Path, numbers: Sequence[int]) -> None:
    _made[root] = Hostile(root / "corpus", [(number, ATTACKS[number]) for number in numbers])
    (root / "conf.py").write_text(_CONF, "utf-8")
    (root / "index.md").write_text(_INDEX, "utf-8")
    (root / "bibliography.md").write_text("# 参考文献\n\n```{bibliography}\n```\n", "utf-8")


def built(site: Site, once: Once, builder: str) -> Path:
    """The site, built once."""

    def build(folder: Path) -> None:
        shutil.copytree(site.root, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("again", "_*"))
        app = SphinxTestApp(builder, srcdir=folder, builddir=folder / "_build")
        try:
            app.build()
        finally:
            app.cleanup()
        strange = [line for line in app.warning.getvalue().splitlines() if "duplicate term" not in line]
        assert not [line for line in strange if "ERROR" in line], strange[:3]

    return once(f"{site.root.name}-{builder}", build) / "_build" / builder


def tally(record: Callable[[str, object], None], row: str, column: str, number: int = 1) -> None:
    """Add to the table at the end of the run."""
    record("tally", ("what strangers write", row, column, number))


def test_everything_is_refused_with_its_place_or_let_in(
    shard: Site, record_property: Callable[[str, object], None]
) -> None:
    """The places themselves are looked at while the corpus is written."""
    tried = Counter(field.name for field in shard.hostile.fields)
    refused = Counter(field.name for field in shard.hostile.refused)
    for name, number in tried.items():
        tally(record_property, name, "tried", number)
        tally(record_property, name, "refused", refused[name])
        tally(record_property, name, "let in", number - refused[name])
    assert len(tried) > 50
    assert sum(refused.values()) < sum(tried.values())
    for number, payload in shard.hostile.payloads.items():
        refused_there = Field(number, "bibliography: url") in shard.hostile.refused
        assert refused_there or is_web_address(payload.strip().strip("{}")) or "}" in payload, payload


def test_no_line_end_is_let_into_markup(shard: Site) -> None:
    for number, payload in shard.hostile.payloads.items():
        if set(payload.strip()) & set("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
            for name in ("note: body", "term: definition", "emendation: basis", "about: summary", "check: says"):
                assert Field(number, name) in shard.hostile.refused, (name, payload)


def test_nothing_acts_in_exported_pages(shard: Site, record_property: Callable[[str, object], None]) -> None:
    """Read by a parser with every extension of MyST, as a project may have it that takes the pages elsewhere."""
    book, files = shard.hostile.book, 0
    for file in generate(book, {}):
        if file.name.endswith((".md", ".inc")):
            assert_inert(file.text, file.name)
            files += 1
    for plain in plain_files(book):
        files += bool(plain.text)
    tally(record_property, "output: exported pages", "opened", files)


def test_nothing_acts_in_a_summary(shard: Site, record_property: Callable[[str, object], None]) -> None:
    """The summary of a pull request is Markdown on the host's page, where HTML, links and pictures would live."""
    markdown = report(compare(None, read_state(shard.hostile.root)), "zh-CN")
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        for part in (token, *(token.children or ())):
            assert part.type not in ("html_block", "html_inline", "image", "fence", "code_block"), part.content
            assert part.type != "link_open" or str(part.attrs["href"]).startswith(("http://", "https://")), part.attrs
    of_sources = "\u200b\u2028\u2029"  # a source's own words are shown as they are
    assert not INVISIBLE.search(markdown.translate(dict.fromkeys(map(ord, of_sources))))
    tally(record_property, "output: summary", "opened")


def test_nothing_acts_on_the_page_of_a_review(shard: Site, record_property: Callable[[str, object], None]) -> None:
    """The page has no script, no picture, and no link that leads elsewhere; every payload is text on it."""
    page = review_page(compare(None, read_state(shard.hostile.root)), "zh-CN", title="<script>", pages="texts")
    tree = html.fromstring(page)
    assert {element.tag for element in tree.iter()} <= _OF_A_REVIEW
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("src", "style")]
        assert element.get("href", "#").startswith(("#", "texts/"))
    seen = tree.text_content()
    for number, payload in shard.hostile.payloads.items():
        assert re.search(rf"zq{number}(?!\d)", seen), payload
    tally(record_property, "output: page of a review", "opened")


def test_nothing_acts_in_the_browser(
    shard: Site, once: Once, browser: Browser, record_property: Callable[[str, object], None]
) -> None:
    folder = built(shard, once, "html")
    base, strangers = f"{folder.as_uri()}/", list[str]()
    context = hooked(browser, base, strangers)
    page = context.new_page()
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    pages.remove("404.html")  # a server shows it at any address, so that its own begin at the site's root
    for name in pages:
        page.goto(base + name, wait_until="domcontentloaded")
        assert page.evaluate(_ALIVE) == [], name
        assert page.url == base + name
    for number, payload in shard.hostile.payloads.items():
        page.goto(f"{base}search.html?q=zq{number}")
        page.locator("#jz-search").wait_for(state="attached")
        assert page.evaluate(_ALIVE) == [], payload
    texts = [name for name in pages if name.endswith("/yi.html")]
    for name in texts:
        page.goto(base + name)
        if (terms := page.locator("article a[href*='glossary.html#']")).count():
            terms.first.hover()
            page.locator("#jz-card").wait_for()
            assert page.evaluate(_ALIVE) == [], name
    page.add_script_tag(url=f"{base}_static/{FORM_BUNDLE}")
    for payload in shard.hostile.payloads.values():
        page.evaluate("body => document.querySelector('article').append(...jiaozhu.preview.render(body))", payload)
    assert page.evaluate(_ALIVE) == []
    context.close()
    assert strangers == []
    tally(record_property, "output: pages in the browser", "opened", len(pages))
    tally(record_property, "output: searches, cards, previews", "opened", 2 * len(shard.hostile.payloads) + len(texts))


def test_the_policy_has_nothing_to_refuse(
    shard: Site, once: Once, browser: Browser, record_property: Callable[[str, object], None]
) -> None:
    folder = built(shard, once, "html")
    with serving(folder) as server:
        for base in (server, f"{folder.as_uri()}/"):
            context = browser.new_context()
            refused: list[str] = []
            context.expose_function("refused", lambda told, refused=refused: refused.append(told))
            told = "(event) => refused(`${event.effectiveDirective} ${event.blockedURI}`)"
            context.add_init_script(f"addEventListener('securitypolicyviolation', {told})")
            page = context.new_page()
            names = ["index.html", "search.html?q=zq", "bibliography.html", "texts/glossary.html", "texts/figures.html"]
            names += [f"texts/{source.siglum}/yi.html" for source in shard.hostile.book.corpus.sources[:8]]
            for name in names:
                page.goto(base + name)
                assert (
                    page.evaluate("document.querySelector('meta[http-equiv]').httpEquiv") == "Content-Security-Policy"
                )
            context.close()
            assert refused == []
            tally(record_property, "output: pages under the policy", "opened", len(names))


def test_nothing_is_lost_on_the_site_and_data_are_data(shard: Site, once: Once) -> None:
    folder = built(shard, once, "html")
    seen = "".join(html.fromstring(path.read_bytes()).text_content() for path in sorted(folder.rglob("*.html")))
    for number, payload in shard.hostile.payloads.items():
        assert re.search(rf"zq{number}(?!\d)", seen), payload
    for path in (folder / "_static" / "jiaozhu").glob("*.js"):
        text = path.read_text("utf-8")
        assert "</" not in text, path.name
        assert "\u2028" not in text, path.name
        call = _CALL.fullmatch(text)
        assert call, path.name
        json.loads(call.group(2))
    for page in folder.rglob("*.html"):
        for script in html.fromstring(page.read_bytes()).iter("script"):
            if "json" in script.get("type", ""):
                json.loads(script.text)
    for path in folder.rglob("*.svg"):
        assert not [element for element in etree.parse(path).iter() if "script" in str(element.tag)]


def test_nothing_acts_in_the_book_and_nothing_is_lost(
    shard: Site, once: Once, record_property: Callable[[str, object], None]
) -> None:
    reader = pypdf.PdfReader(built(shard, once, "typst") / "book.pdf")
    flat = "".join("".join(page.extract_text() for page in reader.pages).split())
    for number, payload in shard.hostile.payloads.items():
        assert f"zq{number}" in flat, payload
    assert "root:x:0" not in flat
    actions = list(_actions(reader))
    assert {kind for kind, _address in actions} <= {"/GoTo", "/URI"}
    addresses = {address for _kind, address in actions if address}
    assert {urlsplit(address).scheme for address in addresses} <= SCHEMES - {""}
    tally(record_property, "output: pages of the PDF", "opened", len(reader.pages))
    tally(record_property, "output: links of the PDF", "opened", len(addresses))


def test_nothing_acts_in_the_epub(shard: Site, once: Once, record_property: Callable[[str, object], None]) -> None:
    (path,) = built(shard, once, "epub").glob("*.epub")
    files = 0
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            data = book.read(name)
            assert not name.endswith(".js"), name
            assert b"root:x:0" not in data, name
            if name.endswith((".xhtml", ".svg", ".opf", ".ncx")):
                assert_inert_file(etree.fromstring(data, etree.XMLParser(resolve_entities=False)), name)
                files += 1
            elif name.endswith(".css"):
                assert not re.search(rb"(?:url\(|@import)\s*[\"']?(?:https?:)?//", data), name
    tally(record_property, "output: files of the EPUB", "opened", files)


def _actions(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    """Kind and address of everything in a PDF that does something."""
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, pypdf.generic.DictionaryObject):
            assert "/AA" not in found
            assert "/JS" not in found
            for key in ("/A", "/OpenAction"):
                action = found.get(key)
                action = action.get_object() if action is not None else None
                if isinstance(action, pypdf.generic.DictionaryObject):
                    yield str(action.get("/S", "")), str(action.get("/URI", ""))


def test_books_of_the_shard_are_of_all_sources(shard: Site) -> None:
    book: Book = shard.hostile.book
    assert len(book.volumes) == len(shard.hostile.payloads)
