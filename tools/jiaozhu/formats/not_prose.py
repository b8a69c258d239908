"""Files that are text to a machine and not prose: data and markup of which no format is known.

They are refused with a word for what they are: a fallback would take their braces and control words for text. A format
of another package that claims them is asked first.
"""

from __future__ import annotations

import json
import re

from jiaozhu.locale import Lazy, lazy

__all__ = ["not_prose"]

_JSON = re.compile(r"\ufeff?\s*+(?:\{\s*+[\"}]|\[\s*+[\"\[\]{0-9tfn-])")
#: Code points of data that are parsed: of more, the beginning tells.
_PARSED = 5_000_000


def not_prose(text: str, whole: str) -> Lazy | None:
    """Return what a text is, if it is not prose; None if it may be.

    Args:
        text: Its beginning.
        whole: All of it.
    """
    if _JSON.match(text) and _is_json(whole):
        return lazy("a Jupyter notebook") if '"nbformat"' in whole and '"cells"' in whole else lazy("JSON data")
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
