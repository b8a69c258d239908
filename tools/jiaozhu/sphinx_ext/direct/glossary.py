"""The entries of the glossary on the direct way: the terms of each, and its definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from jiaozhu.sphinx_ext.direct.inline import Inline, start
from jiaozhu.sphinx_ext.direct.records import Hole, Part, UnusualPageError

__all__ = ["Defined", "Glossary", "entries_of"]


class Defined(NamedTuple):
    """An entry as it is written."""

    terms: tuple[str, ...]
    definition: str


def entries_of(content: str) -> Iterator[Defined]:
    """Yield the entries of a directive.

    Raises:
        UnusualPageError: It is of another form than the tools write.
    """
    terms: list[str] = []
    lines: list[str] = []
    empty = True
    for line in [*content.split("\n"), "\0"]:
        if line.startswith("  ") and terms:
            lines.append(line[2:])
        elif not line:
            lines += [""] if lines else []
        elif line[0].isspace() or line.startswith((":", "---", "..")):
            raise UnusualPageError("a glossary of another form")
        elif lines:
            if not empty and line != "\0":
                raise UnusualPageError("terms without a line before them")
            yield Defined(tuple(terms), "\n".join(lines).rstrip("\n"))
            terms, lines = [line], []
        elif terms and (empty or line == "\0"):
            raise UnusualPageError("a term without a definition")
        else:
            terms.append(line)
        empty = not line


class Glossary:
    """Writes entries, whose terms have the ids of the corpus.

    Args:
        ids: The id of each term.
        permalink: HTML of the link of a term to itself, by its id.
        parser: Of MyST.
        kept: What it keeps of the page, such as the number of its words.
    """

    def __init__(
        self, ids: Mapping[str, str], permalink: Callable[[str], str], parser: MarkdownIt, kept: dict[str, object]
    ) -> None:
        self.terms: list[tuple[str, str]] = []  #: Each term with its id.
        self._ids = ids
        self._permalink = permalink
        self._parser = parser
        self._kept = kept

    def write(self, content: str, inline: Inline, blocks: Callable[[Sequence[Token]], list[Part]]) -> list[Part]:
        """Return entries as HTML.

        Args:
            content: Of the directive.
            inline: Writes words.
            blocks: Writes the tokens of a definition.

        Raises:
            UnusualPageError: They are of another form than the tools write.
        """
        parts: list[Part] = ['<dl class="glossary">\n']
        simple = True
        for entry in entries_of(content):
            id = self._ids.get(entry.terms[0])
            if id is None or any(self._ids.get(term) != id for term in entry.terms):
                raise UnusualPageError(f"the term {entry.terms[0]} is not one of the corpus")
            parts += [self._term(term, id, inline, first=not n) for n, term in enumerate(entry.terms)]
            tokens = self._parser.parse(f"{entry.definition}\n", self._kept)
            simple = simple and sum(not token.level and token.nesting >= 0 for token in tokens) < 2
            inline.lent = id
            parts += ["<dd>", *blocks(tokens), "</dd>\n"]
            inline.lent = ""
            target = inline.names.explicit.get(id)
            if target is None or inline.names.id_of(id) != id:
                raise UnusualPageError(f"the entry {id} has another id")
            target.title = entry.terms[0]
        if simple:
            raise UnusualPageError("definitions of one block each")
        return [*parts, "</dl>\n"]

    def kept_places(self, parts: Sequence[Part]) -> list[Part]:
        """Return words in which each link to a term is a place as well: that which it would have as an entry here."""
        return [
            part._replace(name=self._ids.get(part.target, ""))
            if isinstance(part, Hole) and part.kind == "term"
            else part
            for part in parts
        ]

    def _term(self, term: str, id: str, inline: Inline, *, first: bool) -> str:
        found = [child for token in self._parser.parseInline(term, self._kept) for child in token.children or []]
        if len(found) != 1 or found[0].type != "text" or found[0].content != term or " :" in term:
            raise UnusualPageError(f"the term {term} has markup")
        self.terms.append((term, id))
        return (
            f"{start('dt', (), [id])}{inline.words(term)}{self._permalink(id)}</dt>"
            if first
            else (f"<dt>{inline.words(term)}</dt>")
        )
