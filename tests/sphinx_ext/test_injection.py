"""Text of strangers is text: fifty payloads in every field of every file of a corpus, through to HTML, data and PDF.

Where a field is markup (a note's body, a definition, a ground) the check refuses what the safe subset refuses, and the
payload goes in as a contributor could write it: escaped.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from hostile import write_hostile_corpus
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from jiaozhu.workflows.reviewing.comparison import compare
from jiaozhu.workflows.reviewing.page import review_page
from jiaozhu.workflows.reviewing.report import report
from jiaozhu.workflows.reviewing.state import read_state
from lxml import etree, html
from markdown_it import MarkdownIt
from payloads import PAYLOADS
from sharing import Once
from sphinx.testing.util import SphinxTestApp

#: Elements that load, run or redirect. Ours among them never hold a payload.
_ACTING = frozenset("script iframe object embed base form link img svg math style".split())
#: Of these we write none at all.
_NEVER = frozenset("iframe object embed base form math style".split())
_CONF = """
project = "<script>alert(0)</script>"
language = "zh_CN"
extensions = ["jiaozhu.sphinx_ext", "sphinx_typst"]
jiaozhu_corpus = "corpus"
exclude_patterns = ["corpus"]
html_theme = "sphinx_book_theme"
html_baseurl = "https://example.org/"
bibtex_default_style = "gbt7714"
nitpicky = True
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
texts/apparatus
texts/progress
texts/contributors
bibliography
```
"""
#: What a data file is: one call of one of our functions.
_FUNCTION = r"jiaozhu\.(?:searchData\.(?:head|shard|slice)|cards\.terms|references\.works|form\.lines)"
_CALL = re.compile(_FUNCTION + r"\((\d+,)?(.*)\);\n", re.S)


@pytest.fixture(scope="module")
def project(once: Once) -> Path:
    return once("payloads", write_project)


def write_project(root: Path) -> None:
    write_hostile_corpus(root / "corpus")
    loaded, problems = load_corpus(root / "corpus")
    assert check(make_book(loaded), problems) == []
    (root / "conf.py").write_text(_CONF, "utf-8")
    (root / "index.md").write_text(_INDEX, "utf-8")
    (root / "bibliography.md").write_text("# 参考文献\n\n```{bibliography}\n```\n", "utf-8")


def built(project: Path, folder: Path, builder: str) -> Path:
    source = Path(shutil.copytree(project, folder / "source"))
    app = SphinxTestApp(builder, srcdir=source, builddir=source / "_build")
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


def elements(path: Path) -> Iterator[etree._Element]:
    for element in html.fromstring(path.read_bytes()).iter():
        if isinstance(element.tag, str):
            yield element


def test_no_payload_acts_in_html_or_data_and_none_is_lost(project: Path, tmp_path: Path) -> None:
    site = built(project, tmp_path, "html")
    pages = sorted(site.rglob("*.html"))
    seen = ""
    for path in pages:
        for element in elements(path):
            where = (path.name, html.tostring(element)[:200])
            assert not [name for name in element.attrib if name.lower().startswith("on") or name == "srcdoc"], where
            for name in ("href", "src", "action", "data"):
                address = element.get(name, "").strip().lower()
                assert not address.startswith(("javascript:", "data:", "vbscript:", "//evil")), where
            assert element.tag not in _NEVER, where
            data = element.tag == "script" and "json" in element.get("type", "")
            turning = element.get("rel") in ("prev", "next")  # they have the titles of texts
            if element.tag in _ACTING and not data and not turning:
                assert b"zq" not in html.tostring(element, with_tail=False), where
            if element.tag == "meta":
                assert element.get("http-equiv") is None, where
            if data:
                json.loads(element.text)
        seen += "".join(html.fromstring(path.read_bytes()).itertext())
    works = "".join(html.fromstring((site / "bibliography.html").read_bytes()).itertext())
    for number in range(len(PAYLOADS)):
        assert re.search(rf"zq{number}(?!\d)", seen), PAYLOADS[number]
        assert len(re.findall(rf"zq{number}(?!\d)", works)) > 6, PAYLOADS[number]  # two works brought, of many fields
    assert "{{ 7 * 7 }} zq37" in seen
    for path in (site / "_static" / "jiaozhu").glob("*.js"):
        text = path.read_text("utf-8")
        assert "</" not in text, path.name
        assert "\u2028" not in text, path.name
        assert _CALL.fullmatch(text), path.name
        json.loads(re.sub(r"^[\w.]+\((\d+,)?", "", text).removesuffix(");\n"))
    for path in site.rglob("*.svg"):
        assert not [element for element in etree.parse(path).iter() if "script" in str(element.tag)]


def test_no_payload_acts_in_a_summary(project: Path) -> None:
    """The summary of a pull request is Markdown on the host's page, where HTML, links and pictures would live."""
    markdown = report(compare(None, read_state(project / "corpus")), "zh-CN")
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        for part in (token, *(token.children or ())):
            assert part.type not in ("html_block", "html_inline", "image", "fence", "code_block"), part.content
            assert part.type != "link_open" or str(part.attrs["href"]).startswith(("http://", "https://")), part.attrs
    assert not INVISIBLE.search(markdown)


def test_no_payload_acts_on_the_page_of_a_review(project: Path) -> None:
    """The page has no script, no picture, and no link that leads elsewhere; every payload is text on it."""
    page = review_page(compare(None, read_state(project / "corpus")), "zh-CN", title="<script>", pages="texts")
    tree = html.fromstring(page)
    allowed = set(
        "html head meta title style body header p h1 ul li span nav a main section h2 div mark del ins dl dt dd "
        "details summary table thead tr th tbody td code".split()
    )
    assert {element.tag for element in tree.iter()} <= allowed
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("src", "style")]
        assert element.get("href", "#").startswith(("#", "texts/"))
    seen = "".join(tree.itertext())
    for number in range(len(PAYLOADS)):
        assert re.search(rf"zq{number}(?!\d)", seen), PAYLOADS[number]


def test_no_payload_acts_in_the_book_and_none_is_lost(project: Path, tmp_path: Path) -> None:
    book = built(project, tmp_path, "typst") / "book.pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(book).pages)
    flat = "".join(text.split())
    for number in range(len(PAYLOADS)):
        assert f"zq{number}" in flat, PAYLOADS[number]
    assert "root:x:0" not in flat
