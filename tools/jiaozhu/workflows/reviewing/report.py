"""What a change does to the edition, told to those who review it: notes in their places, corrections, terms.

The account is Markdown for a git host's page. What contributors wrote stands in it as text, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from jiaozhu.edition.pipeline import Book
from jiaozhu.markup.body import plain_text, references
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.act import ActKind
from jiaozhu.model.note import AnchoredNote, Note
from jiaozhu.model.page import Block, Change, Page
from jiaozhu.model.quantity import Quantity, Register
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import certainty
from jiaozhu.outputs.myst.proofs import level_label

#: Entries that are told; hosts cut a summary off at a megabyte.
MOST = 300
_SAID_OF_TERMS = "headword pinyin gloss kind definition variants exclude short related unknown".split()
_AROUND = 20  #: Code points shown on either side of what a note holds to.


class _Item(NamedTuple):
    """Something of a page that a reviewer judges by itself."""

    at: tuple[int, int]  #: Block and offset: its order on the page.
    said: tuple[Any, ...]  #: What it says; another value is a change.
    show: Callable[[], str]


class _Entry(NamedTuple):
    verb: str
    shown: str


def review(before: Book | None, after: Book) -> str:
    """The account of a change, in the order of the book.

    Args:
        before: The book as it was; None if there was none.
        after: The book as it is now.
    """
    sections: list[tuple[str, list[_Entry]]] = []
    old, new = _pages(before), _pages(after)
    former = _renamed(old, new)
    for name in dict.fromkeys([*new, *old]):
        if name in former.values():
            continue
        entries = list(_page_entries(old.get(former.get(name, name)), new.get(name)))
        if name in former:
            entries.insert(0, _Entry("改名", f"原为 `{former[name]}`"))
        page = new.get(name) or old[name]
        if entries:
            sections.append((f"{escape_line(page.title)}（`{name}`）", entries))
    others = {"词汇": _terms, "数字": _figures, "年表": _events, "参考文献": _works}
    for title, items in others.items():
        entries = list(_compared(items(before), items(after)))
        if entries:
            sections.append((title, entries))
    return "\n".join(_written(sections)) + "\n"


def _written(sections: list[tuple[str, list[_Entry]]]) -> Iterator[str]:
    yield "# 这次改动"
    if not sections:
        yield "\n没有改动正文、注释、校改、词条、数字、年表与文献。"
    left = MOST
    for title, entries in sections:
        if left <= 0:
            break
        yield f"\n## {title}\n"
        for entry in entries[:left]:
            yield f"- **{entry.verb}**　{entry.shown}"
        left -= len(entries)
    if left < 0:
        yield f"\n其余 {-left} 条从略。"


def _pages(book: Book | None) -> dict[str, Page]:
    return {page.docname: page for page in book.pages} if book else {}


def _renamed(old: Mapping[str, Page], new: Mapping[str, Page]) -> dict[str, str]:
    """The former name of each page that has only another name now: with every word as it was."""
    gone = {_reading_of(page): name for name, page in old.items() if name not in new}
    return {
        name: gone.pop(reading)
        for name, page in new.items()
        if name not in old and (reading := _reading_of(page)) in gone
    }


def _reading_of(page: Page) -> str:
    return "\n".join(block.reading for block in page.blocks)


def _page_entries(before: Page | None, after: Page | None) -> Iterator[_Entry]:
    if before is None:
        yield _Entry("新增一篇", f"{sum(len(block.reading) for block in after.blocks):,} 字" if after else "")
    elif after is None:
        yield _Entry("删去一篇", "")
    yield from _compared(_notes(before), _notes(after))
    yield from _compared(_changes(before), _changes(after))
    if before and after:
        yield from _reading(before, after)
        if after.proof.readers != before.proof.readers:
            yield _Entry(
                "通校", f"{escape_line('、'.join(after.proof.readers)) or '无'}，今为{level_label(after.proof.level)}"
            )


def _compared(before: Mapping[str, _Item], after: Mapping[str, _Item]) -> Iterator[_Entry]:
    """What is new, otherwise or gone, in the order of the page."""
    for id, item in sorted(after.items(), key=lambda pair: pair[1].at):
        if id not in before:
            yield _Entry("新增", item.show())
        elif before[id].said != item.said:
            yield _Entry("修改", f"{item.show()}　（原为：{before[id].show()}）")
    for id, item in before.items():
        if id not in after:
            yield _Entry("删去", item.show())


def _notes(page: Page | None) -> dict[str, _Item]:
    found = {}
    for number, block in enumerate(page.blocks if page else ()):
        for note in block.notes:
            said = (note.note, block.reading[note.start : note.end], block.id, note.start)
            found[note.note.id] = _Item((number, note.start), _without_places(said), partial(_note, block, note))
    return found


def _note(block: Block, note: AnchoredNote) -> str:
    said = note.note
    place = _in_context(block, note.start, note.end, f"**{escape_line(block.reading[note.start : note.end])}**")
    signed = f"——{escape_line(said.author)}，{said.date}（`{said.id}`）"
    return f"〔{said.kind.id}〕{place}：{_plain(said.body)}　{signed}"


def _without_places(said: tuple[Note, str, str, int]) -> tuple[Any, ...]:
    """What a note says, wherever its file stands."""
    note, *rest = said
    return (note.kind.id, note.author, note.date, note.body, *rest)


def _changes(page: Page | None) -> dict[str, _Item]:
    found = {}
    for number, block in enumerate(page.blocks if page else ()):
        for change in block.changes:
            said = (change.source, block.reading[change.start : change.end], change.act, block.id)
            found[change.act.id] = _Item((number, change.start), said, partial(_change, block, change))
    return found


def _change(block: Block, change: Change) -> str:
    act, read = change.act, block.reading[change.start : change.end]
    was = f"~~{escape_line(change.source)}~~" if change.source.strip() else ""
    now = "〔缺〕" if act.kind is ActKind.GAP else f"**{escape_line(read)}**" if read.strip() else ""
    ground = "；".join(filter(None, (escape_line(act.reason), _plain(act.basis or ""), certainty(act.cert))))
    place = _in_context(block, change.start, change.end, f"{was}{now}")
    return f"〔校〕{place}：{ground}　——{escape_line(act.resp or '')}（`{act.id}`）"


def _reading(before: Page, after: Page) -> Iterator[_Entry]:
    """Blocks that read otherwise, whoever made them do so."""
    old = {block.id: block.reading for block in before.blocks}
    changed = [block.id for block in after.blocks if old.get(block.id) != block.reading]
    gone = len(old.keys() - {block.id for block in after.blocks})
    if changed or gone:
        lines = "、".join(f"`{id}`" for id in changed[:12]) + ("……" if len(changed) > 12 else "")
        lost = f"，少了 {gone} 段" if gone else ""
        yield _Entry("正文", f"{len(changed)} 段读法有变{lost}：{lines}")


def _terms(book: Book | None) -> dict[str, _Item]:
    found = {}
    for number, term in enumerate(book.corpus.terms if book else ()):
        said = (*(getattr(term, name) for name in _SAID_OF_TERMS),)
        found[term.slug] = _Item((number, 0), said, partial(_term, book, term))
    return found


def _term(book: Book | None, term: Term) -> str:
    also = f"（亦作{escape_line('、'.join(term.variants))}）" if term.variants else ""
    head = f"**{escape_line(term.headword)}**{also} {escape_line(term.pinyin)}，{escape_line(term.gloss)}"
    return f"{head}：{_plain(term.definition)}　文中 {_places(book, term.slug)} 处（`{term.slug}`）"


def _figures(book: Book | None) -> dict[str, _Item]:
    """What is registered, and what is reckoned of it; the results stand among the notes."""
    register = book.corpus.register if book else Register()
    found = {}
    for number, figure in enumerate(register.quantities):
        words = (figure.target.text, figure.target.quote, figure.claim, figure.shown, figure.unit)
        said = (figure.source, *words, figure.date, figure.series)
        found[figure.id] = _Item((0, number), said, partial(_figure, figure))
    for number, check in enumerate(register.checks):
        reckoned = (check.on, check.expression, check.says, check.agrees, check.remark)
        shown = f"{escape_line(check.says)}，{'合' if check.agrees else '不合'}（核算 `{check.id}`）"
        found[f"check {check.id}"] = _Item((1, number), reckoned, partial(str, shown))
    return found


def _figure(figure: Quantity) -> str:
    where = f"{figure.source}/{figure.target.text}"
    return f"{escape_line(f'{figure.claim}：{figure.shown}{figure.unit}')}　`{where}`（`{figure.id}`）"


def _events(book: Book | None) -> dict[str, _Item]:
    found = {}
    for number, item in enumerate(book.events if book else ()):
        event = item.event
        said = (event.date, event.until, event.what, event.about, event.target.quote)
        shown = f"{event.date} {escape_line(event.what)}　`{item.docname}`"
        found[f"{item.docname} {event.date} {event.target.quote}"] = _Item((0, number), said, partial(str, shown))
    return found


def _works(book: Book | None) -> dict[str, _Item]:
    """Works by their keys; what the bibliography's file says of them is seen in its own lines."""
    brought = {work.key: work for work in book.corpus.works} if book else {}
    found = {}
    for number, key in enumerate(book.corpus.references if book else ()):
        work = brought.get(key)
        title = f"　{escape_line(work.fields.get('title', ''))}（随来稿）" if work else ""
        found[key] = _Item((0, number), (work,), partial(str, f"`{key}`{title}"))
    return found


def _places(book: Book | None, slug: str) -> int:
    return sum(place.times for place in book.occurrences.get(slug, ())) if book else 0


def _in_context(block: Block, start: int, end: int, shown: str) -> str:
    before, after = block.reading[max(0, start - _AROUND) : start], block.reading[end : end + _AROUND]
    line = block.id.lstrip("l0") or block.id
    return f"第 {line} 行「{escape_line(before)}{shown}{escape_line(after)}」"


def _plain(body: str) -> str:
    """A body as a reader sees it, and what it cites."""
    cited = [reference.target for reference in references(body) if reference.role == "cite"]
    keys = f"［{escape_line('、'.join(cited))}］" if cited else ""
    return escape_line(plain_text(body)) + keys
