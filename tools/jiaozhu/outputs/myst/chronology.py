"""The chronology as MyST: what happened when, as the texts report it, each with its passage, and a timeline of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.event import AnchoredEvent
from jiaozhu.model.page import Page
from jiaozhu.outputs.drawings.drawing import Link
from jiaozhu.outputs.drawings.timeline import Moment
from jiaozhu.outputs.myst.passages import line, passage
from jiaozhu.outputs.myst.setting import bracketed, gap, linked_title

__all__ = ["Entry", "chronicle", "describe_time", "write_chronology"]


class Entry(NamedTuple):
    """One item of the chronology."""

    order: tuple[str, str, str, int]  #: Begin, end, page, place on the page.
    moment: Moment
    date: str  #: In words.
    text: str  #: What follows the date, as MyST.


def chronicle(events: Iterable[AnchoredEvent], pages: Iterable[Page]) -> list[Entry]:
    """Return the items of the chronology in the order of time.

    Args:
        events: What the texts report.
        pages: All texts; those that are dated are events themselves.
    """
    known = {page.docname: page for page in pages}
    dated = sorted((page for page in known.values() if page.date), key=_issue)
    found = [_event(event, known[event.docname]) for event in events]
    found += [_issued(list(group)) for _key, group in groupby(dated, key=_issue)]
    seen: Counter[str] = Counter()
    return [_numbered(entry, seen) for entry in sorted(found, key=lambda entry: entry.order)]


def _numbered(entry: Entry, seen: Counter[str]) -> Entry:
    """An item whose id no other has: a passage may report several events."""
    id = entry.moment.item
    seen[id] += 1
    number = f"-{seen[id]}" if seen[id] > 1 else ""
    return entry._replace(moment=entry.moment._replace(item=f"{id}{number}"))


def write_chronology(entries: Sequence[Entry], drawing: str) -> str:
    """Return the chronology page.

    Args:
        entries: In the order of time.
        drawing: The address of the timeline; empty without one.
    """
    parts = [f"# {_('Chronology')}", _lead()]
    if drawing and entries:
        parts.append(f"{{.jz-timeline}}\n![{escape_line(describe_time(entries))}]({drawing})")
    for decade, group in groupby(entries, key=lambda entry: entry.moment.begin[:3]):
        heading = _("{decade}s", decade=f"{decade}0")
        lines = "\n".join(f"- **[{entry.date}]{{#{entry.moment.item}}}** {entry.text}" for entry in group)
        parts.append(f"## {heading}\n\n{{.jz-chronology}}\n{lines}")
    return "\n\n".join(parts) + "\n"


def describe_time(entries: Sequence[Entry]) -> str:
    """Return the timeline in words, for those who cannot see it."""
    count = ngettext("{n} event", "{n} events", len(entries), n=len(entries))
    return _(
        "Timeline: {events} from {first} to {last}. All of them are in the list below.",
        events=count,
        first=entries[0].date,
        last=entries[-1].date,
    )


def _lead() -> str:
    return _(
        "Everything in the texts that can be dated, in the order of time, each item with a link to its passage. The "
        "time is that of the event, not of the report; what is dated only to a year comes at the beginning of that "
        "year. All is as the texts report it and need not be true; the notes say what has been verified. The dates of "
        "the texts themselves are listed too, marked “this edition”."
    )


def _event(anchored: AnchoredEvent, page: Page) -> Entry:
    event, anchor, set_as = anchored.event, anchored.anchor, typography()
    date, block = set_as.period(event.date, event.until), anchor.block
    what = set_as.ended(escape_line(set_as.bare(event.what)))
    if event.about:
        what += f"{set_as.sentence}{bracketed(escape_line(event.about))}"
    shown = _("line {line} of {title}", title=set_as.titled(page.title), line=line(block))
    says = f"{date}{set_as.colon}{set_as.bare(event.what)}{set_as.aside(shown)}"
    item = f"e-{page.siglum}-{page.text}-{block}"
    moment = Moment(event.date, event.until, Link(says, page.docname, block), item)
    place = [block.id for block in page.blocks].index(block)
    return Entry((event.date, event.until, page.docname, place), moment, date, gap(what, passage(page, block)))


def _issue(page: Page) -> tuple[str, str]:
    return (page.siglum, page.date or "")


def _issued(pages: Sequence[Page]) -> Entry:
    """The texts of one source with one date."""
    siglum, date = _issue(pages[0])
    set_as = typography()
    texts = set_as.title.join(linked_title(page.title, f"{page.docname}.md") for page in pages)
    source = pages[0].source_title
    text = _("\\[this edition\\] {source}: {texts}", source=escape_line(source), texts=texts)
    shown = set_as.date(date)
    says = _("{date}: {source} (in this edition)", date=shown, source=source)
    moment = Moment(date, "", Link(says, f"{siglum}/index"), f"e-{siglum}-{date}", issued=True)
    return Entry((date, "~", siglum, -1), moment, shown, text)
