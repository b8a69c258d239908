"""Scripts without comments and indentation, which are for those who read the sources and need not be loaded.

The scanner knows just enough of JavaScript to tell a comment from a string, a template or a regular expression that
looks like one. What it cannot tell it refuses, so that no script is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<pattern>/(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)
    |(?P<word>[\w$]+)
    |(?P<sign>.)
    """,
    re.S | re.X,
)
#: From the inside of a template to its end, or to an expression in it.
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.S)
#: Words after which a slash begins a regular expression; after any other it divides.
_OPENERS = frozenset("await case delete do else in instanceof of return throw typeof void yield".split())


class Token(NamedTuple):
    """A token of a script."""

    kind: str  #: One of the groups of the pattern, or ``template`` for a stretch of a template.
    start: int
    end: int


def compact(script: str) -> str:
    """Return a script without its comments, its empty lines and the white space at either end of a line.

    Where a line ends in the source one ends in the result, since that may end a statement; templates are as they were.

    Raises:
        ValueError: The script has a string, template or comment without an end, or a slash after a closing brace.
    """
    kept: list[str] = []
    between = ""  # white space and comments since the last token that is code
    for token in tokens(script):
        text = script[token.start : token.end]
        if token.kind in ("space", "comment"):
            between += text
            continue
        if between and kept:
            kept.append(_shortest(between))
        kept.append(text)
        between = ""
    if "\n" in between and kept:
        kept.append("\n")
    return "".join(kept)


def _shortest(between: str) -> str:
    """The least that keeps two tokens apart as some white space and comments do."""
    return "\n" if "\n" in between else " "


def tokens(script: str) -> Iterator[Token]:
    """Yield the tokens of a script, white space and comments included, without a gap.

    Raises:
        ValueError: See ``compact``.
    """
    open_: list[str] = []  # each brace that is open: that of a block or object, or that of a template's expression
    before = "sign", ""  # the last token that is code
    at = 0
    while at < len(script):
        kind, end = _next(script, at, before)
        text = script[at:end]
        if kind == "sign":
            closed = _braces(text, open_)
            if text == "`" or closed == "${":
                kind = "template"
                end = _template(script, end, open_)
        yield Token(kind, at, end)
        if kind not in ("space", "comment"):
            before = kind, text
        at = end
    if open_:
        raise ValueError("a brace is not closed")


def _next(script: str, at: int, before: tuple[str, str]) -> tuple[str, int]:
    """Return the kind and the end of the token at a place; a template is still its first character."""
    match = _TOKEN.match(script, at)
    assert match is not None
    kind, text = str(match.lastgroup), match.group()
    if kind == "pattern" and not _begins_pattern(*before):
        return "sign", at + 1
    if kind == "sign" and (text in "\"'" or script.startswith("/*", at)):
        raise ValueError(f"no end found: {script[at : at + 40]!r}")
    return kind, match.end()


def _begins_pattern(kind: str, text: str) -> bool:
    """Whether a slash after a token begins a regular expression."""
    if kind == "sign" and text == "}":
        raise ValueError("a slash after a closing brace: it may divide or begin a regular expression")
    return (kind == "sign" and text not in ")]") or (kind == "word" and text in _OPENERS)


def _braces(sign: str, open_: list[str]) -> str:
    """Count a brace; return what a closing one closes."""
    if sign == "{":
        open_.append(sign)
    if sign != "}":
        return ""
    if not open_:
        raise ValueError("a brace is closed that is not open")
    return open_.pop()


def _template(script: str, at: int, open_: list[str]) -> int:
    """Return where the stretch of a template that begins at a place ends."""
    match = _TEMPLATE.match(script, at)
    if match is None:
        raise ValueError(f"no end found: {script[at : at + 40]!r}")
    if match.group(1) == "${":
        open_.append("${")
    return match.end()
