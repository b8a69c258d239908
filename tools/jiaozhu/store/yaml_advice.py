"""What to do about a YAML syntax error, in words for someone who does not know the parser's."""

from __future__ import annotations

import re

_GENERAL = "quote strings that contain ': ' or '#', or begin with a special character; indent with spaces"

#: What the parser says (a part of it), what we say instead, and what helps.
_ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a second ': ' on one line, or a line indented deeper than the one above",
        "put a value that contains ': ' into quotes; keys of one level begin in one column",
    ),
    ("'\\t'", "a tab character", "indent with spaces, never with tabs"),
    ("could not find expected ':'", "a key without its colon", "a key is followed by a colon and a space, 'kind: 注'"),
    ("unexpected end of stream", "a quote is opened here and not closed", "end it with the same quote, \" or '"),
    (
        "but found '<scalar>'",
        "this line does not fit the lines above it",
        "is a comma, a quote or the colon of the line above missing?",
    ),
    (
        "expected <block end>",
        "this line does not fit the lines above it",
        "keys of one level begin in one column; after a quoted string nothing may follow",
    ),
    ("expected ',' or", "a bracket is opened here and not closed", "close [ with ] and { with }, commas between"),
    ("cannot start any token", "a value begins with a special character", "put it into quotes"),
    ("unknown escape character", "a backslash in double quotes", "use single quotes, or write the backslash twice"),
)
_FULL_WIDTH_COLON = re.compile(r"\s*-?\s*[A-Za-z_\"']+\s*：")


def is_full_width(line: str) -> bool:
    """Whether ``line`` is a key with a full-width colon, which YAML takes for a letter."""
    return _FULL_WIDTH_COLON.match(line) is not None


def advice(problem: str, line: str) -> tuple[str, str]:
    """``(message, hint)`` for the parser's ``problem``, found on ``line`` of the file."""
    if is_full_width(line):
        return "a key with a full-width colon", "write a half-width colon and a space: 'kind: 注', not 'kind：注'"
    for part, message, hint in _ADVICE:
        if part in problem:
            return message, hint
    return problem, _GENERAL
