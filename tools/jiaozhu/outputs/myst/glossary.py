"""The glossary as MyST: its words under letters, and where people, places and institutions are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.entries import GlossaryEntry, write_entries
from jiaozhu.outputs.myst.inline import term_link

__all__ = ["ELSEWHERE", "write_glossary"]

#: The class of the lists of entries that are in registers. On a site each name there has the id that it would have as
#: a word of the glossary, so that an address that was kept leads to it.
ELSEWHERE = "jz-elsewhere"


def write_glossary(
    entries: Sequence[GlossaryEntry],
    terms: Mapping[str, Term],
    elsewhere: Mapping[str, Sequence[Term]] | None = None,
    *,
    by_sound: bool = True,
) -> str:
    """Return the glossary page.

    Args:
        entries: In order.
        terms: All entries by slug, for related ones.
        elsewhere: Entries of the registers in order, by the link to their page.
        by_sound: Whether the order is that of pinyin.
    """
    count = ngettext("{n} entry", "{n} entries", len(entries), n=len(entries))
    lead = (
        _("{entries}, in the order of their pinyin; those that begin with a digit come first.", entries=count)
        if by_sound
        else _("{entries}, in alphabetical order; those that begin with a digit come first.", entries=count)
    )
    parts = [f"# {_('Glossary')}", f"{{.jz-meta}}\n{lead}", *write_entries(entries, terms)]
    if elsewhere:
        parts.append(f"## {_('People, places and institutions')}")
        parts.append(_("They have registers of their own:"))
        parts += [_named(page, members) for page, members in elsewhere.items()]
    return "\n\n".join(parts) + "\n"


def _named(page: str, members: Sequence[Term]) -> str:
    """A register and its entries."""
    set_as = typography()
    names = set_as.listed(term_link(term.headword, term.headword) for term in members)
    return f"{{.jz-places .{ELSEWHERE}}}\n{page}{set_as.colon}{names}"
