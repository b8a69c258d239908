"""Plain text as TeX and TeX as plain text, for the fields of a bibliography."""

from __future__ import annotations

import codecs
import re

import latexcodec  # noqa: F401  registers the codec "ulatex"; a dependency of pybtex

__all__ = ["plain", "tex"]

_RAW = frozenset({"url", "doi", "urldate"})
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_COMMAND = re.compile(r"\\[A-Za-z]+ ?(?=\{)")
_NAMED = re.compile(r"\\([A-Za-z]+) ?")
_BRACE = re.compile(r"(?<!\\)[{}]")
#: Command → its character. BibTeX counts braces after a backslash too, so a single brace must be a command.
_VERBATIM = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
}
_NAMES = {char: name for name, char in _VERBATIM.items()} | {char: f"\\{char}" for char in "%&$#_"}
_SPLIT = re.compile(f"({'|'.join(map(re.escape, _VERBATIM))})")


def tex(text: str) -> str:
    """Return plain text as TeX; :func:`plain` returns the same text, white space aside."""
    return "".join(_NAMES.get(char, char) for char in text)


def plain(name: str, value: str) -> str:
    """Return the text of a field without TeX: no braces, ``\\&`` and accents decoded, runs of white space one space.

    Args:
        name: The name of the field; web addresses, identifiers and access dates are not TeX.
        value: Its content.
    """
    if name in _RAW:
        return value.strip().strip("{}")
    parts = [_VERBATIM.get(part) or _decoded(part) for part in _SPLIT.split(value)]
    return " ".join("".join(parts).replace("\u00a0", " ").split())


def _decoded(value: str) -> str:
    end = "\\" if (len(value) - len(value.rstrip("\\"))) % 2 else ""  # a command without a name is a character
    value = value.removesuffix(end)
    if "\\" in value:
        value = str(codecs.decode(_BARE_PERCENT.sub(r"\\%", value), "ulatex"))  # type: ignore[call-overload]
        value = _COMMAND.sub("", value)
        value = _NAMED.sub(r"\1", value)  # {\TeX}book
    return _BRACE.sub("", value).replace("\\{", "{").replace("\\}", "}") + end
