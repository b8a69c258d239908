"""What pages are made of: descriptions of code, coloured code, tabs and cards, wide tables, notebooks' output, HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import INDEX, MakeBook, pages_of, reader_of, source_of, warnings_of
from docutils import nodes
from docutils.utils import new_document
from sphinx.testing.util import SphinxTestApp
from sphinx_typst.colours import CodeColours, typst_colours
from sphinx_typst.column_widths import Column, lay_out
from sphinx_typst.context import DocumentContext
from sphinx_typst.html_content import read_html
from sphinx_typst.node_warnings import NodeWarnings
from sphinx_typst.translator import TypstTranslator


def translate(app: SphinxTestApp, *children: nodes.Node) -> str:
    document = new_document("x")
    document += list(children)
    translator = TypstTranslator(document, app.builder, DocumentContext("x", Path()), NodeWarnings())
    return translator.translate().render({}, set()).text


API = """\
# A

```{py:module} pkg.mod
```

```{py:function} f(a, b: int = 3, *, c="x", [d, [e]]) -> list[str]

What it does.

:param a: The first.
:returns: A list.
```

See {py:func}`f` and {ref}`modindex`.
"""


def test_a_signature_has_its_parts_and_its_description(make_book: MakeBook) -> None:
    app = make_book({"language": "en", "myst_enable_extensions": ["fieldlist"]}, index=INDEX, a=API)
    app.build()
    assert warnings_of(app) == []
    source = source_of(app, "a")
    assert '#api("function", [' in source
    assert "#api-prefix[pkg.mod.]#api-name[f]" in source
    printed = "".join(pages_of(app))
    printed = printed.replace("\u2019", chr(39))
    assert "pkg.mod.f(a,b:int=3" in printed, printed[100:400]
    assert "#fields(" in source
    assert '#domain-index("' in (app.outdir / "book.typ").read_text("utf-8")
    assert "#link(<py-modindex>)" in source
    assert '("pkg.mod", <a>, true, "")' in (app.outdir / "book.typ").read_text("utf-8")


def test_code_has_colours_numbers_and_marks(make_book: MakeBook) -> None:
    long = "x = " + " + ".join(f"number_{n}" for n in range(40))
    options = ":linenos:\n:emphasize-lines: 2\n:lineno-start: 7\n"
    code = f"# A\n\n```{{code-block}} python\n{options}\ndef f():\n\t{long}\n```\n"
    app = make_book({"language": "en"}, index=INDEX, a=code)
    app.build()
    assert warnings_of(app) == []
    source = source_of(app, "a")
    assert "start: 7, marked: (2, )" in source
    assert "runs: (((3, " in source
    printed = "".join(pages_of(app))
    assert "number_39" in printed
    assert "7deff()" in printed


def test_colours_can_be_read_on_paper_and_follow_the_lexer() -> None:
    block = nodes.literal_block("", "a = '中' # é\n", language="python")
    runs = CodeColours("sphinx").runs(block, "a = '中' # é")
    assert runs is not None
    assert sum(run.length for run in runs[0]) == len("a = '中' # é".encode())
    assert CodeColours("sphinx").runs(nodes.literal_block("", "x", language="text"), "x") is None
    assert typst_colours("monokai") == typst_colours("sphinx")  # light letters on a dark ground
    assert typst_colours("friendly") != typst_colours("sphinx")
    assert typst_colours("no such style") == typst_colours("sphinx")
    assert "#bbbbbb" not in typst_colours("sphinx")


def component(name: str, *children: nodes.Node, **attributes: object) -> nodes.container:
    return nodes.container("", *children, is_div=True, design_component=name, **attributes)


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_tabs_cards_and_grids_are_printed_as_such(app: SphinxTestApp) -> None:
    tab = component("tab-item", nodes.rubric("", "甲"), component("tab-content", nodes.paragraph("", "一")))
    assert translate(app, component("tab-set", tab)) == "#tab-set[\n#tab([甲])[\n一\n]\n]\n"
    title = component("card-title", nodes.Text("题"))
    card = component("card", component("card-body", title, nodes.paragraph("", "文")), classes=["sd-card"])
    assert translate(app, card) == "#card[\n#card-title[\n题\n]\n\n文\n]\n"
    row = component("grid-row", component("grid-item", nodes.paragraph("", "甲")), classes=["sd-row-cols-md-3"])
    assert translate(app, component("grid-container", row)) == "#grid-row(3, [\n甲\n], )\n"
    unfolded = component("dropdown", nodes.rubric("", "更多"), nodes.paragraph("", "文"))
    assert translate(app, unfolded) == "#dropdown([更多])[\n文\n]\n"


class SphinxTabsContainer(nodes.container):
    """As sphinx-tabs has them."""


class SphinxTabsTablist(nodes.container):
    """The labels."""


class SphinxTabsTab(nodes.paragraph):
    """A label."""


class SphinxTabsPanel(nodes.container):
    """What a label shows."""


class TabContainer(nodes.container):
    """As sphinx-inline-tabs has them."""


@pytest.mark.sphinx("typst", testroot="typst-nodes")
def test_tabs_of_other_extensions_keep_their_labels(app: SphinxTestApp) -> None:
    labels = SphinxTabsTablist("", SphinxTabsTab("", "甲"), SphinxTabsTab("", "乙"))
    panels = [SphinxTabsPanel("", nodes.paragraph("", words)) for words in ("一", "二")]
    expected = "#tab-set[\n#tab([甲])[\n一\n]\n#tab([乙])[\n二\n]\n]\n"
    assert translate(app, SphinxTabsContainer("", labels, *panels)) == expected
    tabs = [
        TabContainer("", nodes.label("", a), nodes.container("", nodes.paragraph("", b))) for a, b in ("甲一", "乙二")
    ]
    assert translate(app, *tabs) == expected


def test_short_columns_keep_their_width_and_long_ones_share_the_rest() -> None:
    def columns(*cells: str) -> list[Column]:
        found = [Column() for _ in cells]
        for column, text in zip(found, cells, strict=True):
            column.add(text)
        return found

    assert lay_out(columns("a", "b c")).widths == ("auto", "auto")
    layout = lay_out(columns("option", "word " * 60, "None"))
    first, second, third = (float(width.removesuffix("fr")) for width in layout.widths)
    assert second > 3 * first > 0
    assert first >= 6
    assert third >= 4
    wide = lay_out(columns(*["identifier_that_is_long"] * 6))
    assert wide.narrowest > 100
    assert lay_out(columns("a", "b"), (1, 3)).widths[1] == "48fr"


def test_a_table_that_is_continued_says_so(make_book: MakeBook) -> None:
    rows = "".join(f"| {n} | {'文' * 40} |\n" for n in range(60))
    app = make_book({"language": "en"}, index=INDEX, a="# A\n\n| N | T |\n| --- | --- |\n" + rows)
    app.build()
    printed = pages_of(app)
    continued = [page for page in printed if "continuedfrompreviouspage" in page]
    assert 1 <= len(continued) < len([page for page in printed if "文文" in page])


HTML = """<style>x{}</style><table><thead><tr><th>N</th><th colspan=2>T</th></tr></thead>
<tbody><tr><td>1<td rowspan="9999999">b</td><td><script>no()</script>c</td></tr></tbody></table><p>After <b>it</b>"""


def test_tables_and_words_are_read_from_html() -> None:
    table, words = read_html(HTML)
    assert isinstance(table, nodes.table)
    assert [cell.astext() for cell in table.findall(nodes.entry)] == ["N", "T", "1", "b", "c"]
    assert words.astext() == "After it"
    assert read_html("<table><tr>" + "<td>x</td>" * 1000 + "</tr></table>")[0].astext() == "x"
    assert [node.astext().strip() for node in read_html("<table><table><tr><td>")] == [""]


def test_of_raw_html_tables_alone_are_printed(make_book: MakeBook) -> None:
    text = "# A\n\n<table><tr><td>甲</td></tr></table>\n\n<div>无</div>\n\n有。\n"
    app = make_book(index=INDEX, a=text)
    app.build()
    printed = "".join(pages_of(app))
    assert ("甲" in printed, "无" in printed, "有。" in printed) == (True, False, True)
    assert "raw HTML is not printed" in app.status.getvalue()


def test_files_to_download_are_attached(make_book: MakeBook, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "data.csv").write_text("a,b\n", "utf-8")
    app = make_book(index=INDEX, a="# A\n\n{download}`data.csv` {download}`../conf.py`\n")
    app.build()
    assert list(reader_of(app).attachments) == ["data.csv"]


def test_a_formula_that_is_too_wide_is_divided_and_stays_on_the_page(make_book: MakeBook) -> None:
    conf = {"language": "en", "myst_enable_extensions": ["dollarmath"]}
    app = make_book(conf, index=INDEX, a=f"# A\n\n$${'x+' * 300}y$$\n\n$$a=b$$ (eq)\n\nSee {{eq}}`eq`.\n")
    app.build()
    assert warnings_of(app) == []
    page = reader_of(app).pages[2]
    places: list[float] = []
    page.extract_text(visitor_text=lambda _words, _matrix, text, _font, _size: places.append(text[4]))
    assert max(places) < float(page.mediabox.width)
    assert page.extract_text().count("+") == 300


def test_bad_input_costs_only_itself(make_book: MakeBook, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    columns = "|" + " a |" * 300
    text = f"# A\n\n{columns}\n|{' - |' * 300}\n{columns}\n\n$$\\loop$$\n\n![alt](broken.png)\n\n甲乙。\n"
    conf = {
        "myst_enable_extensions": ["dollarmath"],
        "extensions": ["myst_parser", "sphinx_typst", "sphinx.ext.mathjax"],
        "mathjax3_config": {"tex": {"macros": {"loop": "\\loop"}}},
    }
    app = make_book(conf, index=INDEX, a=text)
    app.build()
    assert [line.rpartition("[")[2] for line in warnings_of(app)] == ["typst.math]", "typst.image]"]
    printed = "".join(pages_of(app))
    assert "甲乙。" in printed
    assert "\\loop" in printed
