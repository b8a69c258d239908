"""What people write in notes, definitions and grounds: a safe subset of MyST, checked before it reaches a page.

The subset: paragraphs, emphasis, lists, code, links (http and https), and the roles ``term``, ``cite`` and ``ref``.
Everything else (raw HTML, directives, headings, images, targets, footnotes, link definitions) is a problem.
The parser here has the same rules switched on as the site's, so nothing it lets pass can mean more there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from jiaozhu.markup.escape import escape
from jiaozhu.model.characters import INVISIBLE, named, written_apart
from jiaozhu.model.limits import MOST_LISTS
from jiaozhu.model.names import did_you_mean

ROLES = frozenset({"term", "cite", "ref"})
_ALLOWED = frozenset(
    [
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "softbreak",
        "hardbreak",
        "em_open",
        "em_close",
        "strong_open",
        "strong_close",
        "bullet_list_open",
        "bullet_list_close",
        "ordered_list_open",
        "ordered_list_close",
        "list_item_open",
        "list_item_close",
        "link_open",
        "link_close",
        "code_inline",
        "myst_role",
    ]
)
_ADDRESS = re.compile(r"https?://[^\s]+\Z")
REFERENCE = re.compile(
    r"(?P<shown>[^<>`]+?)\s*<(?P<docname>[a-z0-9-]+/[a-z0-9-]+)#(?P<block>l[0-9]{4,}(?:-[0-9]+)*)>\Z"
)
#: A line of attributes for the block that follows. As a body's last line it would fall to whatever the page puts next.
_ATTRIBUTES = re.compile(r"^[ \t]*\{.*\}[ \t]*$", re.M)
#: A parser shows what would be a dangerous link as it is written; another one might not.
_DANGEROUS = re.compile(r"(?<!\\)(?:\]\(|\]:|<)[ \t]*<?((?:javascript|vbscript|file|data):[^\s)>]{0,20})", re.I)
_SUBSTITUTION = re.compile(r"(?<!\\)\{\{")


class Fault(NamedTuple):
    """Something a body may not contain, and the line of the body (from 0) on which it stands."""

    line: int
    message: str
    hint: str = ""  #: Where there is more to say than what is allowed.


class Reference(NamedTuple):
    """A role in a body: ``cite`` with a key, ``term`` with a headword, or ``ref`` with docname and block."""

    role: str
    target: str
    line: int
    block: str = ""


@cache
def parser() -> MarkdownIt:
    """The Markdown of the site: CommonMark, tables, and MyST's syntax with attributes."""
    return (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=True, always_match_refs=True)
        .use(attrs_plugin, after=("image", "code_inline", "link_close", "span_end", "html_inline"), spans=True)
        .use(attrs_block_plugin)
    )


def faults(body: str) -> list[Fault]:
    """Everything in ``body`` that is outside the safe subset."""
    environment: dict[str, dict[str, Any]] = {}
    found = list(_as_written(body))
    for token, line in _tokens(parser().parse(body, environment)):
        message = _fault(token)
        if message:
            found.append(Fault(line, message, _hint(token)))
    given = {fault.line for fault in found if fault.message == _NO_ATTRIBUTES}
    found = [fault for fault in found if fault.message != _NO_ATTRIBUTES or fault.line - 1 not in given]
    definitions = environment.get("references", {}).values()
    found += [Fault(definition["map"][0], _NO_DEFINITIONS) for definition in definitions]
    if environment.get("footnotes", {}).get("refs"):
        found.append(Fault(body.count("\n", 0, body.find("[^")), _NO_FOOTNOTES))
    return sorted(set(found))


def _as_written(body: str) -> Iterator[Fault]:
    """What needs no parser to be seen, and might not be seen by one."""
    for match in INVISIBLE.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), f"invisible character {named(match.group())}")
    for match in written_apart(body):
        message = f"'{match.group()}' is written as a letter and a mark apart"
        yield Fault(body.count("\n", 0, match.start()), message, "type the character anew: letter and mark are one")
    for match in _ATTRIBUTES.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _NO_ATTRIBUTES)
    for match in _SUBSTITUTION.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), "substitutions ('{{ … }}') are not allowed")
    for match in _DANGEROUS.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _no_link(match.group(1)))


@lru_cache(maxsize=100_000)
def references(body: str) -> tuple[Reference, ...]:
    """The roles in ``body``, for checking that what they name exists. Asked for several times in one run."""
    found: list[Reference] = []
    if "`" not in body:
        return ()
    for token, line in _tokens(parser().parse(body, {})):
        if token.type != "myst_role":
            continue
        role = token.meta.get("name", "")
        if role == "cite":
            found += [Reference(role, key.strip(), line) for key in token.content.split(",")]
        elif role == "term":
            shown = re.search(r"<([^<>]*)>\Z", token.content)
            found.append(Reference(role, shown.group(1) if shown else token.content, line))
        elif role == "ref":
            match = REFERENCE.match(token.content)
            if match:
                found.append(Reference(role, match["docname"], line, match["block"]))
    return tuple(found)


def plain_text(body: str) -> str:
    """What a reader sees of ``body``: no markup, one line; citations are left out."""
    out: list[str] = []
    for token, _ in _tokens(parser().parse(body, {})):
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            out.append(" ")
        elif token.type == "myst_role" and token.meta.get("name") != "cite":
            out.append(token.content.split("<")[0].strip())
    return " ".join("".join(out).split())


def note_body(body: str, quote: str) -> str:
    """A body ready for a page: our reference form made MyST's own, the quote it is about put before it."""
    ready = resolved(body.strip())
    blocks = parser().parse(ready, {})
    apart = "\n\n" if blocks and blocks[0].type != "paragraph_open" else ""  # a list keeps its first item
    return f"{escape(quote, opens_line=False, one_line=True)}：{apart}{ready}"


def single_line(body: str) -> str:
    """A body of one paragraph on one line, for the apparatus."""
    return " ".join(_HARD_BREAK.sub(r"\1 ", resolved(body)).split())


def resolved(body: str) -> str:
    """``body`` with ``{ref}`display <siglum/text#l0043>``` turned into a reference to that block's label."""

    def label(match: re.Match[str]) -> str:
        reference = REFERENCE.match(match.group(1))
        if reference is None:
            return match.group()
        target = f"{reference['docname'].replace('/', '-')}-{reference['block']}"
        return f"{{ref}}`{reference['shown']} <{target}>`"

    return re.sub(r"\{ref\}`([^`]*)`", label, body)


def _tokens(tokens: list[Token], line: int = 0) -> Iterator[tuple[Token, int]]:
    """Block and inline tokens with the line each stands on."""
    for token in tokens:
        here = token.map[0] if token.map else line
        line = here
        yield token, here
        for child in token.children or ():
            yield child, here
            if child.type in ("softbreak", "hardbreak"):
                here += 1


def _fault(token: Token) -> str | None:
    if token.nesting < 0 or token.type in _INSIDE:
        return None  # reported where it opens
    if token.type == "footnote_ref":
        return _NO_FOOTNOTES
    if token.type not in _ALLOWED:
        return f"{_NAMES.get(token.type, token.type)} not allowed here"
    if token.type == "myst_role":
        return _role_fault(token)
    if token.type in ("bullet_list_open", "ordered_list_open") and token.level >= 2 * MOST_LISTS:
        return f"lists are nested deeper than {MOST_LISTS} levels"
    if token.attrs and set(token.attrs) - {"href", "title", "start"}:
        return _NO_ATTRIBUTES
    if token.type == "link_open":
        address = str(token.attrGet("href") or "")
        return None if _ADDRESS.match(address) else _no_link(address)
    if token.type in ("text", "code_inline"):
        hidden = INVISIBLE.search(token.content)
        if hidden:
            return f"invisible character {named(hidden.group())}"
    if token.type == "text" and "[^" in token.content:
        return _NO_FOOTNOTES
    return None


def _no_link(address: str) -> str:
    return f"link to '{address}': only http and https addresses are allowed"


def _role_fault(token: Token) -> str | None:
    name = token.meta.get("name", "")
    if name not in ROLES:
        return f"role '{{{name}}}' is not allowed; the roles are {', '.join(sorted(ROLES))}"
    if name == "ref" and not REFERENCE.match(token.content):
        return "a reference is written {ref}`display <siglum/text#l0043>`"
    return None


def _hint(token: Token) -> str:
    """Of a role that is not allowed: which it may be meant for."""
    question = did_you_mean(token.meta.get("name", ""), ROLES) if token.type == "myst_role" else ""
    return question if token.meta.get("name") not in ROLES else ""


_NO_DEFINITIONS = "link definitions ('[name]: address') are not allowed"
_NO_ATTRIBUTES = "attributes ({#id .class}) are not allowed"
_NO_FOOTNOTES = "footnotes ('[^…]') are not allowed"
_HARD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
#: Of tables and of footnotes, whose first token says all.
_INSIDE = frozenset(
    "thead_open tbody_open tr_open th_open td_open footnote_block_open footnote_open footnote_anchor".split()
)
_NAMES = {
    "html_block": "raw HTML is",
    "html_inline": "raw HTML is",
    "fence": "code blocks and directives are",
    "code_block": "code blocks are",
    "heading_open": "headings are",
    "image": "images are",
    "myst_target": "targets are",
    "myst_line_comment": "comments are",
    "myst_block_break": "block breaks are",
    "blockquote_open": "block quotes are",
    "table_open": "tables are",
    "hr": "rules are",
    "front_matter": "front matter is",
    "span_open": "attribute spans are",
}
