"""A bibliography links to the web alone, whichever style makes its links of whatever its file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

_BIB = r"""
@misc{a, title = {One}, author = {A}, year = 2019, url = {javascript:alert(1)}, langid = {english}}
@misc{b, title = {Two}, author = {B}, year = 2019, note = {\url{javascript:alert(2)}}, langid = {english}}
@misc{c, title = {Three}, author = {C}, year = 2019, url = {https://example.org/c}, langid = {english}}
"""


@pytest.mark.parametrize("style", ["plain", "gbt7714"])
@pytest.mark.parametrize("builder", ["html", "epub"])
@pytest.mark.sampled(every=2)
def test_no_style_makes_a_link_that_runs(corpus: Path, style: str, builder: str) -> None:
    root = corpus.parent
    (root / "strange.bib").write_text(_BIB, "utf-8")
    (root / "conf.py").write_text(
        'extensions = ["jiaozhu.sphinx_ext"]\nlanguage = "en"\njiaozhu_corpus = "corpus"\nversion = "1"\n'
        'exclude_patterns = ["corpus"]\nbibtex_bibfiles = ["strange.bib", "corpus/references.bib"]\n'
        f'bibtex_default_style = "{style}"\n',
        "utf-8",
    )
    own = "[x](ftp://example.org/own)"
    listed = "```{bibliography}\n:all:\n```\n\n```{toctree}\ntexts/index\n```\n"
    (root / "index.md").write_text(f"# Book\n\n{own}\n\n{listed}", "utf-8")
    app = SphinxTestApp(builder, srcdir=root, builddir=root / "_build")
    try:
        app.build()
    finally:
        app.cleanup()
    (page,) = Path(app.outdir).glob("index.*html")
    html = page.read_text("utf-8")
    links = re.findall(r'href="([^"]*)"', html)
    assert "https://example.org/c" in links
    assert not [address for address in links if "script:" in address]
    assert "ftp://example.org/own" in links  # a page of the project's own
