"""A page as MyST: one text with its notes and its apparatus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby

from jiaozhu.language import label as label_of
from jiaozhu.markup.body import note_body
from jiaozhu.markup.escape import escape, yaml_scalar
from jiaozhu.model.note import AnchoredNote
from jiaozhu.model.page import Block, Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import entry, grounds
from jiaozhu.outputs.myst.inline import inline
from jiaozhu.outputs.myst.passages import label

_HEADINGS = {"heading": "##", "subheading": "###"}
_ABOVE_TITLE = ("title",)


def write_page(page: Page, terms: Mapping[str, Term], referred: Collection[str] = ()) -> str:
    """``page`` as a MyST document.

    Args:
        page: Everything resolved.
        terms: Glossary entries by slug.
        referred: Ids of the blocks that other pages refer to; they get a label of their own.
    """
    parts = [_front_matter(page), _title(page, terms, referred), _meta(page)]
    level = "#"
    for block in page.blocks:
        if block.kind == "title":
            continue
        text, level = _block(block, page, terms, referred, level)
        parts.append(text)
    parts += _apparatus(page)
    parts += [_footnote(note) for note in page.notes]
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
        return f"# 〔{escape(page.title, opens_line=False)}〕"
    labels = "".join(f"({label(page.docname, block.id)})=\n" for block in blocks if block.id in referred)
    return labels + "# " + "　".join(f"[{inline(block, terms, link=False)}]{{#{block.id}}}" for block in blocks)


def _meta(page: Page) -> str:
    source = f"[{escape(page.source_title, opens_line=False)}](index.md)"
    items = [escape(label_of(page.genre), opens_line=False), escape(page.date or "日期未详", opens_line=False), source]
    if page.position:
        items.append(escape(page.position, opens_line=False))
    items.append(f"[{page.proof.label}](../progress.md)")
    note = f" {escape(page.date_note, opens_line=False)}" if page.date_note else ""
    lines = [f"{{.jz-meta}}\n{'　'.join(items)} {{cite}}`{page.citation}`"]
    if note:
        lines.append(f"{{.jz-meta .jz-date-note}}\n〔日期〕{note.strip()}")
    return "\n\n".join(lines)


def _block(
    block: Block, page: Page, terms: Mapping[str, Term], referred: Collection[str], level: str
) -> tuple[str, str]:
    """One block, and the heading level it leaves behind."""
    marked = f"({label(page.docname, block.id)})=\n" if block.id in referred else ""
    if block.kind in _HEADINGS:
        wanted = _HEADINGS[block.kind]
        level = wanted if len(wanted) <= len(level) + 1 else level + "#"  # never skips a level
        return f"{marked}{level} [{inline(block, terms, link=False)}]{{#{block.id}}}", level
    if block.kind == "gap":
        return f"{{#{block.id} .jz-gap}}\n〔{escape(block.remark, opens_line=False)}〕", level
    if block.kind == "figure":
        return f"{marked}{{#{block.id} .jz-figure}}\n{_figure(block)}", level
    attributes = f"#{block.id}" if block.kind == "p" else f"#{block.id} .jz-{block.kind}"
    return f"{marked}{{{attributes}}}\n{inline(block, terms)}", level


def _figure(block: Block) -> str:
    remark = f"：{escape(block.remark, opens_line=False)}" if block.remark else ""
    address = f"　{_code(block.address)}" if block.address else ""
    return f"〔图〕原文此处有图一幅，本编不载{remark}。{address}"


def _code(text: str) -> str:
    """Text as a literal: never a link, never loaded."""
    flat = " ".join(text.split())
    ticks = max((len(list(run)) for char, run in groupby(flat) if char == "`"), default=0) + 1
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{'`' * ticks}{pad}{flat}{pad}{'`' * ticks}"


def _footnote(note: AnchoredNote) -> str:
    """A note's body as a footnote: kind label, then the quote it is about, then what it says."""
    body = note_body(note.note.body, note.note.target.quote)
    first, *rest = body.split("\n")
    kind = note.note.kind
    lines = [f"[^n-{note.note.id}]: [〔{label_of(kind)}〕]{{.jz-kind .jz-kind-{kind.style}}}{first}"]
    lines += [f"    {line}" if line else "" for line in rest]
    return "\n".join(lines)


def _apparatus(page: Page) -> list[str]:
    """The page's account: what was changed by a person, place by place, and what by rule, in sums."""
    entries = [entry(change, block) for block in page.blocks for change in block.changes]
    summary = _summary(page)
    if not entries and not summary:
        return []
    parts = ["## 校勘记"]
    if entries:
        parts.append("{.jz-apparatus}\n" + "\n".join(entries))
    if summary:
        parts.append("{.jz-account}\n" + summary)
    return parts


def _summary(page: Page) -> str:
    parts = [
        f"{escape(count.reason, opens_line=False)}：{count.places:,} 处，{count.characters:,} 字"
        for count in page.rules
    ]
    text = f"据《凡例》规整：{'；'.join(parts)}。" if parts else ""
    if page.order is not None:
        text += f"移位 {page.moved:,} 字：{grounds(page.order)}"
    return text
