"""Pages about sources: what each is, what became of its characters, and the list of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from jiaozhu.language import label as label_of
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.act import ActKind
from jiaozhu.model.corpus import About
from jiaozhu.model.edition import LineRange, Omission, Piece
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.page import Page

#: The columns of an account, in the order of a reader's interest.
COLUMNS = {
    ActKind.KEPT: "照录",
    ActKind.MOVED: "移位",
    ActKind.REGULARIZED: "规整",
    ActKind.CORRECTED: "校改",
    ActKind.SURPLUS: "衍文",
    ActKind.OMITTED: "不录",
}


class Account(NamedTuple):
    """What is told about a source."""

    siglum: str
    about: About
    ledger: Ledger
    pages: Sequence[Page]
    format: str  #: As a reader is told.
    omissions: Sequence[Omission]


def write_contents(accounts: Sequence[Account]) -> str:
    """The list of sources, in the order given."""
    entries = "\n".join(f"{account.siglum}/index" for account in accounts)
    return f"# 文献\n\n{write_cards(accounts)}\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"


def write_cards(accounts: Sequence[Account]) -> str:
    """What each source is, as a paragraph; links begin with ``./``, so that a page elsewhere can include them."""
    return "".join(f"{{.jz-card}}\n{_card(account)}\n\n" for account in accounts)


def _card(account: Account) -> str:
    about = account.about
    facts = "　".join(
        [escape_line(about.date or "日期未详"), escape_line(about.publisher or "刊者未详"), escape_line(about.kind)]
    )
    levels = Counter(page.proof.level for page in account.pages)
    proof = "、".join(f"{level} {count} 篇" for level, count in levels.items())
    doubts = sum(page.proof.doubts for page in account.pages)
    state = f"{proof}{f'，存疑 {doubts} 处' if doubts else ''}；{_summary(account.ledger)}"
    lines = [
        f"**[{escape_line(about.title)}](./{account.siglum}/index.md)**",
        f"[{facts}]{{.jz-facts}}",
        escape_line(about.summary) if about.summary else "",
        "".join(f"[《{escape_line(page.title)}》](./{page.docname}.md)" for page in account.pages),
        f"[{state}]{{.jz-proof}}",
    ]
    return "\\\n".join(filter(None, lines))


def write_volume(account: Account) -> str:
    """The page about one source, with the list of its texts."""
    about = account.about
    parts = [f"# {escape_line(about.title)}"]
    facts = [
        ("体裁", escape_line(about.kind)),
        ("刊者", escape_line(about.publisher or "未详")),
        ("日期", escape_line(about.date or "未详") + (f"。{escape_line(about.date_note)}" if about.date_note else "")),
        ("版次", escape_line(about.page or "未详")),
        ("书目", f"{{cite}}`{about.citation}`"),
        ("来历", escape_line(about.provenance)),
        ("版式", escape_line(account.format)),
        ("现状", escape_line(about.condition)),
        ("权利", escape_line(about.rights)),
        ("文件", _file(account)),
    ]
    parts.append("\n".join(f"- **{name}**　{value}" for name, value in facts))
    if about.unknown:
        parts.append("## 未详\n\n" + "\n".join(f"- {escape_line(item)}" for item in about.unknown))
    parts.append("## 篇目")
    parts.append("\n".join(_listed(page) for page in account.pages))
    parts.append("```{toctree}\n:hidden:\n\n" + "\n".join(page.text for page in account.pages) + "\n```")
    parts.append(f"## 账目\n\n{_summary(account.ledger)}\n\n{_table([account], linked=False)}")
    if account.omissions:
        parts.append("### 具名不录\n\n" + "\n".join(_omission(item) for item in account.omissions))
    return "\n\n".join(parts) + "\n"


def _file(account: Account) -> str:
    about, made = account.about, account.about.transcript
    encoding = "" if about.encoding == "utf-8" else f"，编码 {about.encoding}"
    if made is None:
        return f"`{about.file}`，{account.ledger.length:,} 字{encoding}，SHA-256 `{about.sha256}`"
    text = f"文本 `{made.file}`（{escape_line(made.reader)}），{account.ledger.length:,} 字，SHA-256 `{made.sha256}`"
    return f"`{about.file}`，SHA-256 `{about.sha256}`；{text}"


def write_accounts(accounts: Sequence[Account]) -> str:
    """The account of all sources, with the way to each text's apparatus."""
    parts = [
        "# 总账",
        "原文的每一个字，或在正文之中，或有一条编辑记录说明其去处；正文的每一个字，或出自原文，或有补字记录。下表合计即原文总字数（含空格、换行与网页标签）。",
        _table(accounts, linked=True),
        "## 各篇校勘记",
    ]
    for account in accounts:
        lines = []
        for page in account.pages:
            changes = sum(len(block.changes) for block in page.blocks)
            lines.append(
                f"- [{escape_line(page.title)}]({page.docname}.md)　校改 {changes} 处，注 {len(page.notes)} 条"
            )
        parts.append(f"### {escape_line(account.about.title)}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _listed(page: Page) -> str:
    notes = f"　注 {len(page.notes)}" if page.notes else ""
    return (
        f"- [{escape_line(page.title)}]({page.text}.md)　{escape_line(label_of(page.genre))}　{page.proof.label}{notes}"
    )


def _table(accounts: Sequence[Account], *, linked: bool) -> str:
    rows = [["来源", "总字数", *COLUMNS.values(), "已入账"]]
    for account in accounts:
        count = account.ledger.characters()
        name = (
            f"[{escape_line(account.about.title)}]({account.siglum}/index.md)"
            if linked
            else escape_line(account.about.title)
        )
        done = f"{account.ledger.accounted:,}" if account.ledger.tiles() else "**有误**"
        rows.append([name, f"{account.ledger.length:,}", *(f"{count[kind]:,}" for kind in COLUMNS), done])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "| --- |" + " ---: |" * (len(rows[0]) - 1))
    return "\n".join(lines)


def _summary(ledger: Ledger) -> str:
    return f"原文 {ledger.length:,} 字，入账 {ledger.accounted:,} 字。"


def _omission(omission: Omission) -> str:
    lines = "、".join(_line(address) for address in omission.lines)
    return f"- 第 {lines} 行：{escape_line(omission.reason)}〔{escape_line(omission.resp)}〕"


def _line(address: LineRange | Piece) -> str:
    if isinstance(address, Piece):
        return f"{address.line}（部分）"
    return str(address.first) if address.first == address.last else f"{address.first}–{address.last}"
