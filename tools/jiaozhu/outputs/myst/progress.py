"""The progress page as MyST: how far each text is, and what would be useful next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jiaozhu.language import label as label_of
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.kinds import Kinds, NoteKind
from jiaozhu.model.page import Page
from jiaozhu.model.proof import ProofLevel
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import CERTAINTY
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import passage
from jiaozhu.outputs.myst.volume import Account

#: Of each kind of task so many are listed; the rest are counted.
MOST_LISTED = 40


def write_progress(accounts: Sequence[Account], terms: Sequence[Term], kinds: Kinds) -> str:
    """The progress page.

    Args:
        accounts: The sources in the order of the book.
        terms: The glossary in dictionary order.
        kinds: Of the corpus.
    """
    pages = [page for account in accounts for page in account.pages]
    parts = [
        "# 进度",
        "校次由校读记录算出：无人记录为“未校”，一人通读为“一校”，两个不同的人通读为“二校”；"
        "篇中尚有〔疑〕或自认未确的校改，即为“存疑”。谁做了什么，见[贡献者](contributors.md)。",
        _table(pages, kinds.notes),
    ]
    tasks = [section for section in _tasks(pages, terms) if section]
    if tasks:
        parts += ["## 可做之事", *tasks]
    return "\n\n".join(parts) + "\n"


def _table(pages: Sequence[Page], every: Sequence[NoteKind]) -> str:
    kinds = [kind for kind in every if not kind.tool or _proposed(pages)]
    head = ["篇名", "校次", "校者", "日期", *(f"〔{label_of(kind)}〕" for kind in kinds), *CERTAINTY.values(), "缺"]
    rows = [head]
    for page in pages:
        notes = Counter(note.note.kind.id for note in page.notes)
        sure = Counter(change.act.cert for change in page.changes if change.act.kind is not ActKind.GAP)
        gaps = sum(block.kind == "gap" for block in page.blocks)
        gaps += sum(change.act.kind is ActKind.GAP for change in page.changes)
        rows.append(
            [
                f"[{escape_line(page.title)}]({page.docname}.md)",
                f"{page.proof.level}，存疑" if page.proof.doubts else str(page.proof.level),
                escape_line("、".join(page.proof.readers)) or "—",
                page.proof.date or "—",
                *(str(notes[kind.id]) for kind in kinds),
                *(str(sure[cert]) for cert in Certainty),
                str(gaps),
            ]
        )
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "| --- | --- | --- | --- |" + " ---: |" * (len(head) - 4))
    labels = "".join(f"〔{label_of(kind)}〕" for kind in kinds)
    note = f"{labels}为注释条数；确、较确、未确为校改处数，依确信程度分列；缺为源文中断处数。"
    return "\n".join(lines) + f"\n\n{{.jz-account}}\n{note}"


def _proposed(pages: Sequence[Page]) -> list[str]:
    return [
        f"{passage(page, note.block)}　{escape_line(note.note.target.quote)}"
        for page in pages
        for note in page.notes
        if note.note.kind.tool
    ]


def _tasks(pages: Sequence[Page], terms: Sequence[Term]) -> Iterator[str]:
    unread = [_text(page) for page in pages if page.proof.level is ProofLevel.UNREAD]
    yield _section("待人初校", "尚无校读记录。", unread)
    once = [
        f"{_text(page)}（已由 {escape_line('、'.join(page.proof.readers))} 校过）"
        for page in pages
        if page.proof.level is ProofLevel.ONCE
    ]
    yield _section("待第二人校读", "须另一人对照底本通读。", once)
    unsure = [
        f"{passage(page, block.id)}　{escape_line(block.reading[change.start : change.end]) or '（删）'}　"
        f"{escape_line(change.act.reason)}〔{CERTAINTY[change.act.cert]}〕"
        for page in pages
        for block in page.blocks
        for change in block.changes
        if change.act.cert in (Certainty.MEDIUM, Certainty.LOW)
    ]
    yield _section("待坐实的校改", "校者自己也不十分确信，盼有旁证。", unsure)
    queries = [
        f"{passage(page, note.block)}　{escape_line(note.note.target.quote)}"
        for page in pages
        for note in page.notes
        if note.note.kind.doubt
    ]
    yield _section("待解的疑问", "读不通、无旁证，正文仍从底本。", queries)
    yield _section(
        "待判的机器所见", "导入时由工具指出，是非未定；判定以后，把它从 proposals.yaml 中删去。", _proposed(pages)
    )
    unknown = [
        f"{term_link(term.headword, term.headword)}　{escape_line(term.unknown)}" for term in terms if term.unknown
    ]
    yield _section("词条中未详之处", "知者请补，附出处。", unknown)


def _section(title: str, what: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    listed = "\n".join(f"- {item}" for item in items[:MOST_LISTED])
    rest = f"\n\n另有 {len(items) - MOST_LISTED} 项。" if len(items) > MOST_LISTED else ""
    return f"### {title}（{len(items)}）\n\n{what}\n\n{listed}{rest}"


def _text(page: Page) -> str:
    return f"[{escape_line(page.title)}]({page.docname}.md)"
