"""Text as MyST that parses back to the same text (a tested law) and stays readable: Chinese needs no escapes."""

from __future__ import annotations

import re

#: What means something to MyST anywhere; what a parser strips, folds or takes for a line end.
_SPECIAL = re.compile(r"[\\`*_\[\]<>{}&!|~$^]|[\x00-\x1f\x7f-\x9f\u2028\u2029]|\A\s+|\s+\Z|\s{2,}")
#: Openings that mean something only at the beginning of a line.
_OPENING = re.compile(r"[#+\-=:%(@]|(?<=[0-9])[.)]")
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)])")
_INNER_LINE_FEEDS = re.compile(r"(?<=[^\n])\n+(?=[^\n])")


def escape(text: str, *, opens_line: bool = True, one_line: bool = False) -> str:
    """Return ``text`` as MyST inline text.

    Args:
        text: Any text without control characters (a rule shows those as symbols) or lone surrogates.
        opens_line: Whether it is at the beginning of a line, where more characters have a meaning.
        one_line: Whether it must not break, as in a heading; line feeds become character references then.

    Single line feeds inside the text become hard breaks; all others, and white space that Markdown would
    strip or fold, become character references.
    """
    if one_line or "\n" not in text:
        return _line(text, opens_line)
    out: list[str] = []
    at = 0
    for match in _INNER_LINE_FEEDS.finditer(text):
        if len(match.group()) == 1:
            out.append(_line(text[at : match.start()], opens_line or bool(out)))
            at = match.end()
    out.append(_line(text[at:], opens_line or bool(out)))
    return "\\\n".join(out)


def escape_line(text: str) -> str:
    """Return ``text`` on one line that does not open a line: white space of any kind becomes single spaces."""
    return escape(" ".join(text.split()), opens_line=False)


def _line(line: str, opens: bool) -> str:
    text = _SPECIAL.sub(_replacement, line)
    if opens and text:
        number = _NUMBER.match(text)
        at = number.end() if number else 0
        if _OPENING.match(text, at):
            return f"{text[:at]}\\{text[at:]}"
    return text


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if found[0].isspace() or (ord(found[0]) < 0xA0 and not found[0].isprintable()):
        return "".join([f"&#{ord(char)};" for char in found])
    return "\\" + found


def yaml_scalar(value: str) -> str:
    """Return ``value`` as a double-quoted YAML scalar for front matter."""
    return '"' + "".join([c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value]) + '"'
