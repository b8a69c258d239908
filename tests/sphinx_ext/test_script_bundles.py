"""Bundles: comments and indentation of the sources are left out, and nothing else is changed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.language.zh import CHINESE
from jiaozhu.sphinx_ext.scripts import script_bundles, script_data
from jiaozhu.sphinx_ext.scripts.script_comments import compact, tokens
from paths import ROOT
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, Text, Whitespace

SOURCES = [*script_bundles.SITE, *script_bundles.TEXT]

#: Lines that are code, though some look like comments or hold what looks like one.
CODE = (
    "f();\n",
    "\n",
    "  const a = 1; // beside code\n",
    'const b = "// a string";\n',
    "const c = '/* a string */';\n",
    'const d = "a \\" // quote";\n',
    "const e = `\n// a template\n  /* and more */\n`;\n",
    "const f = `${g({ h: `\n// nested\n` })}\n// still the template\n`;\n",
    "const i = `\\`\n// after an escaped end ${j}`;\n",
    "const k = /[/*]\\/\\/\"'`/.test(l);\n",
    "return /`/u;\n",
    "const m = (n + 1) / 2 / o[0] / 3;\n",
    "/** @type {P} */ (q).r();\n",
    "s(/* none */);\n",
    "const t = { u: 1 };\n",
    "const v = `$ {w} $`;\n",
)
#: What is left of those that have comments, blanks or no text.
SHORTER = {
    "\n": "",
    "  const a = 1; // beside code\n": "const a = 1;\n",
    "/** @type {P} */ (q).r();\n": "(q).r();\n",
    "s(/* none */);\n": "s( );\n",
}
COMMENTS = (
    "// a line with a quote ' and a ` and ${\n",
    "  // indented\n",
    "/** one line */\n",
    "  /**\n   * Some lines: \"'`/ and ${ and {.\n   * @param {A} b\n   */\n",
    "/* a { brace */  \n",
    "//\n",
)


@given(st.lists(st.sampled_from(CODE + COMMENTS)))
def test_comments_and_indentation_are_left_out(lines: list[str]) -> None:
    expected = "".join(SHORTER.get(line, line) for line in lines if line in CODE)
    assert compact("".join(lines)) == expected


@given(
    st.lists(st.sampled_from(CODE + COMMENTS + ("a /* b\n */ c\n", "d/**/e\n", "\r\n\r\n"))).map("".join),
    st.sampled_from(["", "\tf  //"]),
)
def test_lines_end_where_they_did_and_no_token_is_joined_to_another(lines: str, last: str) -> None:
    """A line that ends may end a statement. The last line may have no end."""
    script = lines + last
    short = compact(script)
    assert in_lines(short) == in_lines(script)
    assert compact(short) == short
    assert not any(token.kind == "comment" for token in tokens(short))


def in_lines(script: str) -> list[tuple[str, bool]]:
    """Return each token that is code, and whether a line ends between it and the one before it."""
    found: list[tuple[str, bool]] = []
    between = ""
    for token in tokens(script):
        text = script[token.start : token.end]
        if token.kind in ("space", "comment"):
            between += text
        else:
            found.append((text, bool(found) and "\n" in between))
            between = ""
    return found


@given(st.text(alphabet="/*'\"`\\${}\n a1()[]=") | st.lists(st.sampled_from(CODE + COMMENTS)).map("".join))
def test_tokens_are_without_a_gap_or_the_script_is_refused(script: str) -> None:
    try:
        found = list(tokens(script))
    except ValueError:
        return
    assert "".join(script[token.start : token.end] for token in found) == script


@pytest.mark.parametrize("script", ["'a", '"a\n"', "`a", "`${a`", "/* a", "{", "}", "{} /a/", "`${`}"])
def test_an_ambiguous_or_unfinished_script_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match=r"end|brace"):
        compact(script)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_keeps_its_code(name: str) -> None:
    """By a lexer that is not ours."""
    source = script_bundles.SOURCES[name].read_text("utf-8")
    assert code(compact(source)) == code(source)


def code(script: str) -> list[tuple[object, str]]:
    """Return the tokens of a script without comments and white space."""
    found = JavascriptLexer().get_tokens(script)
    return [(kind, text) for kind, text in found if kind not in Comment and kind not in Whitespace and kind is not Text]


def test_a_bundle_has_its_sources_in_order_and_no_documentation() -> None:
    for name, sources in script_bundles.BUNDLES.items():
        bundle = script_bundles.bundled(name)
        assert bundle.count("window.jiaozhu") >= len(sources)
        assert "/**\n" not in bundle
        assert "@param" not in bundle
        places = [bundle.index(part) for _, part in script_bundles.parts(name)]
        assert places == sorted(places)


def test_the_page_of_a_text_loads_few_bytes_of_script() -> None:
    loaded = [
        script_bundles.SOURCES["jiaozhu-early.js"].read_text("utf-8"),
        script_data.site_script("zh_CN", CHINESE.kinds, "zh-CN"),
        script_bundles.bundled(script_bundles.SITE_BUNDLE),
        script_bundles.bundled(script_bundles.TEXT_BUNDLE),
    ]
    assert sum(len(gzip.compress(text.encode("utf-8"), 9, mtime=0)) for text in loaded) <= 36_000


def test_the_form_is_loaded_by_an_address_that_changes_with_it() -> None:
    assert re.fullmatch(r"jiaozhu-writing\.js\?v=[0-9a-f]{8}", script_bundles.form_script({}))
    assert script_bundles.form_script({"Close": "关闭"}) != script_bundles.form_script({})
    assert len(gzip.compress(script_bundles.bundled(script_bundles.FORM_BUNDLE).encode(), 9, mtime=0)) <= 24_000


def test_every_word_comes_with_the_scripts_that_need_it() -> None:
    record = script_data.site_record("zh_CN", CHINESE.kinds, "zh-CN")
    words = record["words"]
    assert isinstance(words, dict)
    early = json.loads(script_data.site_script("zh_CN", CHINESE.kinds, "zh-CN").partition(" = ")[2].removesuffix(";\n"))
    late = script_bundles.lazy_words(words)
    for name in script_bundles.BUNDLES:
        brought = {**early["words"], **late.get(name, {})}
        needed = {text for text in words if f'"{text}"' in script_bundles.bundled(name)}
        assert needed <= set(brought), name
    assert len(early["words"]) < len(words) / 2
    brought_late = {text: known for brought in late.values() for text, known in brought.items()}
    assert {**early["words"], **brought_late} == words


def test_a_source_that_is_no_script_of_a_page_is_shipped_as_it_is() -> None:
    shipped = {Path(path).name for path in script_bundles.static_files()}
    assert "jiaozhu-early.js" in shipped
    assert "jiaozhu.css" in shipped
    assert not shipped & set(SOURCES)
    assert all(
        Path(path).is_relative_to(ROOT / "tools/jiaozhu/sphinx_ext/static") for path in script_bundles.static_files()
    )
