"""The concordance as MyST: every occurrence of every term, as keyword in context, under letters.

Its rows are a directive's content, one a line, and not Markdown: a large corpus has tens of thousands of them, and
as references of the usual kind they would cost more than everything else on the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiaozhu.markup.escape import escape_line
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.inline import term_link

#: Code points of context on either side.
CONTEXT = 15
_DIRECTIVE = "jz-concordance"


def rows(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Slug and row for each place at which a term stands, in the order of the book.

    A row is four fields with tabs between: ``docname#block``, what stands before, the words, what stands after.
    """
    for page in pages:
        for block in page.blocks:
            reading = block.reading
            for start, end, slug in block.terms:
                before = ("…" if start > CONTEXT else "") + reading[max(0, start - CONTEXT) : start]
                after = reading[end : end + CONTEXT] + ("…" if end + CONTEXT < len(reading) else "")
                fields = [f"{page.docname}#{block.id}", before, reading[start:end], after]
                yield slug, "\t".join([" ".join(field.split()) for field in fields])


def write_index(letters: Sequence[tuple[str, Sequence[Term]]], found: Mapping[str, Sequence[str]]) -> str:
    """The way in: every term under its letter, with the number of its places.

    Args:
        letters: Letter and its terms, in order.
        found: Rows by slug.
    """
    parts = ["# 逐词索引", "词汇所收各词在各篇中的每一处，连同上下文。数字为出现次数；未标数字的，正文未见。"]
    for letter, terms in letters:
        entries = "　".join(_entry(term, len(found.get(term.slug, ()))) for term in terms)
        parts.append(f"**[{letter}]({name(letter)}.md)**　{entries}")
    names = "\n".join(name(letter) for letter, _ in letters)
    parts.append(f"```{{toctree}}\n:hidden:\n\n{names}\n```")
    return "\n\n".join(parts) + "\n"


def write_letter(letter: str, terms: Iterable[Term], found: Mapping[str, Sequence[str]]) -> str:
    """The places of all terms under one letter."""
    parts = [f"# 逐词索引　{letter}"]
    for term in terms:
        places = found.get(term.slug, ())
        if places:
            listed = "\n".join(places)
            parts.append(
                f"({label(term.slug)})=\n## {escape_line(term.headword)}\n\n"
                f"{term_link(term.headword, term.headword)}　{len(places)} 处\n\n"
                f"```{{{_DIRECTIVE}}}\n{listed}\n```"
            )
    return "\n\n".join(parts) + "\n"


def name(letter: str) -> str:
    """The page of a letter, below the folder of the concordance."""
    return (
        letter.lower()
        if letter.isalpha() and letter.isascii()
        else "0-9"
        if letter[0].isdigit()
        else f"u{ord(letter[0]):04x}"
    )


def label(slug: str) -> str:
    """The label of a term's places."""
    return f"kwic-{slug}"


def _entry(term: Term, places: int) -> str:
    return (
        f"{{ref}}`{term.headword} <{label(term.slug)}>`[{places}]{{.jz-count}}"
        if places
        else escape_line(term.headword)
    )
