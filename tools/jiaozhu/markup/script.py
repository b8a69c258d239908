"""Data as JavaScript: the one place that escapes what is written into a script."""

from __future__ import annotations

import json
import re

from jiaozhu.model.characters import INVISIBLE

_UNSAFE = re.compile(f"[<\u2028\u2029]|{INVISIBLE.pattern}")


def script_literal(data: object) -> str:
    """Return data as an expression of JavaScript that is safe in any place of a page.

    No ``<`` is left in it, so it can neither end a script element nor begin a comment; no line separator, which ends a
    line in old engines; and no character that cannot be seen.

    Args:
        data: Anything that JSON can hold.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return "\\u003c" if match.group() == "<" else json.dumps(match.group())[1:-1]
