"""What to do about a YAML syntax error, in words for a contributor who does not know the parser's."""

from __future__ import annotations

import re

from jiaozhu.locale import N_, _

_GENERAL = N_("quote strings that contain ': ' or '#', or begin with a special character; indent with spaces")

#: Part of the parser's message, the message in its place, and what helps.
_ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        N_("a second ': ' on one line, or a line indented deeper than the one above"),
        N_("put a value that contains ': ' in quotes; keys of one level begin in one column"),
    ),
    ("'\\t'", N_("a tab character"), N_("indent with spaces, never with tabs")),
    (
        "could not find expected ':'",
        N_("a key without its colon"),
        N_("a key is followed by a colon and a space, 'key: value'"),
    ),
    (
        "unexpected end of stream",
        N_("a quote is opened here and not closed"),
        N_("end it with the same quote, \" or '"),
    ),
    (
        "but found '<scalar>'",
        N_("this line does not fit the lines above it"),
        N_("is a comma, a quote or the colon of the line above missing?"),
    ),
    (
        "expected <block end>",
        N_("this line does not fit the lines above it"),
        N_("keys of one level begin in one column; nothing may follow a quoted string"),
    ),
    (
        "expected ',' or",
        N_("a bracket is opened here and not closed"),
        N_("close [ with ] and { with }, with commas between"),
    ),
    ("cannot start any token", N_("a value begins with a special character"), N_("put it in quotes")),
    (
        "unknown escape character",
        N_("a backslash in double quotes"),
        N_("use single quotes, or write the backslash twice"),
    ),
)
_FULL_WIDTH_COLON = re.compile(r"\s*+-?+\s*+[A-Za-z_\"']++\s*+：")


def is_full_width(line: str) -> bool:
    """Whether a line is a key with a full-width colon, which YAML takes for a letter."""
    return _FULL_WIDTH_COLON.match(line) is not None


def advice(problem: str, line: str) -> tuple[str, str]:
    """Return a message and a hint about a syntax error.

    Args:
        problem: The parser's message.
        line: The line of the file on which it was found.
    """
    if is_full_width(line):
        hint = _("write a half-width colon and a space: 'key: value', not 'key：value'")
        return _("a key with a full-width colon"), hint
    for part, message, hint in _ADVICE:
        if part in problem:
            return _(message), _(hint)
    return problem, _(_GENERAL)
