"""Files that are text to a machine and not prose: data and markup of which no format is known.

They are refused with a word for what they are: a fallback would take their braces and control words for text. A format
of another package that claims them is asked first.
"""

from __future__ import annotations

import json
import re

from jiaozhu.locale import Lazy, lazy

__all__ = ["not_prose"]

_RTF = re.compile(r"\ufeff?\s*+\{\\rtf[0-9]")
_JSON = re.compile(r"\ufeff?\s*+(?:\{\s*+[\"}]|\[\s*+[\"\[\]{0-9tfn-])")
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]")
_WIKI_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,300}")
_WIKI_HEADING = re.compile(r"^(={2,6})[^=\n]{1,200}\1\s*+$", re.M)
_WIKI_STRONG = re.compile(r"'''[^'\n]{1,200}'''")
#: Code points of data that are parsed: of more, the beginning tells.
_PARSED = 5_000_000
#: Of the lines of wikitext, at least one in so many has its marks.
_LINES = 10


def not_prose(text: str, whole: str) -> Lazy | None:
    """Return what a text is, if it is not prose; None if it may be.

    Args:
        text: Its beginning.
        whole: All of it.
    """
    if _RTF.match(text):
        return lazy("an RTF document")
    if _JSON.match(text) and _is_json(whole):
        return lazy("a Jupyter notebook") if '"nbformat"' in whole and '"cells"' in whole else lazy("JSON data")
    counts = [len(pattern.findall(text)) for pattern in (_WIKI_LINK, _WIKI_TEMPLATE, _WIKI_HEADING, _WIKI_STRONG)]
    if sum(map(bool, counts)) >= 2 and counts[0] + counts[1] >= 2 and sum(counts) * _LINES >= text.count("\n"):
        return lazy("MediaWiki wikitext")
    return None


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or lines of JSON; of what is very large the beginning was enough."""
    if len(text) > _PARSED:
        return True
    text = text.removeprefix("\ufeff").strip()
    return _parses(text) or ("\n" in text and all(_parses(line) for line in text.split("\n", 3)[:3]))


def _parses(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
