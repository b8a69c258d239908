"""The chronology as MyST: what happened when, as the texts tell it, each with its passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.markup.escape import escape_line
from jiaozhu.model.event import AnchoredEvent
from jiaozhu.model.page import Page
from jiaozhu.outputs.myst.dates import in_words, period
from jiaozhu.outputs.myst.passages import passage

_LEAD = (
    "本编各篇所记有年代可考的事，依时间排列，每条可回到原文。时间是事件的时间，不是报道的时间；"
    "只记到年的列在该年之首。所述皆据原文，未必属实，核实与否见各处注释。各篇自身的年月也列在内，以“本编”标出。"
)


class _Line(NamedTuple):
    key: tuple[str, str, str, int]  #: Begin, end, page, place on the page.
    text: str


def write_chronology(events: Iterable[AnchoredEvent], pages: Iterable[Page]) -> str:
    """The chronology page.

    Args:
        events: What the texts tell.
        pages: All texts, by docname; those that are dated are events themselves.
    """
    known = {page.docname: page for page in pages}
    lines = [_event(event, known[event.docname]) for event in events]
    dated = sorted((page for page in known.values() if page.date), key=_issue)
    lines += [_issued(list(group)) for _, group in groupby(dated, key=_issue)]
    parts = ["# 年表", _LEAD]
    for decade, group in groupby(sorted(lines), key=lambda line: line.key[0][:3]):
        parts.append(f"## {decade}0年代\n\n" + "{.jz-chronology}\n" + "\n".join(line.text for line in group))
    return "\n\n".join(parts) + "\n"


def _event(told: AnchoredEvent, page: Page) -> _Line:
    event, anchor = told.event, told.anchor
    about = f"〔{escape_line(event.about)}〕" if event.about else ""
    what = escape_line(event.what.rstrip("。"))
    place = [block.id for block in page.blocks].index(anchor.block)
    return _Line(
        (event.date, event.until, page.docname, place),
        f"- **{period(event.date, event.until)}** {what}。{about}　{passage(page, anchor.block)}",
    )


def _issue(page: Page) -> tuple[str, str]:
    return (page.siglum, page.date or "")


def _issued(pages: Sequence[Page]) -> _Line:
    """The texts of one source with one date."""
    siglum, date = _issue(pages[0])
    links = "".join(f"[《{escape_line(page.title)}》]({page.docname}.md)" for page in pages)
    text = f"- **{in_words(date)}** 〔本编〕{escape_line(pages[0].source_title)}：{links}"
    return _Line((date, "~", siglum, -1), text)
