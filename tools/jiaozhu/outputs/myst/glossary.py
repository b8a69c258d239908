"""The glossary as MyST: one entry a term, under letters, each with the places where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from jiaozhu.language import label as label_of
from jiaozhu.markup.body import resolved
from jiaozhu.markup.escape import escape, escape_line
from jiaozhu.model.term import Occurrence, Term
from jiaozhu.outputs.myst.concordance import label as kwic_label
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import link, shortened

_Entry = tuple[str, Term, Sequence[Occurrence]]


def write_glossary(entries: Sequence[_Entry], terms: Mapping[str, Term]) -> str:
    """The glossary page.

    Args:
        entries: Letter, term and occurrences, in order.
        terms: All terms by slug, for related entries.
    """
    parts = ["# 词汇", f"{{.jz-meta}}\n共 {len(entries)} 条，按汉语拼音排列；数字开头的在前。"]
    for letter, group in groupby(entries, key=lambda entry: entry[0]):
        parts.append(f"## {letter}")
        body = "\n\n".join(_entry(term, places, terms) for _, term, places in group)
        parts.append(f"```{{glossary}}\n{body}\n```")
    return "\n\n".join(parts) + "\n"


def anchor(slug: str) -> str:
    """The anchor of an entry on the page. An id may not begin with a digit; a slug may."""
    return f"t-{slug}"


def _headword(string: str) -> str:
    """A term's own line. The directive parses it as inline text, takes ``..`` for a comment and `` : `` for the end."""
    escaped = escape(string, one_line=True).replace(" : ", " &#58; ")
    return f"&#46;{escaped[1:]}" if escaped.startswith("..") else escaped


def _entry(term: Term, places: Sequence[Occurrence], terms: Mapping[str, Term]) -> str:
    pinyin = f"[{escape_line(term.pinyin)}]{{.jz-pinyin .language-zh-Latn-pinyin}}"
    gloss = f"[{escape_line(term.gloss)}]{{.jz-gloss .language-en}}"
    head = f"[]{{#{anchor(term.slug)}}}{pinyin}　{gloss}　〔{label_of(term.kind)}〕"
    paragraphs = [head, resolved(term.definition)]
    if term.unknown:
        paragraphs.append(f"〔未详〕{escape_line(term.unknown)}")
    if term.related:
        related = [terms[slug] for slug in term.related if slug in terms]
        paragraphs.append("参见：" + "、".join(term_link(other.headword, other.headword) for other in related))
    paragraphs.append(_places(term.slug, places))
    body = "\n\n".join(paragraphs)
    return "\n".join([*map(_headword, term.strings), *(f"  {line}" if line else "" for line in body.split("\n"))])


def _places(slug: str, places: Sequence[Occurrence]) -> str:
    """Where the term stands: how often, in which text first, and in which others."""
    if not places:
        return "{.jz-places}\n〔见于〕本编正文未见。"
    texts = []
    for docname, group in groupby(places, key=lambda place: place.docname):
        passages = list(group)
        times = sum(place.times for place in passages)
        words = f"《{shortened(passages[0].title)}》"
        texts.append(link(words, docname, passages[0].block) + (f"（{times}）" if times > 1 else ""))
    total = sum(place.times for place in places)
    others = f"，又见{'、'.join(texts[1:])}" if len(texts) > 1 else ""
    return f"{{.jz-places}}\n〔见于〕{{ref}}`{total} 处 <{kwic_label(slug)}>`：首见{texts[0]}{others}"
