"""The page of quantities as MyST: series as tables with charts, and everything that was computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.page import Page
from jiaozhu.model.quantity import AnchoredQuantity, Outcome, Quantity, Series
from jiaozhu.outputs.myst.passages import passage
from jiaozhu.outputs.myst.setting import table

__all__ = ["describe", "in_order", "say_quantity", "write_quantities"]


def write_quantities(
    series: Sequence[Series],
    quantities: Sequence[AnchoredQuantity],
    outcomes: Sequence[Outcome],
    pages: Iterable[Page],
    charts: Mapping[str, str],
) -> str:
    """Return the page of quantities.

    Args:
        series: In the order of the register.
        quantities: Those whose place is known.
        outcomes: What was computed.
        pages: All texts.
        charts: Addresses of the charts by id of series.
    """
    known = {page.docname: page for page in pages}
    parts = [f"# {_('Quantities')}", _lead()]
    tables = [_series(item, in_order(item, quantities), known, charts.get(item.id)) for item in series]
    if tables:
        parts.append(f"## {_('Series')}")
        if charts:
            parts.append(_("The bars are evenly spaced, whatever the time between them."))
        parts += tables
    checks = _checks(quantities, outcomes, known)
    if checks:
        parts += [f"## {_('Computations')}", _summary(outcomes), *checks]
    return "\n\n".join(parts) + "\n"


def _lead() -> str:
    return _(
        "Numbers in the texts that can be checked against each other, each registered and recomputed by the "
        "expressions listed here; results are given whether the numbers agree or not, and noted at their place in the "
        "text. The numbers are those of the source: a check only shows whether the numbers of the texts agree with "
        "each other, not whether they are true."
    )


def in_order(series: Series, quantities: Iterable[AnchoredQuantity]) -> list[AnchoredQuantity]:
    """Return the quantities of a series by their time, undated ones last."""
    members = [item for item in quantities if item.quantity.series == series.id]
    return sorted(members, key=lambda item: item.quantity.date or "~")


def describe(series: Series, members: Sequence[AnchoredQuantity]) -> str:
    """Return a chart in words, for those who cannot see it."""
    points = typography().clause.join(f"{_date(item)} {item.quantity.shown}" for item in members)
    return _("Bar chart: {title} ({unit}). {points}.", title=series.title, unit=series.unit, points=points)


def say_quantity(series: Series, item: AnchoredQuantity, title: str, line: str) -> str:
    """Return what a bar of a chart says: when, of what, how much, and where.

    Args:
        series: The series of the chart.
        item: The quantity.
        title: Of its text.
        line: Its line there.
    """
    set_as, quantity = typography(), item.quantity
    where = _("line {line} of {title}", title=set_as.titled(title), line=line)
    apart = set_as.sentence if series.unit[:1].isalpha() else ""
    value = f"{quantity.shown}{apart}{series.unit}"
    return f"{_date(item)}{set_as.clause}{quantity.claim}{set_as.colon}{value}{set_as.aside(where)}"


def _series(series: Series, members: Sequence[AnchoredQuantity], pages: Mapping[str, Page], chart: str | None) -> str:
    parts = [f"### {escape_line(series.title)}{typography().aside(escape_line(series.unit))}"]
    if chart is not None:
        parts.append(f"{{.jz-chart}}\n![{escape_line(describe(series, members))}]({chart})")
    rows = [
        [
            _date(item),
            escape_line(item.quantity.claim),
            escape_line(item.quantity.shown),
            passage(pages[item.docname], item.anchor.block),
        ]
        for item in members
    ]
    head = [_("Time"), _("Of what"), _("Value"), _("Passage")]
    parts.append(table(head, rows, "| --- | --- | ---: | --- |"))
    return "\n\n".join(parts)


def _summary(outcomes: Sequence[Outcome]) -> str:
    right = sum(outcome.agrees for outcome in outcomes)
    return _(
        "Checks computed: {n}; in agreement: {right}; not in agreement: {wrong}.",
        n=len(outcomes),
        right=right,
        wrong=len(outcomes) - right,
    )


def _checks(
    quantities: Sequence[AnchoredQuantity], outcomes: Sequence[Outcome], pages: Mapping[str, Page]
) -> list[str]:
    """A table for each text, its checks in the order of the text."""
    by_id = {item.quantity.id: item for item in quantities}
    order = {docname: number for number, docname in enumerate(pages)}
    placed = [(by_id[outcome.check.on], outcome) for outcome in outcomes if outcome.check.on in by_id]
    placed.sort(key=lambda item: (order[item[0].docname], item[0].anchor.origin[0].start, item[1].check.id))
    parts = []
    for docname, group in groupby(placed, key=lambda item: item[0].docname):
        page = pages[docname]
        rows = [_check(quantity, outcome, page) for quantity, outcome in group]
        head = [_("Line"), _("Number in the text"), _("Computation"), _("Result")]
        parts.append(f"### {escape_line(page.title)}")
        parts.append(table(head, rows, "| ---: | --- | --- | --- |"))
    return parts


def _check(item: AnchoredQuantity, outcome: Outcome, page: Page) -> list[str]:
    quantity, check, set_as = item.quantity, outcome.check, typography()
    remark = f"{set_as.stop}{set_as.sentence}{escape_line(check.remark)}" if check.remark else ""
    return [
        passage(page, item.anchor.block, title=False),
        f"{escape_line(quantity.claim)}{set_as.colon}{_with_unit(quantity)}",
        f"{escape_line(set_as.bare(check.says))}{remark}",
        _("agrees") if outcome.agrees else f"**{_('does not agree')}**",
    ]


def _with_unit(quantity: Quantity) -> str:
    """A number with its unit, apart where the language parts words."""
    unit = escape_line(quantity.unit)
    apart = typography().sentence if unit[:1].isalpha() else ""
    return f"{escape_line(quantity.shown)}{apart}{unit}"


def _date(item: AnchoredQuantity) -> str:
    return typography().date(item.quantity.date) if item.quantity.date else "—"
