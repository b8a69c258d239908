"""Entries of the glossary and of the registers as MyST: what each says, and the places where it occurs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.language import label as label_of
from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape, escape_line
from jiaozhu.markup.reading import read
from jiaozhu.markup.writing import write
from jiaozhu.model.entity import Entity
from jiaozhu.model.term import Occurrence, Term
from jiaozhu.outputs.myst.concordance import label as kwic_label
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import address, link, shortened
from jiaozhu.outputs.myst.setting import bracketed, gap

__all__ = ["GLOSSARY", "REGISTERS", "GlossaryEntry", "anchor", "group_id", "home", "write_entries"]

#: The page of the glossary.
GLOSSARY = "glossary"
#: The folder of the pages of registers.
REGISTERS = "registers"


class GlossaryEntry(NamedTuple):
    """An entry as it is listed."""

    letter: str
    term: Term
    places: Sequence[Occurrence]


def group_id(name: str) -> str:
    """Return what a group of kinds is called in addresses: ``people``."""
    parts = (part if part.isascii() and part.isalnum() else _numbered(part) for part in name.lower().split())
    return "-".join(parts)


def _numbered(word: str) -> str:
    """A word by the numbers of its characters, which are safe in an address."""
    return "-".join(f"u{ord(char):04x}" for char in word)


def home(term: Term) -> str:
    """Return the page on which an entry is, below the folder of generated pages."""
    return f"{REGISTERS}/{group_id(term.kind.group)}" if isinstance(term, Entity) else GLOSSARY


def write_entries(
    entries: Sequence[GlossaryEntry], terms: Mapping[str, Term], facts: Mapping[str, str] | None = None
) -> list[str]:
    """Return entries under their letters.

    Args:
        entries: In order.
        terms: All entries by slug, for related ones.
        facts: What else is known of an entry, by slug, as MyST.
    """
    parts = []
    for letter, group in groupby(entries, key=lambda entry: entry.letter):
        parts.append(f"## {letter}")
        body = "\n\n".join(_entry(entry, terms, (facts or {}).get(entry.term.slug, "")) for entry in group)
        parts.append(f"```{{glossary}}\n{body}\n```")
    return parts


def anchor(slug: str) -> str:
    """Return the anchor of an entry on the page. An id may not begin with a digit; a slug may."""
    return f"t-{slug}"


def _headword(string: str) -> str:
    """A term's own line. The directive parses it as inline text, takes ``..`` for a comment and `` : `` for the end."""
    escaped = escape(string, one_line=True).replace(" : ", " &#58; ")
    return f"&#46;{escaped[1:]}" if escaped.startswith("..") else escaped


def _entry(entry: GlossaryEntry, terms: Mapping[str, Term], facts: str) -> str:
    term, set_as = entry.term, typography()
    pinyin = f"[{escape_line(term.pinyin)}]{{.jz-pinyin .language-zh-Latn-pinyin}}" if term.pinyin else ""
    gloss = f"[{escape_line(term.gloss)}]{{.jz-gloss .language-en}}" if term.gloss else ""
    head = f"[]{{#{anchor(term.slug)}}}{gap(pinyin, gloss, bracketed(escape_line(label_of(term.kind))))}"
    paragraphs = [head, write(read(term.definition).tree, address)]
    if facts:
        paragraphs.append(facts)
    if term.unknown:
        paragraphs.append(_("\\[unknown\\] {what}", what=escape_line(term.unknown)))
    if term.synonyms:
        paragraphs.append(_("Also searched for as: {words}", words=escape_line(set_as.listed(term.synonyms))))
    if term.related:
        related = [terms[slug] for slug in term.related if slug in terms]
        words = set_as.listed(term_link(other.headword, other.headword) for other in related)
        paragraphs.append(_("See also: {terms}", terms=words))
    paragraphs.append(_places(term.slug, entry.places))
    body = "\n\n".join(paragraphs)
    return "\n".join(
        [*map(_headword, dict.fromkeys(term.strings)), *(f"  {line}" if line else "" for line in body.split("\n"))]
    )


def _places(slug: str, places: Sequence[Occurrence]) -> str:
    """Where the term occurs: how often, in which text first, and in which others."""
    if not places:
        words = _("\\[occurs\\] Not in the texts of this edition.")
        return f"{{.jz-places}}\n{words}"
    set_as = typography()
    texts = []
    for docname, group in groupby(places, key=lambda place: place.docname):
        passages = list(group)
        times = sum(place.times for place in passages)
        words = set_as.titled(shortened(passages[0].title))
        texts.append(link(words, docname, passages[0].block) + (set_as.aside(str(times)) if times > 1 else ""))
    total = sum(place.times for place in places)
    count = ngettext("{n} place", "{n} places", total, n=total)
    where = f"{{ref}}`{count} <{kwic_label(slug)}>`"
    words = (
        _(
            "\\[occurs\\] {places}: first in {first}, also in {others}",
            places=where,
            first=texts[0],
            others=set_as.listed(texts[1:]),
        )
        if len(texts) > 1
        else _("\\[occurs\\] {places}: first in {first}", places=where, first=texts[0])
    )
    return f"{{.jz-places}}\n{words}"
