"""Any text, Typst's own syntax included, compiles to the same text."""

from __future__ import annotations

import io
import json
import re
from typing import Any, cast

import pypdf
import pytest
import typst
from books import MakeBook, reader_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from sphinx_typst.compiler import compile_pdf
from sphinx_typst.escape import escape_text, quote_string
from sphinx_typst.fonts import find_fonts

#: Pieces of Typst syntax, which may mean something only together.
SYNTAX = [
    *"#[]{}()$*_`<>@~\\/=-+.:;,\"'!?&%^|09²ab中文“”…—、。「」",
    *("```", "//", "/*", "*/", "==", "--", "---", "-?", "..", "...", "1.", "12. ", "- ", "+ ", "/ ", "= "),
    *("#let", "#import", "#emph[", "](", "<label>", "@ref", "https://", "http://a.b", "\\u{41}", "\\ "),
    *("\u3000", "\u00a0", "\u200b", "\u00ad", "\u2028", "\r", "\n", "\t"),
]

pieces = st.one_of(
    st.sampled_from(SYNTAX),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.text(st.sampled_from(" \n\t中a1-./*_#[]"), max_size=6),
)
texts = st.lists(pieces, max_size=8).map("".join)
#: Three texts that follow one another with function calls between them: each call ends where the next text begins.
triples = st.tuples(texts, texts, texts)

#: Characters that one font or another of the book has, and that a text layer does not change.
printable = st.text(
    st.sampled_from(
        [chr(code) for code in range(0x20, 0x7F)] + list("辽源文献校注袜业镕喆勠，。：；！？“”‘’—…《》〔〕、·")
    ),
    min_size=1,
    max_size=40,
)


def read_content(content: Any) -> str:
    """Return the text of Typst content as ``typst query`` shows it."""
    kind = content["func"]
    if kind in ("text", "symbol"):
        return str(content["text"])
    if kind == "space":
        return " "
    if kind == "smartquote":
        return '"' if content["double"] else "'"
    if kind == "sequence":
        return "".join(map(read_content, content["children"]))
    if kind in ("emph", "strong"):
        return f"⟨{read_content(content['body'])}⟩"
    raise AssertionError(f"text became {kind}: {content}")


def collapse(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")


@given(st.lists(triples, min_size=1, max_size=30))
def test_escaped_markup_prints_the_text(batch: list[tuple[str, str, str]]) -> None:
    lines = [f"#metadata[\n{escape_text(a)}#emph[{escape_text(b)}]{escape_text(c)}\n]<t>" for a, b, c in batch]
    found = json.loads(typst.query("\n".join(lines).encode(), "<t>", field="value", ignore_system_fonts=True))
    assert [collapse(read_content(content)) for content in found] == [
        collapse(f"{a}⟨{collapse_inside(b)}⟩{c}") for a, b, c in batch
    ]


def collapse_inside(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text)


@given(st.lists(texts, min_size=1, max_size=30))
def test_a_string_literal_is_the_text_exactly(batch: list[str]) -> None:
    lines = [f"#metadata({quote_string(text)})<t>" for text in batch]
    assert json.loads(typst.query("\n".join(lines).encode(), "<t>", field="value", ignore_system_fonts=True)) == batch


PAGE = """\
#set document(title: "t")
#set page(width: 60cm)
#set smartquote(enabled: false)
#set text(font: ((name: "Libertinus Serif", covers: "latin-in-cjk"), "Noto Serif SC"), lang: "zh", region: "cn")
"""


@given(st.lists(printable, min_size=1, max_size=20))
@settings(max_examples=15)
def test_the_text_layer_of_the_pdf_has_the_text(tmp_path_factory: pytest.TempPathFactory, batch: list[str]) -> None:
    folder = tmp_path_factory.mktemp("layer")
    main = folder / "main.typ"
    pages = "\n#pagebreak()\n".join(f"\\#{escape_text(text)}\\#" for text in batch)
    main.write_text(PAGE + pages, encoding="utf-8")
    compiled = compile_pdf(main, folder, find_fonts([])[0], ["ua-1"])
    assert compiled.pdf is not None, compiled.diagnostics
    layer = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(compiled.pdf)).pages]
    assert ["".join(text.split()) for text in layer] == ["".join(f"#{text}#".split()) for text in batch]


def fonts_of(app: SphinxTestApp) -> set[str]:
    """The names of the fonts that a built book uses, without the marks of subsets."""
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-Identity")[0]
        for page in reader_of(app).pages
        for font in cast("dict[str, Any]", page["/Resources"]).get("/Font", {}).values()
    }


def test_a_book_in_a_latin_script_is_set_by_its_own_customs(make_book: MakeBook) -> None:
    """Its quotation marks are those of its own font, and what is strong is bold."""
    text = "# A\n\nThe reader’s “own” **strong** words.\n"
    conf = {"language": "en", "project": "Book", "author": "Author"}
    app = make_book(conf, index="# Book\n\n```{toctree}\na\n```\n", a=text)
    app.build()
    used = fonts_of(app)
    assert "LibertinusSerif-Bold" in used
    assert not [name for name in used if name.startswith("NotoSerifSC")], "a mark is from the Chinese font"


def test_words_in_another_language_are_set_by_its_customs(make_book: MakeBook) -> None:
    """A paragraph or a phrase of a Chinese book whose class names its language has that language's quotation marks."""
    text = "# A\n\n{.language-en}\nThe reader’s “own” words.\n\n[It’s “here”.]{.language-en-GB}\n"
    conf = {
        "language": "zh_CN",
        "project": "书",
        "author": "作者",
        "myst_enable_extensions": ["attrs_block", "attrs_inline"],
    }
    app = make_book(conf, index="# 书\n\n```{toctree}\na\n```\n", a=text)
    app.build()
    fonts: set[str] = set()

    def note(words: str, _matrix: object, _text: object, font: dict[str, Any] | None, _size: float) -> None:
        if font and set("“”’") & set(words):
            fonts.add(str(font["/BaseFont"]).partition("+")[2])

    for page in reader_of(app).pages:
        page.extract_text(visitor_text=note)
    assert {name.partition("-")[0] for name in fonts} == {"LibertinusSerif"}


def test_a_phrase_in_another_language_does_not_divide_its_paragraph(make_book: MakeBook) -> None:
    """What is before it and what is after it are on its line."""
    conf = {"language": "zh_CN", "project": "书", "author": "作者", "myst_enable_extensions": ["attrs_inline"]}
    app = make_book(conf, index="# 书\n\n```{toctree}\na\n```\n", a="# A\n\n前[Middle]{.language-en}后。\n")
    app.build()
    lines = [line for page in reader_of(app).pages for line in page.extract_text().splitlines()]
    assert [line.replace(" ", "") for line in lines if "Middle" in line] == ["前Middle后。"]
