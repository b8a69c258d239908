"""Text as Typst markup and as Typst strings, for any text, with as few escapes as possible.

Typst gives meaning to many ASCII characters, to some only at the beginning of a line or directly after a function call,
and it replaces shorthands (``--``, ``...``, ``-5``, ``~``). Escaped text prints as itself wherever in a line it is;
Chinese text has no escapes. In running text a run of white space becomes one space, as in HTML; strings keep all of it.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["escape_text", "joins_without_space", "quote_string"]

#: Characters with a meaning everywhere.
_ALWAYS = frozenset("\\#[]$*_`<@~")
#: Characters with a meaning at the beginning of a line (lists, headings, terms) or after a call (``#f[a](b)``).
_AT_START = frozenset("=+-/.(;")
_LIST_NUMBER = re.compile(r" ?\d+\.")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
#: Spaces that are written as they are; others cannot be distinguished by eye.
_VISIBLE_SPACES = frozenset(" \u3000")
#: Punctuation of ambiguous width that is full-width in Chinese text.
_CJK_AMBIGUOUS = frozenset("“”‘’—…·")


def escape_text(text: str) -> str:
    """Return markup that prints *text*."""
    text = _SPACES.sub(" ", text)
    number = _LIST_NUMBER.match(text)
    list_dot = number.end() - 1 if number else -1
    start = 1 if text.startswith(" ") else 0
    last = len(text) - 1
    out: list[str] = []
    for i, char in enumerate(text):
        if char == "\u00a0":
            out.append("~")
        elif _is_invisible(char):
            out.append(f"\\u{{{ord(char):x}}}")
        elif (
            char in _ALWAYS
            or (i <= start and char in _AT_START)
            or i == list_dot
            or (char in "-./" and _starts_shorthand(char, text[i + 1] if i < last else ""))
        ):
            out.append("\\" + char)
        else:
            out.append(char)
    return "".join(out)


def _starts_shorthand(char: str, following: str) -> bool:
    """Whether Typst would replace *char* with what follows it.

    What follows the end of the text is unknown. It matters only for a hyphen: the other shorthands continue with a
    character that is escaped at the beginning of a text.
    """
    if char == "-":
        return not following or following in "-?" or unicodedata.category(following).startswith("N")
    if char == ".":
        return following == "."
    return bool(following) and following in "/*"


def quote_string(text: str) -> str:
    """Return a Typst string literal of *text*; line ends are not escaped, so that code blocks are readable."""
    out = ['"']
    for char in text:
        if char in '\\"':
            out.append("\\" + char)
        elif char in "\n\t":
            out.append(char)
        elif _is_invisible(char):
            out.append(f"\\u{{{ord(char):x}}}")
        else:
            out.append(char)
    out.append('"')
    return "".join(out)


def _is_invisible(char: str) -> bool:
    """Whether a character is a control, a format character or an unusual space, which an escape makes visible."""
    if " " <= char <= "~" or "\u4e00" <= char <= "\u9fff" or char in _VISIBLE_SPACES:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def joins_without_space(before: str, after: str) -> bool:
    """Whether a line end between two characters becomes nothing rather than a space.

    It becomes nothing between Chinese characters and beside their punctuation, which has space of its own.

    Args:
        before: The last character of a line, or nothing.
        after: The first character of the next line, or nothing.
    """
    if not before or not after:
        return False
    if _is_wide(before):
        return _is_wide(after) or after in _CJK_AMBIGUOUS or unicodedata.category(before)[0] == "P"
    return _is_wide(after) and (before in _CJK_AMBIGUOUS or unicodedata.category(after)[0] == "P")


def _is_wide(char: str) -> bool:
    if "\u1100" <= char <= "\u11ff" or "\uac00" <= char <= "\ud7af":  # Hangul puts spaces between its words
        return False
    return unicodedata.east_asian_width(char) in "WF"
