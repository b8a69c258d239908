"""The page of figures as MyST: series as tables with charts, and everything that was reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from jiaozhu.markup.escape import escape_line
from jiaozhu.model.figure import AnchoredFigure, Outcome, Series
from jiaozhu.model.page import Page
from jiaozhu.outputs.myst.dates import in_words
from jiaozhu.outputs.myst.passages import passage

_LEAD = (
    "各篇中可以互相核对的数字，逐条登记，由工具按所列算式重算；合与不合都照录，并在原文该处注明。"
    "数字一律照原文，核算只说明文中的数彼此是否相合，不说明它们是否属实。"
)


def write_figures(
    series: Sequence[Series],
    figures: Sequence[AnchoredFigure],
    outcomes: Sequence[Outcome],
    pages: Iterable[Page],
    charts: Mapping[str, str],
) -> str:
    """The page of figures.

    Args:
        series: In the order of the register.
        figures: Those whose place is known.
        outcomes: What was reckoned.
        pages: All texts.
        charts: Addresses of the charts by id of series.
    """
    known = {page.docname: page for page in pages}
    parts = ["# 数字", _LEAD]
    tables = [_series(item, in_order(item, figures), known, charts.get(item.id)) for item in series]
    if tables:
        parts += ["## 数列", "图中各柱等距，不表示年代的远近。", *tables] if charts else ["## 数列", *tables]
    checks = _checks(figures, outcomes, known)
    if checks:
        parts += ["## 核算", _summary(outcomes), *checks]
    return "\n\n".join(parts) + "\n"


def in_order(series: Series, figures: Iterable[AnchoredFigure]) -> list[AnchoredFigure]:
    """The figures of a series by their time, undated ones last."""
    members = [item for item in figures if item.figure.series == series.id]
    return sorted(members, key=lambda item: item.figure.date or "~")


def describe(series: Series, members: Sequence[AnchoredFigure]) -> str:
    """A chart in words, for those who do not see it."""
    points = "；".join(f"{_date(item)} {item.figure.shown}" for item in members)
    return f"柱状图：{series.title}（{series.unit}）。{points}。"


def _series(series: Series, members: Sequence[AnchoredFigure], pages: Mapping[str, Page], chart: str | None) -> str:
    parts = [f"### {escape_line(series.title)}（{escape_line(series.unit)}）"]
    if chart is not None:
        parts.append(f"{{.jz-chart}}\n![{escape_line(describe(series, members))}]({chart})")
    rows = [
        [
            _date(item),
            escape_line(item.figure.claim),
            escape_line(item.figure.shown),
            passage(pages[item.docname], item.anchor.block),
        ]
        for item in members
    ]
    parts.append(_table(["时间", "所指", "数值", "出处"], rows, "| --- | --- | ---: | --- |"))
    return "\n\n".join(parts)


def _summary(outcomes: Sequence[Outcome]) -> str:
    right = sum(outcome.agrees for outcome in outcomes)
    return f"共核算 {len(outcomes)} 处：相合 {right} 处，不合 {len(outcomes) - right} 处。"


def _checks(figures: Sequence[AnchoredFigure], outcomes: Sequence[Outcome], pages: Mapping[str, Page]) -> list[str]:
    """A table for each text, its checks in the order of the text."""
    by_id = {item.figure.id: item for item in figures}
    order = {docname: number for number, docname in enumerate(pages)}
    placed = [(by_id[outcome.check.on], outcome) for outcome in outcomes if outcome.check.on in by_id]
    placed.sort(key=lambda item: (order[item[0].docname], item[0].anchor.origin[0].start, item[1].check.id))
    parts = []
    for docname, group in groupby(placed, key=lambda item: item[0].docname):
        page = pages[docname]
        rows = [_check(figure, outcome, page) for figure, outcome in group]
        parts.append(f"### {escape_line(page.title)}")
        parts.append(_table(["行", "文中的数", "核算", "结果"], rows, "| ---: | --- | --- | --- |"))
    return parts


def _check(item: AnchoredFigure, outcome: Outcome, page: Page) -> list[str]:
    figure, check = item.figure, outcome.check
    remark = f"。{escape_line(check.remark)}" if check.remark else ""
    return [
        passage(page, item.anchor.block, title=False),
        f"{escape_line(figure.claim)}：{escape_line(figure.shown)}{escape_line(figure.unit)}",
        f"{escape_line(check.says.rstrip('。'))}{remark}",
        "相合" if outcome.agrees else "**不合**",
    ]


def _date(item: AnchoredFigure) -> str:
    return in_words(item.figure.date) if item.figure.date else "—"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], rule: str) -> str:
    lines = [f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)
