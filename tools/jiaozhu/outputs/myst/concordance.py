"""The concordance as MyST: every occurrence of every term, as keyword in context, under letters.

Its rows are a directive's content, one on a line, and not Markdown: a large corpus has tens of thousands of them, and
as references of the usual kind they would cost more than everything else on the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.setting import gap, headed

__all__ = ["CONTEXT", "label", "name", "rows", "write_index", "write_letter"]

#: Code points of context on either side, if the language does not say.
CONTEXT = 15
_DIRECTIVE = "jz-concordance"


def rows(pages: Iterable[Page], context: int = CONTEXT) -> Iterator[tuple[str, str]]:
    """Yield slug and row for each occurrence of a term, in the order of the book.

    A row is four fields with tabs between: ``docname#block``, the words before, the term, the words after.

    Args:
        pages: All texts.
        context: Code points on either side.
    """
    for page in pages:
        for block in page.blocks:
            reading = block.reading
            for start, end, slug in block.terms:
                before = ("…" if start > context else "") + reading[max(0, start - context) : start]
                after = reading[end : end + context] + ("…" if end + context < len(reading) else "")
                fields = [f"{page.docname}#{block.id}", before, reading[start:end], after]
                yield slug, "\t".join([" ".join(field.split()) for field in fields])


def write_index(letters: Sequence[tuple[str, Sequence[Term]]], found: Mapping[str, Sequence[str]]) -> str:
    """Return the first page: every term under its letter, with the number of its occurrences.

    Args:
        letters: Letter and its terms, in order.
        found: Rows by slug.
    """
    lead = _(
        "Every occurrence in the texts of every word of the glossary, with its context. The numbers count "
        "occurrences; a word without a number does not occur in the texts."
    )
    parts = [f"# {_('Concordance')}", lead]
    for letter, terms in letters:
        entries = gap(*(_entry(term, len(found.get(term.slug, ()))) for term in terms))
        parts.append(headed(f"**[{letter}]({name(letter)}.md)**", entries))
    names = "\n".join(name(letter) for letter, _terms in letters)
    parts.append(f"```{{toctree}}\n:hidden:\n\n{names}\n```")
    return "\n\n".join(parts) + "\n"


def write_letter(letter: str, terms: Iterable[Term], found: Mapping[str, Sequence[str]]) -> str:
    """Return the page with the occurrences of all terms under one letter."""
    parts = [f"# {_('Concordance: {letter}', letter=letter)}"]
    for term in terms:
        places = found.get(term.slug, ())
        if places:
            listed = "\n".join(places)
            count = ngettext("{n} place", "{n} places", len(places), n=len(places))
            parts.append(
                f"({label(term.slug)})=\n## {escape_line(term.headword)}\n\n"
                f"{gap(term_link(term.headword, term.headword), count)}\n\n"
                f"```{{{_DIRECTIVE}}}\n{listed}\n```"
            )
    return "\n\n".join(parts) + "\n"


def name(letter: str) -> str:
    """Return the name of a letter's page, below the folder of the concordance."""
    if letter.isalpha() and letter.isascii():
        return letter.lower()
    return "0-9" if letter[0].isdigit() else f"u{ord(letter[0]):04x}"


def label(slug: str) -> str:
    """Return the label of a term's occurrences."""
    return f"kwic-{slug}"


def _entry(term: Term, places: int) -> str:
    if not places:
        return escape_line(term.headword)
    return f"{{ref}}`{term.headword} <{label(term.slug)}>`[{places}]{{.jz-count}}"
