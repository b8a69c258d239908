"""Text as MyST that parses back to the same text (a tested law) and stays readable: Chinese needs no escapes."""

from __future__ import annotations

import re

#: What means something to MyST anywhere; what a parser strips, folds or takes for a line end. A parser that makes links
#: of plain addresses takes a backslash for part of one, so that what it escapes is live after it: none may begin.
_SPECIAL = re.compile(
    r"[\\`*_\[\]<>{}&!|~$^]|(?<!#)#++\Z|:(?=//)|(?<=/)/|(?<=\bwww)\.|[\x00-\x1f\x7f-\x9f\u2028\u2029]|\A\s+|\s+\Z|\s{2,}"
)
#: Openings that mean something only at the beginning of a line.
_OPENING = re.compile(r"[#+\-=:%(@]|(?<=[0-9])[.)]")
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)])")
_INNER_LINE_FEEDS = re.compile(r"(?<=[^\n])\n+(?=[^\n])")
#: The same as ``_SPECIAL``, but for white space at either end, which may be between two pieces of a line.
#: And what extensions of MyST make of plain words: typographic quotes and dashes, addresses, section signs.
_SPECIAL_INSIDE = re.compile(
    r"[\\`*_\[\]<>{}&!|~$^]|[\x00-\x1f\x7f-\x9f\u2028\u2029]|\s{2,}"
    r"|[\"'@]|(?<=\.)\.|(?<=,),|(?<=-)-|(?<=\+)-|(?<=/)/|:(?=//)|\?(?=[?.…])|\((?=(?:c|r|p|tm)\))"
    r"|(?<=\w)\.(?=[^\W\d_])|§(?=[0-9])",
    re.I,
)
#: What has a meaning in the target of a link.
_IN_ADDRESS = re.compile(r"[\\`<>(){}\[\]\"'^|\x00-\x20\x7f]")
_AT_START, _AT_END = re.compile(r"\A\s+"), re.compile(r"(?<!\s)\s++\Z")


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


def escape_lined(text: str, *, opens_line: bool = True) -> str:
    """Return ``text`` with a hard break for every line feed, wherever it is: of verse and code.

    Args:
        text: As for ``escape``.
        opens_line: Whether it is at the beginning of a line.
    """
    return "\\\n".join([_line(line, opens_line or bool(n)) for n, line in enumerate(text.split("\n"))])


def escape_line(text: str, *, opens_line: bool = False) -> str:
    """Return ``text`` on one line: white space of any kind becomes single spaces.

    Args:
        text: Any text.
        opens_line: Whether it is at the beginning of a line, or of an item of a list.
    """
    return escape(" ".join(text.split()), opens_line=opens_line)


def escape_piece(
    text: str, *, opens: bool = False, starts: bool = False, ends: bool = False, first: bool = False, last: bool = False
) -> str:
    """Return words as a piece of a line that any parser of MyST reads as these words, whatever its extensions.

    Args:
        text: Some words, not empty.
        opens: Whether they are at the beginning of a line, where more characters have a meaning.
        starts: Whether white space before them would be stripped.
        ends: Whether white space after them would be.
        first: Whether the first character is written as a reference.
        last: Whether the last is.
    """
    low = 1 if first else (len(_found(_AT_START, text)) if starts else 0)
    high = len(text) - (1 if last else (len(_found(_AT_END, text)) if ends else 0))
    if high <= low:
        return _references(text)
    middle = text[low:high]
    written = _SPECIAL_INSIDE.sub(_replacement, middle)
    if opens and not low:
        written = _opening_escaped(written)
    return f"{_references(text[:low])}{written}{_references(text[high:])}"


def escape_address(address: str) -> str:
    """Return an address as the target of a link: nothing in it ends the link or means something else in MyST.

    Args:
        address: Of the web, without white space.
    """
    return _IN_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", address).replace("&", "&amp;")


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _references(text: str) -> str:
    return "".join([f"&#{ord(char)};" for char in text])


def _line(line: str, opens: bool) -> str:
    text = _SPECIAL.sub(_replacement, line)
    return _opening_escaped(text) if opens else text


def _opening_escaped(text: str) -> str:
    """A line without what would mean something at its beginning."""
    number = _NUMBER.match(text)
    at = number.end() if number else 0
    return f"{text[:at]}\\{text[at:]}" if _OPENING.match(text, at) else text


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if found[0].isspace() or found == "§" or (ord(found[0]) < 0xA0 and not found[0].isprintable()):
        return _references(found)
    return "".join([f"\\{char}" for char in found])


def yaml_scalar(value: str) -> str:
    """Return ``value`` as a double-quoted YAML scalar for front matter."""
    return '"' + "".join([c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value]) + '"'
