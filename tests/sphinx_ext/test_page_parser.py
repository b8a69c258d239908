"""Generated pages are parsed in one way, whatever a project allows on its own; what the tools do not write stops it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

#: The project reads ``page.txt``, where there is one, in place of a generated page.
#: Extensions that make more of plain words than MyST itself does.
_EXTENSIONS = "colon_fence dollarmath html_admonition html_image linkify replacements substitution".split()
_CONF = f"""
extensions = ["jiaozhu.sphinx_ext"]
language = "en"
jiaozhu_corpus = "corpus"
exclude_patterns = ["corpus"]
myst_enable_extensions = {_EXTENSIONS!r}
myst_substitutions = {{"secret": "SECRET"}}


def setup(app):
    from pathlib import Path

    page = Path(app.srcdir, "page.txt")

    def replace(app, docname, source):
        if docname == "texts/apparatus" and page.exists():
            source[0] = page.read_text("utf-8")

    app.connect("source-read", replace)
"""
_OWN = """# A page of the project's own

<b id="raw">raw</b> {{ secret }}

:::{note}
A note.
:::
"""


@pytest.fixture
def project(corpus: Path) -> Path:
    root = corpus.parent
    (root / "conf.py").write_text(_CONF, "utf-8")
    (root / "index.md").write_text(f"{_OWN}\n```{{toctree}}\ntexts/index\n```\n", "utf-8")
    return root


def built(project: Path, page: str | None = None) -> SphinxTestApp:
    """Build the project, with one generated page as somebody else would have it."""
    if page is not None:
        (project / "page.txt").write_text(page, "utf-8")
    app = SphinxTestApp("html", srcdir=project, builddir=project / "_build")
    try:
        app.build()
    finally:
        app.cleanup()
    return app


def test_pages_of_the_project_keep_what_it_allows(project: Path) -> None:
    html = (Path(built(project).outdir) / "index.html").read_text("utf-8")
    assert '<b id="raw">raw</b> SECRET' in html
    assert "admonition note" in html


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("# 题\n\n```{raw} html\n<b>x</b>\n```\n", "the directive 'raw'"),
        ("# 题\n\n```{include} ../conf.py\n```\n", "the directive 'include'"),
        ("# 题\n\n```{literalinclude} ../conf.py\n```\n", "the directive 'literalinclude'"),
        ("# 题\n\n```{csv-table}\n:file: ../conf.py\n```\n", "the directive 'csv-table'"),
        ("# 题\n\n```{eval-rst}\n.. raw:: html\n```\n", "reStructuredText"),
        ("# 题\n\n```{glossary}\n词\n  ```{raw} html\n  <b>x</b>\n```\n", "the directive 'raw'"),
        ("# 题\n\n{download}`x <../conf.py>`\n", "the role 'download'"),
        ("# 题\n\n![图](https://example.org/x.png)\n", "the picture 'https://example.org/x.png'"),
        ("# 题\n\n[x](ftp://example.org/)\n", "a link to 'ftp://example.org/'"),
        ("# 题\n\n[x](//example.org/)\n", "a link to '//example.org/'"),
        ("# 题\n\n[x](inv:key#target)\n", "a link to 'inv:key#target'"),
    ],
)
def test_what_the_tools_do_not_write_stops_the_build(project: Path, page: str, what: str) -> None:
    with pytest.raises(ExtensionError, match=r"apparatus\.md:[0-9]+: .* is not allowed in a generated page") as raised:
        built(project, page)
    assert what in str(raised.value)


def test_html_and_extensions_are_words_there(project: Path) -> None:
    head = "---\nmyst:\n  enable_extensions: [colon_fence]\n---\n"
    page = f"{head}# 题\n\n<b id=x>y</b> {{{{ secret }}}} $z$ (c)\n\n:::{{raw}} html\n:::\n"
    html = (Path(built(project, page).outdir) / "texts" / "apparatus.html").read_text("utf-8")
    assert "&lt;b id=x&gt;y&lt;/b&gt; {{ secret }} $z$ (c)" in html
    assert ":::{raw} html" in html


@pytest.mark.parametrize("heading", ["jz-settings", "jz-search", "main", "l0001", "n-x", "a-b-l0003", "id7", "t-x"])
@pytest.mark.sampled(every=4)
def test_a_heading_takes_no_id_of_the_site(project: Path, heading: str) -> None:
    page = f"# 题\n\n## {heading}\n\n甲\n\n## [{heading}]{{#l0009}}\n\n{{#l0001}}\n乙\n"
    app = built(project, page)
    html = (Path(app.outdir) / "texts" / "apparatus.html").read_text("utf-8")
    assert f'<section id="title-{heading}">' in html
    assert f'<section id="{heading}">' not in html
    assert html.count('id="l0001"') == 1
    assert "Duplicate" not in app.warning.getvalue()


def test_other_headings_keep_theirs(project: Path) -> None:
    html = (Path(built(project, "# 题\n\n## Notes\n\n## A\n").outdir) / "texts" / "apparatus.html").read_text("utf-8")
    assert '<section id="notes">' in html
    assert '<section id="a">' in html
