"""The chronology as MyST: what happened when, as the texts report it, each with its passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.event import AnchoredEvent
from jiaozhu.model.page import Page
from jiaozhu.outputs.myst.passages import passage
from jiaozhu.outputs.myst.setting import bracketed, gap, linked_title

__all__ = ["write_chronology"]


class _Line(NamedTuple):
    key: tuple[str, str, str, int]  #: Begin, end, page, place on the page.
    text: str


def write_chronology(events: Iterable[AnchoredEvent], pages: Iterable[Page]) -> str:
    """Return the chronology page.

    Args:
        events: What the texts report.
        pages: All texts; those that are dated are events themselves.
    """
    known = {page.docname: page for page in pages}
    lines = [_event(event, known[event.docname]) for event in events]
    dated = sorted((page for page in known.values() if page.date), key=_issue)
    lines += [_issued(list(group)) for _key, group in groupby(dated, key=_issue)]
    parts = [f"# {_('Chronology')}", _lead()]
    for decade, group in groupby(sorted(lines), key=lambda line: line.key[0][:3]):
        heading = _("{decade}s", decade=f"{decade}0")
        parts.append(f"## {heading}\n\n" + "{.jz-chronology}\n" + "\n".join(line.text for line in group))
    return "\n\n".join(parts) + "\n"


def _lead() -> str:
    return _(
        "Everything in the texts that can be dated, in the order of time, each item with a link to its passage. The "
        "time is that of the event, not of the report; what is dated only to a year comes at the beginning of that "
        "year. All is as the texts report it and need not be true; the notes say what has been verified. The dates of "
        "the texts themselves are listed too, marked “this edition”."
    )


def _event(anchored: AnchoredEvent, page: Page) -> _Line:
    event, anchor, set_as = anchored.event, anchored.anchor, typography()
    what = f"**{set_as.period(event.date, event.until)}** {set_as.ended(escape_line(set_as.bare(event.what)))}"
    if event.about:
        what += f"{set_as.sentence}{bracketed(escape_line(event.about))}"
    place = [block.id for block in page.blocks].index(anchor.block)
    return _Line(
        (event.date, event.until, page.docname, place),
        f"- {gap(what, passage(page, anchor.block))}",
    )


def _issue(page: Page) -> tuple[str, str]:
    return (page.siglum, page.date or "")


def _issued(pages: Sequence[Page]) -> _Line:
    """The texts of one source with one date."""
    siglum, date = _issue(pages[0])
    set_as = typography()
    texts = set_as.title.join(linked_title(page.title, f"{page.docname}.md") for page in pages)
    text = _(
        "**{date}** \\[this edition\\] {source}: {texts}",
        date=set_as.date(date),
        source=escape_line(pages[0].source_title),
        texts=texts,
    )
    return _Line((date, "~", siglum, -1), f"- {text}")
