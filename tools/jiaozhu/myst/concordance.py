"""The concordance as MyST: every place of every term, with the words on either side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.model.page import Block
from jiaozhu.model.term import Term, TermMatch
from jiaozhu.myst.escape import escape
from jiaozhu.myst.inline import term_link
from jiaozhu.myst.page import label

#: Code points of context on either side: enough for a clause, little enough for one line.
CONTEXT = 14


class Keyword(NamedTuple):
    """One place of a term."""

    docname: str
    title: str  #: Of the text.
    block: Block
    match: TermMatch


def write_concordance(entries: Sequence[tuple[str, Term, Sequence[Keyword]]]) -> str:
    """The concordance page.

    Args:
        entries: Letter, term and its places in the order of the book; terms in dictionary order.
    """
    places = sum(len(keywords) for _, _, keywords in entries)
    parts = ["# 逐词索引", f"{{.jz-meta}}\n词条 {len(entries)} 个，用例 {places} 处。行首是底本行号，通向该段。"]
    for letter, group in groupby(entries, key=lambda entry: entry[0]):
        parts.append(f"## {letter}")
        for _, term, keywords in group:
            head = f"{{.jz-entry}}\n**{term_link(term.headword, term.headword)}**　{len(keywords)} 处"
            parts.append(head)
            parts.append("{.jz-kwic}\n" + "\n".join(_line(keyword) for keyword in keywords))
    return "\n\n".join(parts) + "\n"


def _line(keyword: Keyword) -> str:
    reading, match = keyword.block.reading, keyword.match
    before = reading[max(0, match.start - CONTEXT) : match.start]
    after = reading[match.end : match.end + CONTEXT]
    left = ("……" if match.start > CONTEXT else "") + _plain(before)
    right = _plain(after) + ("……" if match.end + CONTEXT < len(reading) else "")
    shown = keyword.block.id.removeprefix("l").lstrip("0")
    link = f"{{ref}}`{shown} <{label(keyword.docname, keyword.block.id)}>`"
    words = _plain(reading[match.start : match.end])
    return f"- {link}　{left}[{words}]{{.jz-keyword}}{right}[《{_plain(keyword.title)}》]{{.jz-where}}"


def _plain(text: str) -> str:
    return escape(" ".join(text.split()), opens_line=False)
