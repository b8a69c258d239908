"""What people write in notes, definitions and grounds: a safe subset of MyST, checked before it reaches a page.

The subset has paragraphs, emphasis, lists, code, links (http and https), and the roles ``term``, ``cite`` and ``ref``.
Everything else (raw HTML, directives, headings, images, targets, footnotes, link definitions) is a problem. The parser
here has the same rules switched on as the site's, so what it allows cannot mean more there.
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

from jiaozhu.language import typography
from jiaozhu.locale import N_, _
from jiaozhu.markup.escape import escape
from jiaozhu.model.characters import INVISIBLE, named, written_apart
from jiaozhu.model.limits import MOST_LISTS
from jiaozhu.model.names import did_you_mean

__all__ = [
    "REFERENCE",
    "ROLES",
    "Fault",
    "Reference",
    "faults",
    "note_body",
    "parser",
    "plain_text",
    "references",
    "resolved",
    "single_line",
]

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
    r"(?P<shown>[^<>`]*[^<>`\s])\s*<(?P<docname>[a-z0-9-]+/[a-z0-9-]+)#(?P<block>l[0-9]{4,}(?:-[0-9]+)*)>\Z"
)
#: A line of attributes for the block that follows. As a body's last line it would apply to what the page has next.
_ATTRIBUTES = re.compile(r"^[ \t]*\{.*\}[ \t]*$", re.M)
#: A parser shows what would be a dangerous link as it is written; another one might not.
_DANGEROUS = re.compile(r"(?<!\\)(?:\]\(|\]:|<)[ \t]*<?((?:javascript|vbscript|file|data):[^\s)>]{0,20})", re.I)
_SUBSTITUTION = re.compile(r"(?<!\\)\{\{")


class Fault(NamedTuple):
    """Something a body may not contain."""

    line: int  #: Of the body, from 0.
    message: str
    hint: str = ""  #: If there is more to say than what is allowed.


class Reference(NamedTuple):
    """A role in a body: ``cite`` with a key, ``term`` with a headword, or ``ref`` with docname and block."""

    role: str
    target: str
    line: int
    block: str = ""


@cache
def parser() -> MarkdownIt:
    """Return the parser of the site's Markdown: CommonMark, tables, and MyST's syntax with attributes."""
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
    """Return everything in a body that is outside the safe subset."""
    environment: dict[str, dict[str, Any]] = {}
    found = list(_as_written(body))
    for token, line in _tokens(parser().parse(body, environment)):
        message = _fault(token)
        if message:
            found.append(Fault(line, message, _hint(token)))
    no_attributes = _(_NO_ATTRIBUTES)
    given = {fault.line for fault in found if fault.message == no_attributes}
    found = [fault for fault in found if fault.message != no_attributes or fault.line - 1 not in given]
    definitions = environment.get("references", {}).values()
    found += [Fault(definition["map"][0], _(_NO_DEFINITIONS)) for definition in definitions]
    if environment.get("footnotes", {}).get("refs"):
        found.append(Fault(body.count("\n", 0, body.find("[^")), _(_NO_FOOTNOTES)))
    return sorted(set(found))


def _as_written(body: str) -> Iterator[Fault]:
    """Faults that are found without a parser, which might miss them."""
    for match in INVISIBLE.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _invisible(match.group()))
    for match in written_apart(body):
        message = _("'{character}' is written as a letter and a separate mark", character=match.group())
        hint = _("type the character again: letter and mark are one character")
        yield Fault(body.count("\n", 0, match.start()), message, hint)
    for match in _ATTRIBUTES.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _(_NO_ATTRIBUTES))
    for match in _SUBSTITUTION.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _("substitutions ('{{ … }}') are not allowed"))
    for match in _DANGEROUS.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _no_link(match.group(1)))


@lru_cache(maxsize=100_000)
def references(body: str) -> tuple[Reference, ...]:
    """Return the roles in a body, for checking that what they name exists. Cached: one run asks several times."""
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
    """Return what readers see of a body: no markup, one line; citations are left out."""
    out: list[str] = []
    for token, _line in _tokens(parser().parse(body, {})):
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "paragraph_close"):
            out.append(" ")
        elif token.type == "myst_role" and token.meta.get("name") != "cite":
            out.append(token.content.split("<")[0].strip())
    return " ".join("".join(out).split())


def note_body(body: str, quote: str) -> str:
    """Return a note's body for a page: with MyST's own references, and with the quote it is about before it."""
    ready = resolved(body.strip())
    blocks = parser().parse(ready, {})
    apart = "\n\n" if blocks and blocks[0].type != "paragraph_open" else ""  # a list keeps its first item
    colon = typography().colon if not apart else typography().colon.rstrip()
    return f"{escape(quote, opens_line=False, one_line=True)}{colon}{apart}{ready}"


def single_line(body: str) -> str:
    """Return a body of one paragraph on one line, for the apparatus."""
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
    """Block and inline tokens, each with its line."""
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
        return _(_NO_FOOTNOTES)
    if token.type not in _ALLOWED:
        return _(_REFUSED[token.type]) if token.type in _REFUSED else _("'{token}' is not allowed", token=token.type)
    if token.type == "myst_role":
        return _role_fault(token)
    if token.type in ("bullet_list_open", "ordered_list_open") and token.level >= 2 * MOST_LISTS:
        return _("lists are nested deeper than {most} levels", most=MOST_LISTS)
    if token.attrs and set(token.attrs) - {"href", "title", "start"}:
        return _(_NO_ATTRIBUTES)
    if token.type == "link_open":
        address = str(token.attrGet("href") or "")
        return None if _ADDRESS.match(address) else _no_link(address)
    return _text_fault(token)


def _text_fault(token: Token) -> str | None:
    """What is wrong with text and code."""
    if token.type in ("text", "code_inline") and (hidden := INVISIBLE.search(token.content)):
        return _invisible(hidden.group())
    return _(_NO_FOOTNOTES) if token.type == "text" and "[^" in token.content else None


def _invisible(character: str) -> str:
    return _("invisible character {character}", character=named(character))


def _no_link(address: str) -> str:
    return _("link to '{address}': only http and https addresses are allowed", address=address)


def _role_fault(token: Token) -> str | None:
    name = token.meta.get("name", "")
    if name not in ROLES:
        roles = ", ".join(sorted(ROLES))
        return _("role '{role}' is not allowed; expected one of: {roles}", role=f"{{{name}}}", roles=roles)
    if name == "ref" and not REFERENCE.match(token.content):
        return _("a reference is written {ref}`display <siglum/text#l0043>`")
    return None


def _hint(token: Token) -> str:
    """Of a role that is not allowed: which role may be meant."""
    question = did_you_mean(token.meta.get("name", ""), ROLES) if token.type == "myst_role" else ""
    return question if token.meta.get("name") not in ROLES else ""


_NO_DEFINITIONS = N_("link definitions ('[name]: address') are not allowed")
_NO_ATTRIBUTES = N_("attributes ({#id .class}) are not allowed")
_NO_FOOTNOTES = N_("footnotes ('[^…]') are not allowed")
_HARD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
#: Of tables and of footnotes, whose first token is reported.
_INSIDE = frozenset(
    "thead_open tbody_open tr_open th_open td_open footnote_block_open footnote_open footnote_anchor".split()
)
_REFUSED = {
    "html_block": N_("raw HTML is not allowed"),
    "html_inline": N_("raw HTML is not allowed"),
    "fence": N_("code blocks and directives are not allowed"),
    "code_block": N_("code blocks are not allowed"),
    "heading_open": N_("headings are not allowed"),
    "image": N_("images are not allowed"),
    "myst_target": N_("targets are not allowed"),
    "myst_line_comment": N_("comments are not allowed"),
    "myst_block_break": N_("block breaks are not allowed"),
    "blockquote_open": N_("block quotes are not allowed"),
    "table_open": N_("tables are not allowed"),
    "hr": N_("rules are not allowed"),
    "front_matter": N_("front matter is not allowed"),
    "span_open": N_("attribute spans are not allowed"),
}
