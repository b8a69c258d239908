"""What a body may not have: each thing with its line and the words for its author.

The subset has paragraphs, emphasis, lists, code, links (http and https), and the roles ``term``, ``cite`` and ``ref``.
Everything else (raw HTML, directives, headings, images, targets, footnotes, link definitions) is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markdown_it.token import Token

from jiaozhu.locale import N_, Lazy, lazy
from jiaozhu.model.addresses import is_web_address
from jiaozhu.model.characters import INVISIBLE, named, written_apart
from jiaozhu.model.limits import MOST_LISTS
from jiaozhu.model.names import did_you_mean

__all__ = ["ROLES", "Fault", "of_environment", "of_token", "of_written"]

ROLES = frozenset({"term", "cite", "ref"})
_ALLOWED = frozenset(
    "paragraph_open paragraph_close inline text softbreak hardbreak em_open em_close strong_open strong_close "
    "bullet_list_open bullet_list_close ordered_list_open ordered_list_close list_item_open list_item_close "
    "link_open link_close code_inline myst_role".split()
)
#: Of tables and of footnotes, whose first token is reported.
_INSIDE = frozenset(
    "thead_open tbody_open tr_open th_open td_open footnote_block_open footnote_open footnote_anchor".split()
)
_PASSAGE = re.compile(r"[^<>`]+<[a-z0-9-]+/[a-z0-9-]+#l[0-9]{4,}(?:-[0-9]+)*>\Z")
#: A key of the bibliography, as the writer of pages writes it.
_KEY = re.compile(r"[^\s,`{}<>\[\]]+")
#: The words of a role, and the headword they stand for if it is another.
_ROLE_WORDS = re.compile(r"(?!!)[^<>`]+(?:<[^<>`]+>)?\Z")
#: A line of attributes for the block that follows. As a body's last line it would apply to what the page has next.
_ATTRIBUTES = re.compile(r"^[ \t]*\{.*\}[ \t]*$", re.M)
#: A parser shows what would be a dangerous link as it is written; another one might not.
_DANGEROUS = re.compile(r"(?<!\\)(?:\]\(|\]:|<)[ \t]*<?((?:javascript|vbscript|file|data):[^\s)>]{0,20})", re.I)
_SUBSTITUTION = re.compile(r"(?<!\\)\{\{")
_NO_DEFINITIONS = N_("link definitions ('[name]: address') are not allowed")
_NO_ATTRIBUTES = N_("attributes ({#id .class}) are not allowed")
_NO_FOOTNOTES = N_("footnotes ('[^…]') are not allowed")
_REFUSED = {
    "footnote_ref": _NO_FOOTNOTES,
    "html_block": N_("raw HTML is not allowed"),
    "html_inline": N_("raw HTML is not allowed"),
    "fence": N_("code blocks and directives are not allowed"),
    "colon_fence": N_("code blocks and directives are not allowed"),
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


class Fault(NamedTuple):
    """Something a body may not contain. Its words are translated when they are asked for."""

    line: int  #: Of the body, from 0.
    said: Lazy
    advice: Lazy | None = None  #: If there is more to say than what is allowed.
    role: str = ""  #: The name of a role that there is not.
    spreads: bool = False  #: Whether the next line has the same fault for the same reason.

    @property
    def message(self) -> str:
        """What is wrong."""
        return str(self.said)

    @property
    def hint(self) -> str:
        """What to do about it; may be empty."""
        return str(self.advice) if self.advice else did_you_mean(self.role, ROLES) if self.role else ""


def of_written(body: str) -> Iterator[Fault]:
    """Yield faults that are found without a parser, which might miss them."""
    for match in INVISIBLE.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _invisible(match.group()))
    for match in written_apart(body):
        message = lazy("'{character}' is written as a letter and a separate mark", character=match.group())
        hint = lazy("type the character again: letter and mark are one character")
        yield Fault(body.count("\n", 0, match.start()), message, hint)
    for match in _ATTRIBUTES.finditer(body):
        yield _no_attributes(body.count("\n", 0, match.start()))
    for match in _SUBSTITUTION.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), lazy("substitutions ('{{ … }}') are not allowed"))
    for match in _DANGEROUS.finditer(body):
        yield Fault(body.count("\n", 0, match.start()), _no_link(match.group(1)))


def of_environment(environment: Mapping[str, Any], body: str) -> Iterator[Fault]:
    """Yield faults that a parser takes out of the text: definitions of links and of footnotes."""
    for definition in environment.get("references", {}).values():
        yield Fault(definition["map"][0], lazy(_NO_DEFINITIONS))
    if environment.get("footnotes", {}).get("refs"):
        yield Fault(body.count("\n", 0, body.find("[^")), lazy(_NO_FOOTNOTES))


def of_token(token: Token, line: int) -> Iterator[Fault]:
    """Yield what is wrong with a block or a stretch of text."""
    if token.nesting < 0 or token.type in _INSIDE:
        return  # reported where it opens
    if token.type in _ALLOWED:
        yield from _of_allowed(token, line)
    elif token.type in _REFUSED:
        yield Fault(line, lazy(_REFUSED[token.type]))
    else:
        yield Fault(line, lazy("'{token}' is not allowed", token=token.type))


def _of_allowed(token: Token, line: int) -> Iterator[Fault]:
    """What is wrong with something of a kind that is allowed."""
    if token.type == "myst_role":
        yield from _of_role(token.meta.get("name", ""), " ".join(token.content.split()), line)
    elif token.type in ("bullet_list_open", "ordered_list_open") and token.level >= 2 * MOST_LISTS:
        yield Fault(line, lazy("lists are nested deeper than {most} levels", most=MOST_LISTS))
    elif token.attrs and set(token.attrs) - {"href", "title", "start"}:
        yield _no_attributes(line)
    elif token.type == "link_open":
        if not is_web_address(address := str(token.attrGet("href") or "")):
            yield Fault(line, _no_link(address))
    else:
        yield from _of_text(token, line)


def _of_text(token: Token, line: int) -> Iterator[Fault]:
    """What is wrong with text and code."""
    if token.type in ("text", "code_inline") and (hidden := INVISIBLE.search(token.content)):
        yield Fault(line, _invisible(hidden.group()))
    elif token.type == "text" and "[^" in token.content:
        yield Fault(line, lazy(_NO_FOOTNOTES))


def _of_role(name: str, content: str, line: int) -> Iterator[Fault]:
    if name not in ROLES:
        roles = ", ".join(sorted(ROLES))
        message = lazy("role '{role}' is not allowed; expected one of: {roles}", role=f"{{{name}}}", roles=roles)
        yield Fault(line, message, role=name)
    elif name == "ref" and not _PASSAGE.match(content):
        yield Fault(line, lazy("a reference is written {ref}`display <siglum/text#l0043>`"))
    elif name == "cite" and not all(_KEY.fullmatch(key.strip()) for key in content.split(",")):
        yield Fault(line, lazy("a citation is written {cite}`key`, with commas between keys"))
    elif not _ROLE_WORDS.match(content):
        yield Fault(line, lazy("the words of a role may not be empty, begin with '!' or have the characters ` < >"))
    elif hidden := INVISIBLE.search(content):
        yield Fault(line, _invisible(hidden.group()))


def _no_attributes(line: int) -> Fault:
    return Fault(line, lazy(_NO_ATTRIBUTES), spreads=True)


def _invisible(character: str) -> Lazy:
    return lazy("invisible character {character}", character=named(character))


def _no_link(address: str) -> Lazy:
    return lazy("link to '{address}': only http and https addresses are allowed", address=address)
