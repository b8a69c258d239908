"""sphinxcontrib-bibtex with the style: no warnings, links, and numbers in the order of citation."""

from __future__ import annotations

from pathlib import Path

from sphinx.testing.util import SphinxTestApp

BIB = """
@article{paper, title = {{“四水八岸”——《规划》}}, journal = {辽源日报}, url = {http://read.0437.com/reader/paper.asp?Aid=1&Fid=2}}
@misc{bare, note = {日期未见}}
@article{west, author = {Knuth, Donald E.}, title = {A note}, journal = {Nature}, year = 1986, doi = {10.1000/182}}
"""


def test_sphinx_builds_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["r.bib"]\nbibtex_default_style = "gbt7714"\n',
        encoding="utf-8",
    )
    (tmp_path / "r.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "index.rst").write_text(
        "T\n=\n\n:cite:p:`west` :cite:p:`paper` :cite:p:`bare`\n\n.. bibliography::\n", encoding="utf-8"
    )
    app = SphinxTestApp("html", srcdir=tmp_path)
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    html = (Path(app.outdir) / "index.html").read_text(encoding="utf-8")
    assert "“四水八岸”——《规划》[N/OL]. 辽源日报. " in html
    assert 'href="http://read.0437.com/reader/paper.asp?Aid=1&amp;Fid=2"' in html
    assert html.index("Knuth D E. A note[J/OL]. Nature, 1986. DOI:") < html.index("辽源日报")
