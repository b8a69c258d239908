"""The words in a formula: what is in ``\\text{…}``, as strings of Typst."""

from __future__ import annotations

import re

from .escape import quote_string

__all__ = ["plain_words", "quoted"]

_CHARACTERS = {
    "_": "_", "%": "%", "&": "&", "#": "#", "$": "$", "{": "{", "}": "}", " ": " ", ",": "\u2009", "ldots": "…",
    "dots": "…", "quad": "\u2003", "qquad": "\u2003\u2003", "textbackslash": "\\", "S": "§", "-": "", "/": "",
    "textasciitilde": "~", "textasciicircum": "^", "textquotesingle": "'", "textdegree": "°", "copyright": "©",
    ";": " ", "\\": " ", "@": "", "degree": "°", "textbar": "|", "textless": "<", "textgreater": ">", "textemdash": "—",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+\*?) ?|\\(.)", re.S)


def plain_words(source: str) -> str:
    """Return the words of text in LaTeX: marks and escapes become characters, other commands leave their argument."""
    words = source.replace("~", "\u00a0").replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    words = _COMMAND.sub(
        lambda match: _CHARACTERS.get(match[1] or match[2], ""), words.replace("\\{", "\ue000").replace("\\}", "\ue001")
    )
    words = words.replace("{", "").replace("}", "").replace("\ue000", "{").replace("\ue001", "}")
    return re.sub(r"[ \n\t]+", " ", words)


def quoted(words: str, style: str = "") -> str:
    """Return words as a string of Typst's mathematics, or as text with a style."""
    return f"#text({style}, {quote_string(words)})" if style else quote_string(words)
