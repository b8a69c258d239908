"""Posts in Markdown with YAML or TOML front matter. The transcript is the file itself; its marks are markup.

Only certain marks count: what opens a line (``#``, ``>``, ``-``, ``1.``, fences, rules), emphasis
in pairs, links, pictures, tags and entities. Anything else is text, so that no mistake loses anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from jiaozhu.formats.lines import byte_order_mark, non_blank_lines
from jiaozhu.formats.sample import front_matter_end
from jiaozhu.model.document import Document, Image, Line, Markup, Paragraph
from jiaozhu.model.span import Span

_OPENING = re.compile(r"[ \t]*(?:(#{1,6})[ \t]+|((?:>[ \t]?)+)|([-*+]|[0-9]{1,9}[.)])[ \t]+)")
_CLOSING = re.compile(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_RULE = re.compile(r"[ \t]*(?:(?:[-*_][ \t]*){3,}|=+[ \t]*|(?:`{3,}|~{3,})[^`]*)$")
#: What is searched for an end does not go past another beginning, so that many beginnings without an end cost one pass.
_INLINE = re.compile(
    r"(?P<image>!\[(?P<alt>[^\[\]\n]{0,500}+)\]\((?P<address>[^()\s]*+(?:\([^()\s]*+)?)"
    r"(?:[ \t][^()\n]*+(?:\([^()\n]*+)?)?\))"
    r"|(?P<open>\[)(?P<words>[^\[\]\n]{1,1000}+)(?P<close>\]\([^()\n]*+(?:\([^()\n]*+)?\))"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>[^*_\n]{1,1000}?)(?<=\S)(?P=strong)"
    r"|(?P<em>[*_])(?=\S)(?P<italic>[^*_\n]{1,1000}?)(?<=\S)(?P=em)(?![0-9A-Za-z])"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,2000}+>|<!--(?:[^-<\n]++|-(?!->)|<(?!!--))*+-->)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});)"
)
_PICTURE = re.compile(r"<img\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)[^<>]*>", re.I)


def read_markdown_post(text: str) -> Document:
    """Return a document with a paragraph for each run of lines that Markdown would join, and one for each heading."""
    body = front_matter_end(text)
    markup: list[Markup] = list(byte_order_mark(text))
    images: list[Image] = []
    lines: list[Line] = []
    paragraphs: list[Paragraph] = []
    previous: Line | None = None
    for line in non_blank_lines(text):
        content = text[line.span.start : line.span.end]
        if line.span.start < body:
            lines.append(line)
            paragraphs.append(Paragraph("front-matter", len(lines) - 1, len(lines) - 1))
            continue
        if _RULE.match(content):
            markup.append(Markup(line.span, "", "tag"))
            previous = None
            continue
        kind, opened = _opening(content)
        start = line.span.start + opened
        if opened:
            markup.append(Markup(Span(line.span.start, start), "", "tag"))
        end = line.span.end
        closing = _CLOSING.search(content, opened) if kind.endswith("heading") else None
        if closing:
            markup.append(Markup(Span(line.span.start + closing.start(), end), "", "tag"))
        found = list(_inline(text, start, line.span.start + closing.start() if closing else end, images))
        markup += found
        if not _has_text(text, line.span, markup, found) and not any(
            line.span.holds(image.span) for image in images[-1:]
        ):
            continue
        lines.append(line)
        if images and line.span.holds(images[-1].span) and _only(text, line.span, images[-1].span):
            kind = "figure"
        follows = previous is not None and previous.number == line.number - 1
        if follows and not opened and kind == "p" and paragraphs[-1].kind == "p":
            paragraphs[-1] = paragraphs[-1]._replace(last=len(lines) - 1)
        else:
            paragraphs.append(Paragraph(kind, len(lines) - 1, len(lines) - 1))
        previous = line
    markup.sort(key=lambda mark: mark.span)
    return Document(text, tuple(lines), tuple(paragraphs), tuple(markup), tuple(images))


def _opening(content: str) -> tuple[str, int]:
    match = _OPENING.match(content)
    if match is None:
        return "p", 0
    if match.group(1):
        return ("heading" if len(match.group(1)) <= 2 else "subheading"), match.end()
    return "p", match.end()


def _inline(text: str, start: int, end: int, images: list[Image]) -> Iterator[Markup]:
    for match in _INLINE.finditer(text, start, end):
        if match["image"] or (match["tag"] and _PICTURE.match(match["tag"])):
            picture = _PICTURE.match(match["tag"]) if match["tag"] else None
            address = match["address"] if match["image"] else (picture.group(1) if picture else "")
            images.append(Image(Span(*match.span()), address or "", match["alt"] or ""))
            yield Markup(Span(*match.span()), "", "tag")
        elif match["entity"]:
            yield Markup(Span(*match.span()), unescape(match["entity"]), "entity")
        elif match["tag"]:
            yield Markup(Span(*match.span()), "", "tag")
        else:
            inner = "words" if match["open"] else "bold" if match["strong"] else "italic"
            yield Markup(Span(match.start(), match.start(inner)), "", "tag")
            yield Markup(Span(match.end(inner), match.end()), "", "tag")


def _has_text(text: str, span: Span, markup: list[Markup], found: list[Markup]) -> bool:
    covered = sum(mark.span.length for mark in markup[-len(found) - 2 :] if span.holds(mark.span) and not mark.reading)
    return len("".join(text[span.start : span.end].split())) > covered or covered < span.length


def _only(text: str, span: Span, image: Span) -> bool:
    return not (text[span.start : image.start] + text[image.end : span.end]).strip()
