"""Reads a generated page on the direct way: from MyST to HTML, without a document of docutils between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from docutils.nodes import fully_normalize_name
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jiaozhu.sphinx_ext.direct.blocks import Blocks
from jiaozhu.sphinx_ext.direct.glossary import Glossary
from jiaozhu.sphinx_ext.direct.inline import CLOSE_PLACE, NAMED_PLACE, PLACE, Inline
from jiaozhu.sphinx_ext.direct.names import Names
from jiaozhu.sphinx_ext.direct.notes import Notes, Spoken
from jiaozhu.sphinx_ext.direct.records import Cited, DirectPage, Hole, Part, UnusualPageError
from jiaozhu.sphinx_ext.direct.sections import Sections
from jiaozhu.sphinx_ext.documents.anchors import LINE_ID
from jiaozhu.sphinx_ext.documents.page_parser import page_parser

__all__ = ["Reader"]


class Reader:
    """Reads pages.

    Args:
        spoken: What marks and notes are called.
        permalink: HTML of the link of a heading to itself, by its id.
        term_link: The same of a term of the glossary.
        line_anchor: HTML of what a paragraph of a text ends with, by its id.
        sounds: What marks pronunciations, and their language; None if nothing does.
    """

    def __init__(
        self,
        spoken: Spoken,
        permalink: Callable[[str], str],
        term_link: Callable[[str], str],
        line_anchor: Callable[[str], str],
        sounds: tuple[re.Pattern[str], str] | None,
    ) -> None:
        self._spoken = spoken
        self._permalink = permalink
        self._term_link = term_link
        self._line_anchor = line_anchor
        self._sounds = sounds
        self._parser: MarkdownIt = page_parser()

    def read(self, docname: str, text: str, *, is_text: bool, terms: Mapping[str, str] | None = None) -> DirectPage:
        """Return a page.

        Args:
            docname: What Sphinx calls it.
            text: The page, as MyST.
            is_text: Whether it is a text, whose paragraphs have lines.
            terms: The ids of the terms of the corpus, if it is the glossary.

        Raises:
            UnusualPageError: It has something that only the plain way writes.
        """
        names, citations = Names(), list[Cited]()
        notes = Notes(self._spoken, names)
        inline = Inline(names, notes, citations, self._sounds)
        sections = Sections(self._permalink)
        kept: dict[str, object] = {}
        glossary = Glossary(terms, self._term_link, self._parser, kept) if terms else None
        blocks = Blocks(self._parser.parse(text, kept), inline, notes, sections, glossary)
        if is_text:
            blocks.line_anchor = self._line_anchor
        blocks.write()
        if kept.get("duplicate_refs"):
            raise UnusualPageError("two definitions of a link")
        numbers = notes.numbers()
        parts = sections.close(notes.written(numbers))
        parts = _joined(_places(notes.fill(parts, numbers), names))
        metadata = {**blocks.metadata, **({"wordcount": kept["wordcount"]} if kept.get("wordcount") else {})}
        return DirectPage(
            docname,
            parts,
            sections.headings,
            metadata,
            _labels(names, sections, numbers),
            citations,
            sections.lists,
            glossary.terms if glossary else [],
        )


def _labels(names: Names, sections: Sections, numbers: dict[str, int]) -> list[tuple[str, str, str | None]]:
    """What other pages may refer to: each name with its id, that of a section with the words of its heading."""
    titles = {id(label): _title(tokens, numbers) for label, tokens in sections.labelled}
    return [
        (name, names.id_of(name), titles.get(id(target), target.title))
        for name, target in names.explicit.items()
        if target.kind not in ("link", "note") and not LINE_ID.match(name)
    ]


def _title(tokens: Sequence[Token], numbers: dict[str, int]) -> str:
    """A heading as the title of a label, where notes are their numbers."""
    return "".join(
        str(numbers[token.meta["label"]]) if token.type == "footnote_ref" else token.content for token in tokens
    )


def _places(parts: Sequence[Part], names: Names) -> Iterator[Part]:
    """Resolve links to places on the page."""
    links: set[str] = set()
    closing = "</a>"
    for part in parts:
        if part == CLOSE_PLACE:
            yield closing
        elif isinstance(part, Hole) and part.kind in (PLACE, NAMED_PLACE):
            name = fully_normalize_name(part.target)
            target = names.explicit.get(part.target)
            if target is None or target.kind == "note":
                raise UnusualPageError(f"a link to {part.target}")
            leads, closing = part.inner.replace('href="#"', f'href="#{names.id_of(name)}"'), "</a>"
            if target.kind == "link":
                if part.kind == NAMED_PLACE or name not in links:
                    raise UnusualPageError(f"a link to a link: {part.target}")
                yield Hole("local", part.target)
                leads, closing = f'{leads}<span class="xref myst">', "</span></a>"
            links.add(part.name)
            yield leads
        else:
            if isinstance(part, Hole) and part.kind == "term" and part.name and part.name not in names.ids:
                names.ids.add(part.name)
                yield f'<span class="target" id="{part.name}"></span>'
            yield part


def _joined(parts: Iterator[Part]) -> list[Part]:
    """The same parts, with stretches of HTML in one."""
    found: list[Part] = []
    held: list[str] = []
    for part in parts:
        if isinstance(part, str):
            held.append(part)
        else:
            if held:
                found.append("".join(held))
                held = []
            found.append(part)
    if held:
        found.append("".join(held))
    return found
