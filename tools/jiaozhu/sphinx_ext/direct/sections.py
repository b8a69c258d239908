"""The sections of a page: headings, their ids, where notes go, and what lists of contents have to know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from jiaozhu.sphinx_ext.direct.inline import Inline, attribute, pieces_of, start, text_of
from jiaozhu.sphinx_ext.direct.names import Target
from jiaozhu.sphinx_ext.direct.records import Heading, Part, UnusualPageError
from jiaozhu.sphinx_ext.documents.page_parser import OURS

__all__ = ["Sections"]

_PAGE = re.compile(r"[A-Za-z0-9_][\w./-]*\Z")


class Sections:
    """Opens and closes the sections of one page."""

    def __init__(self, permalink: Callable[[str], str]) -> None:
        self.out: list[Part] = []
        self.headings: list[Heading] = []
        self.labelled: list[tuple[Target, Sequence[Token]]] = []  #: Labels of sections, with the words of these.
        self.lists: list[tuple[int, list[str]]] = []
        self.notes_at: int | None = None
        self._permalink = permalink
        self._began = 0  #: Where the last section directly below the title begins.

    def open(self, level: int, content: Token, labels: Sequence[Target], inline: Inline) -> None:
        """Begin a section.

        Args:
            level: Of its heading.
            content: The words of it.
            labels: Those before it.
            inline: Writes them.
        """
        depth = self.headings[-1].level if self.headings else 0
        if level > depth + 1 or (level == 1) != (not self.headings) or (not depth and self.out):
            raise UnusualPageError("headings in another order")
        self.out.append("</section>\n" * (depth - level + 1))
        if level == 2:
            self._began = len(self.out)
        children = content.children or []
        words = inline.write(children, content.map[0] + 1 if content.map else 0)
        pieces = pieces_of(children)
        text = text_of(pieces)
        ids = [inline.names.heading(text, OURS)]
        for label in reversed(labels):
            ids += label.ids
            self.labelled.append((label, children))
        if len(ids) > 1:
            if ids[0].startswith("id"):
                ids = [*ids[1:], ids[0]]
            first = labels[-1].ids[0]
            ids.remove(first)
            ids.insert(0, first)
        name = f' aria-label="{attribute(" ".join(text.split()))}"' if _has_mark(children) else ""
        others = "".join(f'<span id="{id}"></span>' for id in ids[1:])
        self.out.append(f"{start('section', (), ids[:1])}\n{others}<h{level}{name}>")
        self.out += words
        self.out.append(f"{self._permalink(ids[0])}</h{level}>\n")
        self.headings.append(Heading(level, ids[0], pieces))

    def is_account(self) -> None:
        """Note that the section that is open is the account of a text."""
        if self.notes_at is None and self.headings and self.headings[-1].level == 2:
            self.notes_at = self._began

    def contents(self, text: str) -> None:
        """Note a list of pages that readers do not see.

        Raises:
            UnusualPageError: They would see it, or it is of another form.
        """
        option, *lines = text.strip().split("\n")
        names = [line.strip() for line in lines if line.strip()]
        if option != ":hidden:" or not all(map(_PAGE.match, names)):
            raise UnusualPageError("contents of another form")
        self.lists.append((len(self.headings), names))

    def close(self, notes: Sequence[Part]) -> list[Part]:
        """Return the body, with notes before the account or at the end of the text.

        Raises:
            UnusualPageError: The page has no heading.
        """
        if not self.headings:
            raise UnusualPageError("a page without a heading")
        self.out.append("</section>\n" * (self.headings[-1].level - 1))
        at = len(self.out) if self.notes_at is None else self.notes_at
        self.out[at:at] = notes
        self.out.append("</section>\n")
        return self.out


def _has_mark(tokens: Sequence[Token]) -> bool:
    return any(token.type == "footnote_ref" for token in tokens)
