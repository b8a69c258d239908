"""A page as MyST: one text with its notes and its apparatus."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from jiaozhu.language import label as label_of
from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape, escape_line, yaml_scalar
from jiaozhu.markup.writing import code
from jiaozhu.model.page import Block, Page, RuleCount
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import entry, grounds, joint_entry, variant_entry, witness_entry
from jiaozhu.outputs.myst.footnotes import write_footnote
from jiaozhu.outputs.myst.inline import inline
from jiaozhu.outputs.myst.passages import label
from jiaozhu.outputs.myst.pictures import above, below, rights_of_pictures, write_picture
from jiaozhu.outputs.myst.proofs import proof_label
from jiaozhu.outputs.myst.setting import bracketed, gap
from jiaozhu.outputs.myst.shapes import together, write_list, write_table
from jiaozhu.outputs.myst.translations import docname, language_name

__all__ = ["write_page"]

_HEADINGS = {"heading": "##", "subheading": "###"}


def write_page(
    page: Page, terms: Mapping[str, Term], referred: Collection[str] = (), languages: Sequence[str] = ()
) -> str:
    """Return a page as a MyST document.

    Args:
        page: The text, with everything resolved.
        terms: Glossary entries by slug.
        referred: Ids of the blocks that other pages refer to; they get a label of their own.
        languages: Tags of the languages into which the text is translated.
    """
    parts = [_front_matter(page), _title(page, terms, referred), _meta(page, languages)]
    parts += [below(block) for block in page.blocks if block.kind == "title"]
    level = "#"
    labels = {block.id: f"({label(page.docname, block.id)})=\n" for block in page.blocks if block.id in referred}
    for shape, blocks in together(block for block in page.blocks if block.kind != "title"):
        if shape == "list":
            parts.append(write_list(blocks, labels, terms))
        elif shape == "table":
            parts.append(write_table(blocks, labels, terms))
        else:
            text, level = _block(blocks[0], labels, terms, level)
            parts += [above(blocks[0]), text, below(blocks[0])]
    parts += [rights_of_pictures(page.blocks), *_apparatus(page)]
    parts += [write_footnote(note) for note in page.notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(page: Page) -> str:
    fields = {
        "title": page.title,
        "siglum": page.siglum,
        "text": page.text,
        "genre": page.genre.id,
        "date": page.date or "",
    }
    return "\n".join(["---", *(f"{key}: {yaml_scalar(value)}" for key, value in fields.items()), "---"])


def _title(page: Page, terms: Mapping[str, Term], referred: Collection[str]) -> str:
    blocks = [block for block in page.blocks if block.kind == "title"]
    if not blocks:
        return f"# {bracketed(escape(page.title, opens_line=False))}"
    labels = "".join(f"({label(page.docname, block.id)})=\n" for block in blocks if block.id in referred)
    lines = [f"[{inline(block, terms, link=False)}]{{#{block.id}}}" for block in blocks]
    return f"{labels}# {typography().blank.join(lines)}"


def _meta(page: Page, languages: Sequence[str]) -> str:
    source = f"[{escape_line(page.source_title)}](index.md) {{cite}}`{page.citation}`"
    items = (
        escape_line(label_of(page.genre), opens_line=True),
        escape_line(page.date or _("undated")),
        source,
        escape_line(page.position),
        f"[{proof_label(page.proof)}](../progress.md)",
        *(f"[{language_name(tag)}](../{docname(tag, page)}.md)" for tag in languages),
    )
    lines = [f"{{.jz-meta}}\n{gap(*items)}"]
    if page.date_note:
        note = _("\\[date\\] {note}", note=escape_line(page.date_note))
        lines.append(f"{{.jz-meta .jz-date-note}}\n{note}")
    return "\n\n".join(lines)


def _block(block: Block, labels: Mapping[str, str], terms: Mapping[str, Term], level: str) -> tuple[str, str]:
    """One block, and the level of heading that is in force after it."""
    marked = labels.get(block.id, "")
    if block.kind in _HEADINGS:
        wanted = _HEADINGS[block.kind]
        level = wanted if len(wanted) <= len(level) + 1 else level + "#"  # never skips a level
        return f"{marked}{level} [{inline(block, terms, link=False)}]{{#{block.id}}}", level
    if block.kind == "gap":
        return f"{{#{block.id} .jz-gap}}\n{bracketed(escape_line(block.remark))}", level
    if block.kind == "figure":
        shown = "\n".join(write_picture(item) for item in block.pictures if item.is_published)
        attributes = f"#{block.id} .jz-picture" if shown else f"#{block.id} .jz-figure"
        return f"{marked}{{{attributes}}}\n{shown or _figure(block)}", level
    attributes = f"#{block.id}" if block.kind == "p" else f"#{block.id} .jz-{block.kind}"
    return f"{marked}{{{attributes}}}\n{inline(block, terms)}", level


def _figure(block: Block) -> str:
    set_as = typography()
    remark = f"{set_as.colon}{escape_line(block.remark)}" if block.remark else ""
    words = _("\\[picture\\] The source has a picture here, which this edition leaves out{remark}.", remark=remark)
    address = " ".join(block.address.split())
    if address.startswith("data:"):  # the picture itself, in letters
        address = ""
    return gap(words, code(address) if address else "")


def _apparatus(page: Page) -> list[str]:
    """The page's account: what persons changed, place by place, and what rules changed, in sums."""
    entries = [line for block in page.blocks for line in _entries(block)]
    summary = _summary(page)
    if not entries and not summary and not page.witnesses:
        return []
    parts = [f"## {_('Apparatus')}"]
    if entries:
        parts.append("{.jz-apparatus}\n" + "\n".join(entries))
    if page.witnesses:
        parts.append("{.jz-account}\n" + _("Collated with:"))
        parts.append("{.jz-apparatus .jz-witnesses}\n" + "\n".join(map(witness_entry, page.witnesses)))
    if summary:
        parts.append("{.jz-account}\n" + summary)
    return parts


def _entries(block: Block) -> list[str]:
    """What the account says of a block: its changes and the places where lines are joined, in the order read."""
    said = [(joint.offset, 0, joint_entry(joint, block)) for joint in block.joints]
    said += [(change.start, 1, entry(change, block)) for change in block.changes]
    said += [(variant.anchor.start, 2, variant_entry(variant)) for variant in block.variants]
    return [line for _at, _rank, line in sorted(said, key=lambda item: item[:2])]


def _summary(page: Page) -> str:
    set_as = typography()
    sentences = []
    if page.rules:
        counts = set_as.clause.join(map(_count, page.rules))
        sentences.append(_("Regularised according to the conventions: {counts}.", counts=counts))
    if page.order is not None:
        moved = _("Moved: {characters}: {why}", characters=_characters(page.moved), why=grounds(page.order))
        sentences.append(moved)
    return set_as.sentence.join(sentences)


def _count(count: RuleCount) -> str:
    """How often a rule acted."""
    reason = escape(_(count.reason), opens_line=False)
    places = ngettext("{n} place", "{n} places", count.places, n=f"{count.places:,}")
    return _("{reason}: {places}, {characters}", reason=reason, places=places, characters=_characters(count.characters))


def _characters(number: int) -> str:
    return ngettext("{n} character", "{n} characters", number, n=f"{number:,}")
