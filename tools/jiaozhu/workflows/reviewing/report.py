"""What a change does to the edition, for its reviewers: notes in their places, corrections, terms.

The report is Markdown for a page of a git host, in the language of the book. What contributors wrote is text in it,
whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from jiaozhu.edition.pipeline import Book
from jiaozhu.language import typography
from jiaozhu.locale import N_, _, ngettext, pgettext, use_language
from jiaozhu.markup.escape import escape_line
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read, references
from jiaozhu.model.act import ActKind
from jiaozhu.model.note import AnchoredNote, Note
from jiaozhu.model.page import Block, Change, Page
from jiaozhu.model.quantity import Quantity, Register
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import certainty
from jiaozhu.outputs.myst.proofs import level_label

#: Lines that are shown; hosts cut a summary off at a megabyte.
MOST = 300
_SAID_OF_TERMS = "headword pinyin gloss kind definition variants exclude short related unknown".split()
_AROUND = 20  #: Code points shown on either side of the words of a note.


class _Item(NamedTuple):
    """Something of a page that a reviewer judges by itself."""

    at: tuple[int, int]  #: Block and offset: its order on the page.
    said: tuple[object, ...]  #: What it says; another value is a change.
    show: Callable[[], str]


class _Line(NamedTuple):
    """One thing that was changed."""

    verb: str
    shown: str


class _Section(NamedTuple):
    """What was changed of a page, or of something else."""

    title: str
    lines: list[_Line]


def review(before: Book | None, after: Book) -> str:
    """Return the report on a change, in the order of the book.

    Args:
        before: The book as it was; None if there was none.
        after: The book as it is now; the report is in its language.
    """
    with use_language(after.language or after.corpus.info.language):
        sections = [*_of_pages(before, after), *_of_the_rest(before, after)]
        return "\n".join(_written(sections)) + "\n"


def _of_pages(before: Book | None, after: Book) -> Iterator[_Section]:
    old, new = _pages(before), _pages(after)
    former = _renamed(old, new)
    for name in dict.fromkeys([*new, *old]):
        if name in former.values():
            continue
        lines = list(_page_lines(old.get(former.get(name, name)), new.get(name)))
        if name in former:
            lines.insert(0, _Line(pgettext("review", "Renamed"), _("was `{name}`", name=former[name])))
        page = new.get(name) or old[name]
        if lines:
            yield _Section(_("{title} (`{name}`)", title=escape_line(page.title), name=name), lines)


def _of_the_rest(before: Book | None, after: Book) -> Iterator[_Section]:
    others: dict[str, Callable[[Book | None], dict[str, _Item]]] = {
        pgettext("review", "Glossary"): _terms,
        pgettext("review", "Numbers"): _quantities,
        pgettext("review", "Chronology"): _events,
        pgettext("review", "Bibliography"): _works,
    }
    for title, items in others.items():
        lines = list(_compared(items(before), items(after)))
        if lines:
            yield _Section(title, lines)


def _written(sections: list[_Section]) -> Iterator[str]:
    yield f"# {pgettext('review', 'What this change does')}"
    if not sections:
        yield "\n" + _("No text, note, emendation, term, number, event or work is changed.")
    left = MOST
    for title, lines in sections:
        if left <= 0:
            break
        yield f"\n## {title}\n"
        for line in lines[:left]:
            yield f"- **{line.verb}**{typography().gap}{line.shown}"
        left -= len(lines)
    if left < 0:
        yield "\n" + ngettext("{n} more is left out.", "{n} more are left out.", -left, n=-left)


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


def _page_lines(before: Page | None, after: Page | None) -> Iterator[_Line]:
    if before is None:
        count = sum(len(block.reading) for block in after.blocks) if after else 0
        yield _Line(pgettext("review", "New text"), ngettext("{n} character", "{n} characters", count, n=f"{count:,}"))
    elif after is None:
        yield _Line(pgettext("review", "Deleted text"), "")
    yield from _compared(_notes(before), _notes(after))
    yield from _compared(_changes(before), _changes(after))
    if before and after:
        yield from _reading(before, after)
        if after.proof.readers != before.proof.readers:
            readers = escape_line(typography().listed(after.proof.readers)) or pgettext("review", "none")
            shown = _("{readers}; now {level}", readers=readers, level=level_label(after.proof.level))
            yield _Line(pgettext("review", "Proofread"), shown)


def _compared(before: Mapping[str, _Item], after: Mapping[str, _Item]) -> Iterator[_Line]:
    """What is new, changed or gone, in the order of the page."""
    for id, item in sorted(after.items(), key=lambda pair: pair[1].at):
        if id not in before:
            yield _Line(pgettext("review", "New"), item.show())
        elif before[id].said != item.said:
            shown = _("{item} (was: {before})", item=item.show(), before=before[id].show())
            yield _Line(pgettext("review", "Changed"), shown)
    for id, item in before.items():
        if id not in after:
            yield _Line(pgettext("review", "Deleted"), item.show())


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
    return _(
        "{label} {place}: {body} — {author}, {date} (`{id}`)",
        label=typography().label(said.kind.id),
        place=place,
        body=_plain(said.body),
        author=escape_line(said.author),
        date=said.date,
        id=said.id,
    )


def _without_places(said: tuple[Note, str, str, int]) -> tuple[object, ...]:
    """What a note says, without the places in its file."""
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
    now = f"**{escape_line(read)}**" if read.strip() else ""
    if act.kind is ActKind.GAP:
        now = typography().label(pgettext("review", "gap"))
    grounds = (escape_line(act.reason), _plain(act.basis or ""), certainty(act.cert))
    return _(
        "{label} {place}: {grounds} — {author} (`{id}`)",
        label=typography().label(pgettext("review", "emendation")),
        place=_in_context(block, change.start, change.end, f"{was}{now}"),
        grounds=typography().clause.join(filter(None, grounds)),
        author=escape_line(act.resp or ""),
        id=act.id,
    )


def _reading(before: Page, after: Page) -> Iterator[_Line]:
    """Blocks whose reading is changed, whatever changed it."""
    old = {block.id: block.reading for block in before.blocks}
    changed = [block.id for block in after.blocks if old.get(block.id) != block.reading]
    gone = len(old.keys() - {block.id for block in after.blocks})
    if changed or gone:
        ids = typography().listed(f"`{id}`" for id in changed[:12])
        ids += typography().ellipsis if len(changed) > 12 else ""
        lost = ngettext(", {n} paragraph fewer", ", {n} paragraphs fewer", gone, n=gone) if gone else ""
        shown = ngettext(
            "{n} paragraph reads differently{lost}: {ids}",
            "{n} paragraphs read differently{lost}: {ids}",
            len(changed),
            n=len(changed),
            lost=lost,
            ids=ids,
        )
        yield _Line(pgettext("review", "Text"), shown)


def _terms(book: Book | None) -> dict[str, _Item]:
    found = {}
    for number, term in enumerate(book.corpus.terms if book else ()):
        said = (*(getattr(term, name) for name in _SAID_OF_TERMS),)
        found[term.slug] = _Item((number, 0), said, partial(_term, book, term))
    return found


def _term(book: Book | None, term: Term) -> str:
    also = _(" (also {variants})", variants=escape_line(typography().listed(term.variants))) if term.variants else ""
    count = _places(book, term.slug)
    return ngettext(
        "{headword} {pinyin}, {gloss}: {definition} In the texts {n} time (`{id}`)",
        "{headword} {pinyin}, {gloss}: {definition} In the texts {n} times (`{id}`)",
        count,
        headword=f"**{escape_line(term.headword)}**{also}",
        pinyin=escape_line(term.pinyin),
        gloss=escape_line(term.gloss),
        definition=_plain(term.definition),
        n=count,
        id=term.slug,
    )


def _quantities(book: Book | None) -> dict[str, _Item]:
    """What is registered, and what is computed of it; the results are among the notes."""
    register = book.corpus.register if book else Register()
    found = {}
    for number, quantity in enumerate(register.quantities):
        words = (quantity.target.text, quantity.target.quote, quantity.claim, quantity.shown, quantity.unit)
        said = (quantity.source, *words, quantity.date, quantity.series)
        found[quantity.id] = _Item((0, number), said, partial(_quantity, quantity))
    for number, check in enumerate(register.checks):
        computed = (check.on, check.expression, check.says, check.agrees, check.remark)
        agrees, differs = N_("{says}, which agrees (check `{id}`)"), N_("{says}, which does not agree (check `{id}`)")
        shown = _(agrees if check.agrees else differs, says=escape_line(check.says), id=check.id)
        found[f"check {check.id}"] = _Item((1, number), computed, partial(str, shown))
    return found


def _quantity(quantity: Quantity) -> str:
    words = f"{quantity.claim}{typography().colon}{quantity.shown}{quantity.unit}"
    where = f"{quantity.source}/{quantity.target.text}"
    return _("{words} `{where}` (`{id}`)", words=escape_line(words), where=where, id=quantity.id)


def _events(book: Book | None) -> dict[str, _Item]:
    found = {}
    for number, item in enumerate(book.events if book else ()):
        event = item.event
        said = (event.date, event.until, event.what, event.about, event.target.quote)
        shown = f"{event.date} {escape_line(event.what)}{typography().gap}`{item.docname}`"
        found[f"{item.docname} {event.date} {event.target.quote}"] = _Item((0, number), said, partial(str, shown))
    return found


def _works(book: Book | None) -> dict[str, _Item]:
    """Works by their keys; changes inside the bibliography's file are seen in its own lines."""
    brought = {work.key: work for work in book.corpus.works} if book else {}
    found = {}
    for number, key in enumerate(book.corpus.references if book else ()):
        work = brought.get(key)
        title = _(" {title} (contributed)", title=escape_line(work.fields.get("title", ""))) if work else ""
        found[key] = _Item((0, number), (work,), partial(str, f"`{key}`{title}"))
    return found


def _places(book: Book | None, slug: str) -> int:
    return sum(place.times for place in book.occurrences.get(slug, ())) if book else 0


def _in_context(block: Block, start: int, end: int, shown: str) -> str:
    before, after = block.reading[max(0, start - _AROUND) : start], block.reading[end : end + _AROUND]
    line = block.id.lstrip("l0") or block.id
    words = typography().read(f"{escape_line(before)}{shown}{escape_line(after)}")
    return _("line {line} {words}", line=line, words=words)


def _plain(body: str) -> str:
    """A body as a reader sees it, and what it cites."""
    tree = read(body).tree
    cited = [reference.target for reference in references(tree) if reference.role == "cite"]
    keys = _("[{keys}]", keys=escape_line(typography().listed(cited))) if cited else ""
    return escape_line(plain_text(tree)) + keys
