"""What is inside a line of Markdown: emphasis in pairs, code, links, pictures, tags, addresses and entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from jiaozhu.model.document import Image, Markup
from jiaozhu.model.span import Span

__all__ = ["Found", "inline"]

#: What is searched for an end does not go past another beginning, so that many beginnings without an end cost one pass.
_INLINE = re.compile(
    r"(?P<tick>(?<!`)`{1,3}(?!`))(?P<code>[^`\n]{1,1000}+)(?P=tick)(?!`)"
    r"|(?P<image>!\[(?P<alt>[^\[\]\n]{0,500}+)\]\((?P<address>[^()\s]*+(?:\([^()\s]*+)?)"
    r"(?:[ \t][^()\n]*+(?:\([^()\n]*+)?)?\))"
    r"|(?P<open>\[)(?P<words>[^\[\]\n]{1,1000}+)(?P<close>\]\([^()\n]*+(?:\([^()\n]*+)?\))"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>[^*_\n]{1,1000}?)(?<=\S)(?P=strong)"
    r"|(?P<em>[*_])(?=\S)(?P<italic>[^*_\n]{1,1000}?)(?<=\S)(?P=em)(?![0-9A-Za-z])"
    r"|<(?P<link>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{1,2000}+|[\w.+-]{1,64}+@[\w.-]{1,255}+)>"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,2000}+>|<!--(?:[^-<\n]++|-(?!->)|<(?!!--))*+-->)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});)"
)
_PICTURE = re.compile(r"<img\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)[^<>]*>", re.I)
#: The groups of which only the marks around them are markup.
_INNER = ("code", "words", "bold", "italic", "link")


class Found(NamedTuple):
    """What is in a line."""

    markup: list[Markup]
    images: list[Image]
    code: list[Span]


def inline(text: str, start: int, end: int) -> Found:
    """Return what is in a stretch of one line.

    Args:
        text: The file.
        start: Where the stretch begins, in code points.
        end: Where it ends.
    """
    found = Found([], [], [])
    for match in _INLINE.finditer(text, start, end):
        found.markup.extend(_marks(match, found))
    return found


def _marks(match: re.Match[str], found: Found) -> Iterator[Markup]:
    span = Span(*match.span())
    picture = _PICTURE.match(match["tag"]) if match["tag"] else None
    if match["image"] or picture:
        address = match["address"] if match["image"] else (picture.group(1) if picture else "")
        found.images.append(Image(span, address or "", match["alt"] or ""))
        yield Markup(span, "", "tag")
    elif match["entity"]:
        yield Markup(span, unescape(match["entity"]), "entity")
    elif match["tag"]:
        yield Markup(span, "", "tag")
    else:
        inner = next(name for name in _INNER if match[name])
        if inner == "code":
            found.code.append(Span(*match.span(inner)))
        yield Markup(Span(match.start(), match.start(inner)), "", "tag")
        yield Markup(Span(match.end(inner), match.end()), "", "tag")
