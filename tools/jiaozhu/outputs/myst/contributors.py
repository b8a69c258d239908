"""The contributors' page as MyST."""

from __future__ import annotations

from collections.abc import Sequence

from jiaozhu.markup.escape import escape_line
from jiaozhu.model.credit import Credit

_HEAD = ("署名", "〔注〕〔按〕〔疑〕", "校改", "通校", "词条", "版本", "最早", "最近")


def write_contributors(credits: Sequence[Credit], *, with_history: bool) -> str:
    """The page.

    Args:
        credits: Those with the most to their name first.
        with_history: Whether version control was asked too.
    """
    rows = [
        [
            escape_line(credit.name),
            *(
                str(number or "—")
                for number in (credit.notes, credit.emendations, credit.readings, credit.terms, credit.editions)
            ),
            credit.first or "—",
            credit.last or "—",
        ]
        for credit in credits
    ]
    asked = "词条与版本不署名，依版本记录归于最初写定的人。" if with_history else "没有版本记录可查，词条与版本未计。"
    parts = [
        "# 贡献者",
        "注、校改与通校记录各自署名，本页据以统计；" + asked + "校次由通校的人数算出，见[进度](progress.md)。",
    ]
    if rows:
        lines = [f"| {' | '.join(row)} |" for row in (list(_HEAD), *rows)]
        lines.insert(1, "| --- |" + " ---: |" * 5 + " --- | --- |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
