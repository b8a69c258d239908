"""Text and the TeX that a bibliography's fields are written in, both ways."""

from __future__ import annotations

import codecs
import re

import latexcodec  # noqa: F401  registers the codec "ulatex"; pybtex itself depends on it

_RAW = frozenset({"url", "doi", "urldate"})
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_COMMAND = re.compile(r"\\[A-Za-z]+ ?(?=\{)")
_NAMED = re.compile(r"\\([A-Za-z]+) ?")
_BRACE = re.compile(r"(?<!\\)[{}]")
#: What stands for itself. BibTeX counts braces even behind a backslash, so a single one must be named.
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
    """Plain text as TeX: :func:`plain` gives it back, but for white space."""
    return "".join(_NAMES.get(char, char) for char in text)


def plain(name: str, value: str) -> str:
    """The text of a field without TeX: braces gone, ``\\&`` and accents decoded, web addresses untouched."""
    if name in _RAW:
        return value.strip().strip("{}")
    parts = [_VERBATIM.get(part) or _decoded(part) for part in _SPLIT.split(value)]
    return " ".join("".join(parts).replace("\u00a0", " ").split())


def _decoded(value: str) -> str:
    if "\\" in value:
        value = str(codecs.decode(_BARE_PERCENT.sub(r"\\%", value), "ulatex"))  # type: ignore[call-overload]
        value = _COMMAND.sub("", value)
        value = _NAMED.sub(r"\1", value)  # {\TeX}book
    return _BRACE.sub("", value).replace("\\{", "{").replace("\\}", "}")
