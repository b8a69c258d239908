"""Settings of a book, its date, and when it is compiled again."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
import sphinx_typst
from books import INDEX, MakeBook, outline_of, pages_of, reader_of, source_of, warnings_of
from docutils import nodes
from sphinx_typst import TypstBuildError
from sphinx_typst.settings import SETTINGS


def test_running_heads_have_the_titles_of_the_document_and_of_the_one_around_it(make_book: MakeBook) -> None:
    """On right pages the document's title, on left pages that of the document that includes it."""
    long = "\n\n".join(["这一段话很长。" * 40] * 6)
    app = make_book(
        index=INDEX,
        a=f"# 章[^n]\n\n{long}\n\n```{{toctree}}\nb\n```\n\n## 章末\n\n{long}\n\n[^n]: 注。\n",
        b=f"# 篇\n\n{long}\n",
    )
    app.build()
    heads = [re.sub(r".*?(\d+)(\D*)$", r"\1\2", page) for page in pages_of(app)[2:]]
    assert heads == ["1", "2章", "3章", "4", "5篇", "6章", "7章", "8章"]


def test_a_block_that_prints_nothing_does_not_begin_a_page(make_book: MakeBook) -> None:
    app = make_book(
        index=INDEX,
        a="# 章\n\n```{toctree}\nb\n```\n\n<b></b>\n\n% 评语\n\n```{toctree}\nc\n```\n\n[^n]: 闲注。\n",
        b="# 甲\n\n文。\n",
        c="# 乙\n\n文。\n",
    )
    app.build()
    assert pages_of(app)[2:] == ["章1", "甲文。2", "乙文。闲注。3"]


def test_no_line_begins_with_the_mark_of_a_footnote(make_book: MakeBook) -> None:
    text = "".join(f"{'字' * count}终[^n{count}]始" for count in range(12, 40))
    notes = "\n".join(f"[^n{count}]: 注。" for count in range(12, 40))
    app = make_book(index=INDEX, a=f"# 题\n\n{text}\n\n{notes}\n")
    app.build()
    lines = [line for page in reader_of(app).pages[2:] for line in page.extract_text().splitlines()]
    assert sum(line.count("终") for line in lines) == 28
    assert [line for line in lines if re.match(r"\d+始", line)] == []


def test_errors_name_the_line_of_the_document_and_leave_the_book(make_book: MakeBook) -> None:
    text = "# 题\n\n甲\n\n乙 \ua000 字。[^n]\n\n[^n]: 注 \ua001。\n\n- 项\n\n  ```{raw} typst\n  %s\n  ```\n"
    app = make_book(index=INDEX, a="# 题\n\n安好。\n")
    app.build()
    before = (app.outdir / "book.pdf").read_bytes()

    app = make_book({"typst_missing_glyphs": "error"}, index=INDEX, a=text % "#strong[x]")
    with pytest.raises(TypstBuildError, match=r"book\.pdf was not written: 2 error\(s\)"):
        app.build()
    assert [line for line in warnings_of(app) if "ERROR" in line] == [
        "a.md:5: ERROR: no font contains the character “\ua000” (U+A000) [typst.glyph]",
        "a.md:7: ERROR: no font contains the character “\ua001” (U+A001) [typst.glyph]",
    ]

    assert (app.outdir / "book.pdf").read_bytes() == before
    assert not list(app.outdir.rglob("*.new"))


def test_what_the_compiler_refuses_is_plain_text_and_a_warning(make_book: MakeBook) -> None:
    """One place never costs the book: in a paragraph, a list, a note, a cell; in two places at once, and each time."""
    raw = "```{raw} typst\n%s\n```\n"
    text = "# 题\n\n甲。[^n]\n\n" + raw % "#nope" + "\n- 项\n\n  " + (raw % "#(1 + )").replace("\n", "\n  ")
    app = make_book(index=INDEX, a=text + "\n\n终。\n\n[^n]: 注。\n")
    for _again in range(2):
        app.build(force_all=True)
        assert sorted(line for line in warnings_of(app) if "typst" in line) == [
            "a.md:11: WARNING: it cannot be printed as it should be, so it is printed as plain text: "
            "expected expression [typst.compile]",
            "a.md:5: WARNING: it cannot be printed as it should be, so it is printed as plain text: "
            "unknown variable: nope [typst.compile]",
        ]
        printed = "".join(page.extract_text() for page in reader_of(app).pages)
        assert all(words in printed for words in ("甲。", "#nope", "#(1 + )", "终。", "注。"))
        app.warning.seek(0)
        app.warning.truncate(0)


def test_an_error_outside_all_documents_ends_the_build(make_book: MakeBook, tmp_path: Path) -> None:
    styles = tmp_path / "styles.typ"
    styles.write_text("#nope\n", "utf-8")
    app = make_book({"typst_styles": [str(styles)]}, index=INDEX, a="# 题\n\n甲。\n")
    with pytest.raises(TypstBuildError, match=r"book\.pdf was not written: 1 error\(s\)"):
        app.build()
    assert not (app.outdir / "book.pdf").exists()


def test_a_node_whose_visitor_fails_is_plain_text_and_a_warning(make_book: MakeBook) -> None:
    def fail(self: object, node: object) -> None:
        raise RecursionError("too deep")

    app = make_book(index=INDEX, a="# 题\n\n甲*乙*丙。\n\n> 引文\n\n终。\n")
    app.add_node(nodes.emphasis, override=True, typst=(fail, None))
    app.add_node(nodes.block_quote, override=True, typst=(fail, None))
    app.build()
    assert warnings_of(app) == [
        f"a.md:{line}: WARNING: '{name}' cannot be written as it should be, so its text is printed as it is: "
        "RecursionError: too deep [typst.broken]"
        for line, name in ((3, "emphasis"), (5, "block_quote"))
    ]
    printed = "".join(page.extract_text() for page in reader_of(app).pages)
    assert all(words in printed for words in ("乙", "丙", "引文", "终"))


@pytest.mark.parametrize("standards", [[], ["ua-1"], ["a-3a"]])
def test_a_character_without_a_glyph_is_a_box_and_a_warning(
    make_book: MakeBook, standards: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    text = (
        "# 题\ua001🙂\n\n甲*\ua000*`\ua000`。[^n]\n\n乙\ua000 \u2060。\n\n[^n]: 注 \ua001。\n\n```text\nx\ua001\n```\n"
    )
    app = make_book({"typst_pdf_standards": standards, "typst_subtitle": "又\ua002"}, index=INDEX, a=text)
    app.build()
    assert warnings_of(app) == [
        "a.md:3: WARNING: no font contains the character “\ua000” (U+A000) [typst.glyph]",
        "a.md:1: WARNING: no font contains the character “\ua001” (U+A001) [typst.glyph]",
    ]
    printed = "".join(page.extract_text() for page in reader_of(app).pages)
    assert printed.count("U+A000") == 3
    assert printed.count("U+A001") >= 3  # the title, the note, the code; the contents and the head too
    assert "U+A002" in printed
    assert "🙂" in printed


def test_a_character_without_a_glyph_may_be_no_warning(make_book: MakeBook) -> None:
    app = make_book({"typst_missing_glyphs": "message"}, index=INDEX, a="# 题\n\n甲\ua000。\n")
    app.build()
    assert warnings_of(app) == []
    assert "a.md:3: no font contains the character “\ua000” (U+A000)" in app.status.getvalue()


def test_two_builds_give_the_same_bytes(make_book: MakeBook, tmp_path: Path) -> None:
    app = make_book(index=INDEX, a="# 题\n\n甲[^n]。\n\n[^n]: 注。\n")
    app.build()
    first = {path.name: path.read_bytes() for path in app.outdir.glob("book.*")}
    os.rename(app.outdir, tmp_path / "elsewhere")
    app = make_book(index=INDEX, a="# 题\n\n甲[^n]。\n\n[^n]: 注。\n")
    app.build()
    assert {path.name: path.read_bytes() for path in app.outdir.glob("book.*")} == first


def test_an_unchanged_book_is_not_compiled_again(make_book: MakeBook) -> None:
    def build(**documents: str) -> tuple[bool, dict[str, int]]:
        app = make_book(**documents)
        app.build()
        compiled = "compiling book.pdf" in app.status.getvalue()
        return compiled, {path.name: path.stat().st_mtime_ns for path in app.outdir.rglob("*.typ")}

    first = build(index=INDEX, a="# 题\n\n甲。\n")
    assert first[0] is True
    assert build(index=INDEX, a="# 题\n\n甲。\n") == (False, first[1])
    assert build(index=INDEX, a="# 题\n\n甲。\n") == (False, first[1])
    changed, times = build(index=INDEX, a="# 题\n\n乙。\n")
    assert changed is True
    assert {name for name, time in times.items() if time != first[1][name]} == {"a.typ"}


def test_the_date_of_the_pdf_is_source_date_epoch(make_book: MakeBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    app = make_book({"typst_pdf_standards": ["ua-1", "a-2a"]}, index=INDEX, a="# 题\n\n甲。\n")
    app.build()
    assert warnings_of(app) == []
    metadata = reader_of(app).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20090213233130")


def test_settings_change_title_paper_and_file_name(make_book: MakeBook) -> None:
    settings = {
        "typst_title": "题 #1",
        "typst_subtitle": "副题",
        "typst_author": "某某",
        "typst_format": "a4",
        "typst_filename": "册",
        "typst_exclude": ["a*"],
        "language": "en",
    }
    app = make_book(settings, index="# 书\n\n前言。\n\n```{toctree}\na\nb\n```\n", a="# 甲\n", b="# 乙\n\n乙文。\n")
    app.build()
    assert warnings_of(app) == []
    reader = pypdf.PdfReader(app.outdir / "册.pdf")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("题 #1", "某某")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert outline_of(reader) == ["Table of Contents", "书", "乙"]
    assert "Table of Contents" in reader.pages[1].extract_text()


def test_styles_of_the_project_apply_to_classes(make_book: MakeBook, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    styles = '#let inline-styles = inline-styles + ("loud": body => [【#upper(body)】])\n'
    (tmp_path / "src" / "styles.typ").write_text(styles, encoding="utf-8")
    extensions = {"myst_enable_extensions": ["attrs_inline"], "typst_styles": ["styles.typ"]}
    app = make_book(extensions, index=INDEX, a="# 题\n\n[abc]{.loud}。\n")
    app.build()
    assert warnings_of(app) == []
    assert "【ABC】。" in pages_of(app)[-1]


def test_a_missing_file_of_styles_is_an_error(make_book: MakeBook) -> None:
    app = make_book({"typst_styles": ["missing.typ"]}, index=INDEX, a="# 题\n")
    with pytest.raises(TypstBuildError, match="cannot read missing"):
        app.build()


def test_an_invalid_file_name_is_an_error(make_book: MakeBook) -> None:
    with pytest.raises(TypstBuildError, match="typst_filename"):
        make_book({"typst_filename": "a/b"}, index="# 书\n")


def test_document_names_do_not_collide_with_the_books_own_files(make_book: MakeBook) -> None:
    index = "# 书\n\n```{toctree}\ntemplate\nbook\n甲 乙\n```\n"
    last = "# 甲乙\n\n见[册](book.md)与[此](<甲 乙.md>)。\n"
    app = make_book(index=index, template="# 模板\n\n见[](book.md)。\n", book="# 册\n", **{"甲 乙": last})
    app.build()
    assert warnings_of(app) == []
    assert '#link(label("甲 乙#"))[此]' in source_of(app, "甲 乙")
    assert outline_of(reader_of(app)) == ["目录", "模板", "册", "甲乙"]


def test_a_book_of_one_document_lists_its_sections(make_book: MakeBook) -> None:
    app = make_book(index="# 书\n\n文。\n\n## 一\n\n甲。\n\n## 二\n\n乙。\n")
    app.build()
    assert re.fullmatch(r"目录书\.*1一\.*1二\.*1I", pages_of(app)[1])


def test_broken_lines_are_kept(make_book: MakeBook) -> None:
    app = make_book(index=INDEX, a="# 题\n\n甲\\\n乙\n")
    app.build()
    assert "甲 \\\n乙\n" in source_of(app, "a")
    assert reader_of(app).pages[2].extract_text().splitlines()[1:3] == ["甲", "乙"]


def test_a_long_word_is_broken_and_the_text_layer_keeps_it_whole(make_book: MakeBook) -> None:
    digest = "81ae4cbcf1a05967f83d3204ab4e1ce516bcf1380e613682c69ce699c084733e"
    app = make_book(index=INDEX, a=f"# 题\n\n文件的校验值是`{digest}`，又作{digest}。\n")
    app.build()
    lines = reader_of(app).pages[2].extract_text().splitlines()
    assert [line for line in lines if digest in line] == []
    assert "".join("".join(lines).split()).count(digest) == 2


def test_a_link_to_an_empty_root_document_leads_to_the_title_page(make_book: MakeBook) -> None:
    app = make_book(index=INDEX, a="# 题\n\n回[首页](index.md)。\n")
    app.build()
    assert warnings_of(app) == []
    assert "label: <index>" in (app.outdir / "book.typ").read_text(encoding="utf-8")
    assert not (app.outdir / "documents" / "index.typ").exists()


def test_a_document_in_two_toctrees_is_printed_once(make_book: MakeBook) -> None:
    toctree = "\n\n```{toctree}\n%s\n```\n"
    app = make_book(index="# 书" + toctree % "a\nb\na", a="# 甲" + toctree % "b", b="# 乙" + toctree % "a")
    app.build()
    assert outline_of(reader_of(app)) == ["目录", "甲", ["乙"]]


def test_typst_syntax_in_text_is_printed_as_it_is(make_book: MakeBook) -> None:
    nasty = r"#let x = 1 $y$ *z* _w_ @a <b> ~ `c` // d /* e */ \u{41} f--g---h...i-?j -5 k[l](m){n} 'o' q.r(s);t + -"
    markdown = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", nasty)
    app = make_book({"myst_enable_extensions": []}, index=INDEX, a=f"# 题 {markdown}\n\n{markdown}\n\n- {markdown}\n")
    app.build()
    assert warnings_of(app) == []
    plain = "".join(nasty.split())
    assert "".join(pages_of(app)[2:]).count(plain) == 3
    assert outline_of(reader_of(app)) == ["目录", f"题 {nasty}"]


def test_the_readme_has_every_setting_with_its_default() -> None:
    readme = Path(sphinx_typst.__file__).with_name("README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(typst_\w+)` \| `([^`]*)` \|", readme, re.M))
    defaults = {setting.name: str(setting.default).replace("'", '"') for setting in SETTINGS}
    defaults |= {"typst_title": "project", "typst_author": "author"}
    defaults |= {"typst_theme": "by language", "typst_edition": "release and date"}
    assert {name: default.strip('"') for name, default in rows.items()} == defaults
