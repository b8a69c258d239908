"""One block's reading as TEI: names and emendations around their words, anchors where notes and variants hold.

The words of the elements without those of ``rdg``, ``note`` and ``desc`` are the reading, character for character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.model.act import ActKind
from jiaozhu.model.page import Block, Change
from jiaozhu.model.term import Term, TermMatch
from jiaozhu.outputs.tei.body_notes import add_basis
from jiaozhu.outputs.tei.elements import add, element, legal

__all__ = ["NAMES", "Context", "fill", "name_of"]

#: The element of a name by the group of its kind; any other group is of bodies of people.
NAMES = {"People": "persName", "Places": "placeName"}


class Context(NamedTuple):
    """What the words of a text may refer to."""

    terms: Mapping[str, Term]  #: Entries by slug.
    resp: Mapping[str, str]  #: Ids of those who are responsible, by name.
    source: str  #: Id of the source as a witness.


class _Event(NamedTuple):
    """Something that happens at a place of the reading: what ends comes before what begins."""

    at: int
    rank: int
    size: int  #: Among those that begin the longest first, among those that end the shortest.
    do: Callable[[_Writer], None]


class _Writer:
    """Writes words and elements into the innermost element that is open."""

    def __init__(self, parent: Element) -> None:
        self.open = [parent]

    def words(self, text: str) -> None:
        here = self.open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + legal(text)
        else:
            here.text = (here.text or "") + legal(text)

    def put(self, made: Element) -> None:
        self.open[-1].append(made)

    def enter(self, made: Element, inner: Element | None = None) -> None:
        """Begin an element; what follows is in it, or in one inside it."""
        self.put(made)
        self.open.append(made if inner is None else inner)

    def leave(self) -> None:
        self.open.pop()


def name_of(term: Term) -> str:
    """Return the element of an entry's name in a text: words that name nothing are terms."""
    return NAMES.get(term.kind.group, "orgName") if term.kind.group else "term"


def fill(parent: Element, block: Block, context: Context) -> None:
    """Write a block's reading into an element.

    Args:
        parent: The element.
        block: The block.
        context: What its words may refer to.
    """
    writer, at = _Writer(parent), 0
    for event in sorted(_events(block, context), key=lambda event: event[:3]):
        if event.at > at:
            writer.words(block.reading[at : event.at])
            at = event.at
        event.do(writer)
    writer.words(block.reading[at:])


def _events(block: Block, context: Context) -> Iterator[_Event]:
    changes = [change for change in block.changes if change.start < change.end]
    for seam in block.seams:
        yield _Event(seam.offset, 2, 0, _putting(element("anchor", id=seam.id, type="line")))
    for note in block.notes:
        yield from _anchors(f"n-{note.note.id}", note.start, note.end)
    for number, variant in enumerate(block.variants, 1):
        yield from _anchors(f"v-{block.id}-{number}", variant.anchor.start, variant.anchor.end)
    for match in block.terms:
        if not any(_crosses(match, change) for change in changes):
            term = context.terms[match.slug]
            entry = f"#t-{match.slug}" if term.kind.group else None
            made = element(name_of(term), ref=entry, key=None if entry else match.slug)
            yield from _around(match.start, match.end, made, None, 0)
    for change in block.changes:
        yield from _changed(change, context)


def _crosses(match: TermMatch, change: Change) -> bool:
    """Whether a name and a changed place overlap, and neither is inside the other."""
    apart = change.end <= match.start or match.end <= change.start
    inside = match.start <= change.start and change.end <= match.end
    return not (apart or inside or (change.start <= match.start and match.end <= change.end))


def _around(start: int, end: int, made: Element, inner: Element | None, rank: int) -> Iterator[_Event]:
    """The beginning and the end of an element; of two that begin and end together, ``rank`` says which is outside."""
    size = end - start
    yield _Event(start, 5, -2 * size + rank, lambda writer: writer.enter(made, inner))
    yield _Event(end, 0, 2 * size - rank, lambda writer: writer.leave())


def _anchors(id: str, start: int, end: int) -> Iterator[_Event]:
    yield _Event(end, 1, 0, _putting(element("anchor", id=f"{id}-end")))
    yield _Event(start, 4, 0, _putting(element("anchor", id=f"{id}-start")))


def _putting(made: Element) -> Callable[[_Writer], None]:
    return lambda writer: writer.put(made)


def _changed(change: Change, context: Context) -> Iterator[_Event]:
    """An emendation: the edition's words as the lemma, those of the source as a reading of that witness."""
    act = change.act
    cert = act.cert.value if act.cert else None
    id = context.resp.get(act.resp or "")
    resp = f"#{id}" if id else None
    if act.kind is ActKind.GAP:
        made = element("gap", id=f"c-{act.id}", resp=resp, cert=cert)
        add(made, "desc", act.reason)
        yield _Event(change.start, 3, 0, _putting(made))
        return
    made = element("app", id=f"c-{act.id}", type=act.kind.value)
    lemma = add(made, "lem", resp=resp, cert=cert)
    add(made, "rdg", change.source, wit=f"#{context.source}")
    for words in act.rejected:
        add(made, "rdg", words, type="rejected", resp=resp)
    add_basis(made, act)
    if change.start == change.end:
        yield _Event(change.start, 3, 0, _putting(made))
    else:
        yield from _around(change.start, change.end, made, lemma, 1)
