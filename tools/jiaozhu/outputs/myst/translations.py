"""Translations as MyST: a text facing its translation, block by block, and the list of what is translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.markup.escape import escape, escape_line, yaml_scalar
from jiaozhu.markup.reading import read
from jiaozhu.markup.shaping import one_line
from jiaozhu.markup.writing import write, write_line
from jiaozhu.model.page import Block, Page
from jiaozhu.model.translation import NOTE, Translation
from jiaozhu.outputs.myst.passages import address
from jiaozhu.outputs.myst.setting import bracketed, gap

__all__ = ["FOLDER", "Facing", "docname", "language_name", "write_translated", "write_translations"]

#: Where pages of translations are, below the folder of generated pages.
FOLDER = "translations"
_HEADINGS = {"heading": 2, "subheading": 3}


class Facing(NamedTuple):
    """A text and its translation."""

    page: Page
    translation: Translation
    language: str  #: Of the text, as a tag.


def docname(language: str, page: Page) -> str:
    """Return the document of a text's translation, below the folder of generated pages."""
    return f"{FOLDER}/{language}/{page.docname}"


def language_name(tag: str) -> str:
    """Return a language's name in itself, or the tag if it is not known."""
    try:
        return Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag


def write_translated(facing: Facing) -> str:
    """Return the page on which a text faces its translation, in the language in use."""
    page, translation, _language = facing
    marks = _marks(facing)
    parts = [_front_matter(facing), _title(facing), _meta(facing)]
    level = 1
    for block in page.blocks:
        if block.kind == "title":
            continue
        level = min(_HEADINGS.get(block.kind, level), level + 1)
        parts += _pair(block, facing, level if block.kind in _HEADINGS else 0, marks.get(block.id, ""))
    if translation.unknown:
        told = "\n".join(f"- {escape_line(item, opens_line=True)}" for item in translation.unknown)
        parts.append(f"## {_('What the translators are not sure of')}\n\n{told}")
    parts += _notes(facing)
    return "\n\n".join(filter(None, parts)) + "\n"


def write_translations(tag: str, faced: Sequence[Facing]) -> str:
    """Return the list of what is translated into a language, by source, in the language in use.

    Args:
        tag: Of the language.
        faced: The texts, in the order of the book.
    """
    parts = [f"# {escape(language_name(tag), opens_line=False)}"]
    lead = _(
        "Each text faces its translation, paragraph by paragraph. The text is in {language}; notes are at its page."
    )
    parts.append(lead.format(language=language_name(faced[0].language)) if faced else "")
    by_source: dict[str, list[Facing]] = {}
    for facing in faced:
        by_source.setdefault(facing.page.siglum, []).append(facing)
    for siglum, group in by_source.items():
        summary = next((item.translation.summary for item in group if item.translation.summary), "")
        parts.append(f"## [{escape_line(group[0].page.source_title)}](../../{siglum}/index.md)")
        parts.append(f"{{.language-{tag}}}\n{escape_line(summary, opens_line=True)}" if summary else "")
        parts.append("\n".join(_listed(item) for item in group))
    entries = "\n".join(facing.page.docname for facing in faced)
    parts.append(f"```{{toctree}}\n:hidden:\n\n{entries}\n```")
    return "\n\n".join(filter(None, parts)) + "\n"


def _listed(facing: Facing) -> str:
    title = f"[{escape_line(facing.translation.title)}]({facing.page.docname}.md)"
    return f"- {gap(title, escape_line(facing.page.title))}"


def _front_matter(facing: Facing) -> str:
    fields = {"title": facing.translation.title, "translation-of": facing.page.docname}
    return "\n".join(["---", *(f"{key}: {yaml_scalar(value)}" for key, value in fields.items()), "---"])


def _title(facing: Facing) -> str:
    translation, page = facing.translation, facing.page
    title = f"# [{escape(translation.title, opens_line=False)}]{{.language-{translation.language}}}"
    own = escape_line(page.title, opens_line=True)
    return f"{title}\n\n{{.jz-original .jz-original-title .language-{facing.language}}}\n{own}"


def _meta(facing: Facing) -> str:
    page, translation = facing.page, facing.translation
    up = "../" * (2 + page.docname.count("/"))
    text = f"[{escape_line(_('The text with its notes'))}]({up}{page.docname}.md)"
    by = _("translated by {names}", names=typography().listed(map(escape_line, translation.by)))
    return f"{{.jz-meta .jz-facing}}\n{gap(text, escape_line(page.date or _('undated')), by, translation.date)}"


def _pair(block: Block, facing: Facing, level: int, marks: str) -> Iterator[str]:
    """A block and what translates it."""
    tag = facing.translation.language
    body = facing.translation.bodies.get(block.id)
    if block.kind == "gap":
        said = _inline(body) if body else escape_line(_("The source breaks off here."))
        yield f"{{#{block.id} .jz-gap .language-{tag}}}\n{bracketed(said)}"
        return
    if not block.reading.strip():
        return
    said = _inline(body) + marks if body else f"{bracketed(escape_line(_('not translated')))}{marks}"
    own = escape_line(block.reading, opens_line=True)
    if level:  # the heading comes first: it begins a section, and both are in it
        yield f"{'#' * level} [{said}]{{#{block.id} .language-{tag}}}"
        yield f"{{.jz-original .jz-original-heading .language-{facing.language}}}\n{own}"
    else:
        yield f"{{.jz-original .language-{facing.language}}}\n{own}"
        yield f"{{#{block.id} .jz-translation .language-{tag}}}\n{said}"


def _inline(body: str) -> str:
    """A body on one line."""
    return write_line(one_line(read(body).tree), address, opens_line=True)


def _marks(facing: Facing) -> Mapping[str, str]:
    """The marks of the notes that are translated, by block."""
    bodies = facing.translation.bodies
    return {
        block.id: "".join(f"[^{NOTE}{note.note.id}]" for note in block.notes if f"{NOTE}{note.note.id}" in bodies)
        for block in facing.page.blocks
    }


def _notes(facing: Facing) -> Iterator[str]:
    """The translated notes as footnotes."""
    bodies = facing.translation.bodies
    for note in facing.page.notes:
        body = bodies.get(f"{NOTE}{note.note.id}")
        if body:
            first, *rest = write(read(body).tree, address, opens_line=False).split("\n")
            indented = [f"    {line}" if line else "" for line in rest]
            yield "\n".join([f"[^{NOTE}{note.note.id}]: {first}", *indented])
