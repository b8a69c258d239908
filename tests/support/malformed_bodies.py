"""Kinds of malformed contribution: what is not allowed in the text of a note, a definition or a basis."""

from __future__ import annotations

from contributions import EMENDATION, NOTE, TERM, Malformed, body, first, swap

_UNSAFE = "N203"
_END = " 待考。\n"

BODIES: tuple[Malformed, ...] = (
    Malformed("body: nothing", NOTE, body("▸"), "N205"),
    Malformed("body: only blanks", NOTE, body("  \n\n \n▸"), "N205"),
    Malformed("body: rests on nothing", NOTE, body("▸行商之人。\n"), "N206"),
    Malformed("body: an unknown work", NOTE, body("一。\n\n▸见 {cite}`wangwen-2023`。\n"), "C403"),
    Malformed("body: one unknown work of two", NOTE, body("▸见 {cite}`wangwen-2022, ribao`。\n"), "C403"),
    Malformed("body: an unknown term", NOTE, body("▸见 {term}`枫桥的经验`。待考。\n"), "G303"),
    Malformed("body: an unknown term behind other words", NOTE, body("▸见 {term}`经验 <枫桥>`。待考。\n"), "G303"),
    Malformed("body: a reference to no source", NOTE, body("▸见{ref}`前 <ribao-2018/jishi#l0006>`。\n"), "N204"),
    Malformed("body: a reference to no text", NOTE, body("▸见{ref}`前 <ribao-2019/jisi#l0006>`。\n"), "N204"),
    Malformed("body: a reference to no block", NOTE, body("▸见{ref}`前 <ribao-2019/jishi#l0005>`。\n"), "N204"),
    Malformed("body: a reference without its form", NOTE, body(f"▸见{{ref}}`前`。{_END}"), _UNSAFE),
    Malformed("body: a reference by a path", NOTE, body(f"▸见{{ref}}`前 <../jishi#l0006>`。{_END}"), _UNSAFE),
    Malformed("body: raw HTML in a line", NOTE, body(f"▸一<b>二</b>三。{_END}"), _UNSAFE),
    Malformed("body: a block of raw HTML", NOTE, body(f"一，{_END}\n▸<div>二</div>\n"), _UNSAFE),
    Malformed("body: a script", NOTE, body(f"一，\n▸二<script>alert(1)</script>{_END}"), _UNSAFE),
    Malformed("body: an HTML comment", NOTE, body(f"▸<!-- 藏 -->\n\n一，{_END}"), _UNSAFE),
    Malformed("body: include", NOTE, body(f"一，{_END}\n▸```{{include}} ../../corpus.yaml\n```\n"), _UNSAFE),
    Malformed("body: literalinclude", NOTE, body(f"一，{_END}\n▸```{{literalinclude}} /etc/hosts\n```\n"), _UNSAFE),
    Malformed("body: raw", NOTE, body(f"一，{_END}\n▸```{{raw}} html\n<b>二</b>\n```\n"), _UNSAFE),
    Malformed("body: eval-rst", NOTE, body(f"一，{_END}\n▸```{{eval-rst}}\n.. raw:: html\n```\n"), _UNSAFE),
    Malformed("body: a raw role", NOTE, body(f"▸{{raw}}`html`{_END}"), _UNSAFE),
    Malformed("body: a code block", NOTE, body(f"一，{_END}\n▸    四格\n"), _UNSAFE),
    Malformed("body: a substitution", NOTE, body(f"一，\n▸二{{{{ 7 * 7 }}}}{_END}"), _UNSAFE),
    Malformed("body: an image by its address", NOTE, body(f"▸![图](https://example.org/a.png){_END}"), _UNSAFE),
    Malformed("body: a javascript link", NOTE, body(f"一，\n▸[二](javascript:alert(1)){_END}"), _UNSAFE),
    Malformed("body: a data link", NOTE, body(f"▸[一](data:text/html;base64,eA==){_END}"), _UNSAFE),
    Malformed("body: a file link", NOTE, body(f"▸[一](file:///etc/hosts){_END}"), _UNSAFE),
    Malformed("body: a file in angle brackets", NOTE, body(f"▸见 <file:///etc/hosts>{_END}"), _UNSAFE),
    Malformed("body: a mail address", NOTE, body(f"▸见 <mailto:a@example.org>{_END}"), _UNSAFE),
    Malformed("body: a relative link", NOTE, body(f"▸[一](../index.md){_END}"), _UNSAFE),
    Malformed("body: a link definition", NOTE, body(f"一，{_END}\n▸[一]: https://example.org\n"), _UNSAFE),
    Malformed("body: a heading", NOTE, body(f"一，{_END}\n▸# 题\n"), _UNSAFE),
    Malformed("body: an underlined heading", NOTE, body(f"▸题，{_END}===\n"), _UNSAFE),
    Malformed("body: a rule", NOTE, body(f"一，{_END}\n▸***\n"), _UNSAFE),
    Malformed("body: a quotation", NOTE, body(f"一，{_END}\n▸> 二\n"), _UNSAFE),
    Malformed("body: quotations nested deeply", NOTE, body(f"一，{_END}\n▸{'> ' * 60}二\n"), _UNSAFE),
    Malformed("body: lists nested deeply", NOTE, body(f"一，{_END}\n" + "▸" + "- " * 6 + "二\n"), _UNSAFE),
    Malformed("body: a table", NOTE, body(f"一，{_END}\n▸| 甲 |\n| --- |\n| 乙 |\n"), _UNSAFE),
    Malformed("body: a footnote", NOTE, body(f"一，\n▸二[^1]{_END}"), _UNSAFE),
    Malformed("body: a target", NOTE, body(f"▸(mubiao)=\n一，{_END}"), _UNSAFE),
    Malformed("body: attributes", NOTE, body(f"一，{_END}\n▸{{#l0001 .x}}\n二\n"), _UNSAFE),
    Malformed("body: a comment", NOTE, body(f"▸% 藏\n\n一，{_END}"), _UNSAFE),
    Malformed("body: a misspelt role", NOTE, body(f"▸见 {{trem}}`枫桥经验`{_END}"), _UNSAFE),
    Malformed("body: a directional override", NOTE, body(f"一，\n▸二\u202e三{_END}"), _UNSAFE),
    Malformed("body: a zero-width space", NOTE, body(f"一，\n▸二\u200b三{_END}"), _UNSAFE),
    Malformed("body: a line separator", NOTE, body(f"一，\n▸二\u2028三{_END}"), _UNSAFE),
    Malformed(
        "body: a directive after a line separator", NOTE, body(f"▸{_END[:-1]}\u2028\u2028```{{raw}} html\n"), _UNSAFE
    ),
    Malformed("body: a colon fence", NOTE, body(f"一，{_END}\n▸:::{{literalinclude}} /etc/hosts\n:::\n"), _UNSAFE),
    Malformed("body: a tag character", NOTE, body(f"▸二\U000e0041三{_END}"), _UNSAFE),
    Malformed("body: an invisible reference", NOTE, body(f"▸二&#x202e;三{_END}"), _UNSAFE),
    Malformed("body: a control character", NOTE, body(f"一，\n▸二\x07三{_END}"), _UNSAFE),
    Malformed("body: NUL", NOTE, body(f"一，\n▸二\x00三{_END}"), _UNSAFE),
    Malformed("body: letters apart from marks", NOTE, body(f"一，\n▸cafe\u0301{_END}"), _UNSAFE),
    Malformed("body: too long", NOTE, body("▸待考。" + "长" * 5_000), "Y106"),
    Malformed("definition: raw HTML", TERM, swap("浙江的市", "▸浙江的<i>市</i>"), _UNSAFE),
    Malformed(
        "definition: an unknown work", TERM, swap("浙江的市，见 {cite}`ribao-2019`", "▸见 {cite}`ribao`"), "C403"
    ),
    Malformed("basis: raw HTML", EMENDATION, first("basis: 示例，", "▸basis: 示例<i>，"), _UNSAFE),
    Malformed(
        "basis: an unknown work",
        EMENDATION,
        first("basis: 示例，见 {cite}`wangwen-2022`", "▸basis: 见 {cite}`wang`"),
        "C403",
    ),
    Malformed("basis: a block", EMENDATION, first("basis: 示例，", "▸basis: '> 示例，'  # "), _UNSAFE),
)
