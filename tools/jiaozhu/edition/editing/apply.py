"""An edition applied to a document: texts in reading order, and the account of the whole source."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiaozhu.edition.editing.addresses import Fragment, Joined, LineIndex
from jiaozhu.edition.editing.claims import Claim, named_twice, outside
from jiaozhu.edition.editing.emend import Resolved, is_insertion, resolve, words_of
from jiaozhu.edition.editing.marks import Marks
from jiaozhu.edition.editing.naming import BlockDraft, Namer
from jiaozhu.edition.editing.order import moved_fragments
from jiaozhu.edition.editing.rules import RULE_NAMES, Regularizer, rules_for
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.locale import _
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.corpus import Source
from jiaozhu.model.document import Cell, Document, Image
from jiaozhu.model.edition import TextSpec
from jiaozhu.model.ledger import BlockSegments, Ledger, draw_up
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.problem import Problem, place_of
from jiaozhu.model.span import Span
from jiaozhu.model.text import Revision, Segment, Text


@dataclass(frozen=True, slots=True)
class EditedBlock:
    """One block of a text, edited."""

    id: str
    kind: str
    text: Text
    fragments: tuple[Fragment, ...]
    joined: tuple[Joined, ...] = ()  #: Where the edition joins what the source has apart.
    moves: tuple[tuple[Span, Act], ...] = ()  #: In source order.
    remark: str = ""
    image: Image | None = None
    cell: Cell | None = None  #: The place in its table, if it is a cell.


@dataclass(frozen=True, slots=True)
class EditedText:
    """One text of a source, edited."""

    spec: TextSpec
    title: str
    own_title: bool  #: Whether the title is in the source.
    blocks: tuple[EditedBlock, ...]
    order: Act | None  #: Why blocks were moved; None if none was.


@dataclass(frozen=True, slots=True)
class EditedSource:
    """A source, edited, with its account."""

    source: Source
    document: Document
    texts: tuple[EditedText, ...]
    ledger: Ledger


def apply_edition(
    source: Source, document: Document, profile: LanguageProfile | None = None
) -> tuple[EditedSource, list[Problem]]:
    """Apply a source's edition to its document.

    Args:
        source: What is known and written about it.
        document: Its text.
        profile: Of its language; by default the first.

    Returns:
        The edited source, as far as its edition is right, and a problem for everything that is wrong: one run shows
        every problem.
    """
    index = LineIndex(document)
    edition = source.edition
    problems = _unknown_rules(source)
    resolved, found = resolve(source.emendations, index)
    problems += found
    named = Namer(index, problems)
    drafts = [(spec, named.drafts(spec)) for spec in edition.texts]
    claims = [
        Claim(fragment.span, fragment.place, None)
        for _, text in drafts
        for draft in text
        for fragment in draft.fragments
    ]
    read = sorted((claim.span for claim in claims), key=lambda span: span.start)
    claims += named.omissions(source)
    doubled = named_twice(claims, index)
    problems += doubled
    loose, found = outside(claims, index, source.place)
    problems += found
    problems += _outside_emendations(resolved, read)
    known = profile or profile_for()
    rules = Regularizer(rules_for(source.about.format, edition.rules, profile))
    weaver = _Weaver(document, resolved, rules, known.name)
    between = known.typography.blank
    texts = tuple(_edit_text(spec, text, weaver, problems, between) for spec, text in drafts)
    ledger = draw_up(
        source.siglum,
        hashlib.sha256(source.data).hexdigest(),
        len(document.text),
        (
            (text.spec.id, [BlockSegments(b.id, b.kind, b.text.segments, b.moves) for b in text.blocks])
            for text in texts
        ),
        loose,
    )
    return EditedSource(source, document, texts, ledger), problems


class _Weaver:
    """Makes the text of a fragment: the source, the markup in it and the emendations in it."""

    def __init__(
        self, document: Document, resolved: Sequence[Resolved], regularize: Regularizer, language: str
    ) -> None:
        self.document = document
        self._marks = Marks(language)
        self.resolved = resolved
        self.regularize = regularize
        self._emended = [item.span.start for item in resolved]
        self._marked = [mark.span.start for mark in document.markup]
        self.images = {image.span: image for image in document.images}

    def text(self, fragments: Sequence[Fragment], kind: str) -> Text:
        segments: list[Segment] = []
        for fragment in fragments:
            segments += self._fragment(fragment.span).segments
        return self.regularize(Text(tuple(segments)), kind, self.document.code)

    def _fragment(self, span: Span) -> Text:
        revisions = [*self._emendations(span), *self._markup(span)]
        text = Text.of_source(self.document.text, span)
        if not revisions:
            return text
        # Of revisions that begin at one place, insertions come first, then the longest: an emendation includes the tags
        # among its words.
        revisions.sort(key=lambda item: (item.start, item.end > item.start, -item.end))
        return text.revise(_apart(revisions))

    def _emendations(self, span: Span) -> Iterator[Revision]:
        low, high = bisect_left(self._emended, span.start), bisect_right(self._emended, span.end)
        for item in self.resolved[low:high]:
            if _belongs(item, span):
                yield Revision(item.span.start - span.start, item.span.end - span.start, item.after, item.act)

    def _markup(self, span: Span) -> Iterator[Revision]:
        low, high = bisect_left(self._marked, span.start), bisect_left(self._marked, span.end)
        for mark in self.document.markup[low:high]:
            act = self._marks.act(mark)
            yield Revision(mark.span.start - span.start, mark.span.end - span.start, mark.reading, act)


def _apart(revisions: Iterable[Revision]) -> Iterator[Revision]:
    """Revisions without those inside an earlier one (tags in the words of an emendation)."""
    done = 0
    for revision in revisions:
        if revision.start >= done:
            yield revision
            done = revision.end


def _belongs(item: Resolved, span: Span) -> bool:
    if not is_insertion(item):
        return span.holds(item.span)
    place = item.span.start
    return span.start < place <= span.end if item.leans_left else span.start <= place < span.end


def _outside_emendations(resolved: Sequence[Resolved], read: Sequence[Span]) -> Iterator[Problem]:
    """A problem for every emendation that is not inside one block."""
    starts = [span.start for span in read]
    for item in resolved:
        at = bisect_right(starts, item.span.start) - 1
        near = read[max(0, at - 1) : at + 1]
        if not any(_belongs(item, span) for span in near):
            message = _("'{id}' changes characters that are not in one block of a text", id=item.act.id)
            hint = _("it crosses the border of a block, or of what is omitted: emend each side by itself")
            yield Problem(words_of(item.emendation), "E203", message, hint)


def _edit_text(
    spec: TextSpec, drafts: Sequence[BlockDraft], weaver: _Weaver, problems: list[Problem], between: str
) -> EditedText:
    """One text; ``between`` parts the lines of its title."""
    order = spec.order
    act = (
        Act(ActKind.MOVED, f"order:{spec.id}", order.reason, None, order.resp, order.cert, order.reason)
        if order
        else None
    )
    moved = moved_fragments([fragment.span for draft in drafts for fragment in draft.fragments])
    if moved and act is None:
        line = min(span.start for span in moved)
        place = next(f.place for d in drafts for f in d.fragments if f.span.start == line)
        message = _("text '{text}' is read in another order than that of the source, without a reason", text=spec.id)
        problems.append(Problem(place, "E107", message, _("give the text an 'order:' with reason, resp and cert")))
        act = Act(ActKind.MOVED, f"order:{spec.id}", "")
    blocks: list[EditedBlock] = []
    for draft in drafts:
        blocks.append(_gap(draft, blocks) if draft.kind == "gap" else _edit_block(draft, weaver, act, moved))
    title = between.join(b.text.reading for b in blocks if b.kind == "title")
    if not (title or spec.title):
        hint = _("mark its title line as 'title', or give it a 'title:' of the editor's (printed in brackets)")
        problems.append(Problem(spec.place, "E108", _("text '{text}' has no title", text=spec.id), hint))
    return EditedText(spec, title or spec.title or spec.id, bool(title), tuple(blocks), act if moved else None)


def _edit_block(draft: BlockDraft, weaver: _Weaver, act: Act | None, moved: frozenset[Span]) -> EditedBlock:
    text = weaver.text(draft.fragments, draft.kind)
    spans = sorted(fragment.span for fragment in draft.fragments if fragment.span in moved)
    moves = tuple((span, act) for span in spans if act is not None)
    image = weaver.images.get(draft.fragments[0].span)
    id = draft.fragments[0].id
    return EditedBlock(id, draft.kind, text, draft.fragments, draft.joined, moves, image=image, cell=draft.cell)


def _gap(draft: BlockDraft, before: Sequence[EditedBlock]) -> EditedBlock:
    """A block for a place where the source breaks off, at the end of what is read before it."""
    earlier = [block for block in before if block.fragments]
    place = earlier[-1].fragments[-1].span.end if earlier else 0
    base = earlier[-1].id if earlier else "l0000"
    number = 1 + sum(block.kind == "gap" and block.id.startswith(f"{base}-gap") for block in before)
    id = f"{base}-gap" if number == 1 else f"{base}-gap{number}"
    act = Act(ActKind.GAP, id, draft.spec.reason, None, draft.spec.resp, Certainty.HIGH, draft.spec.reason)
    text = Text((Segment("", Span(place, place), act),))
    return EditedBlock(id, "gap", text, (), remark=draft.spec.reason)


def _unknown_rules(source: Source) -> list[Problem]:
    return [
        Problem(
            place_of(source.edition, "rules", name),
            "E109",
            _("no rule '{name}'", name=name),
            listed(_("the rules are"), name, RULE_NAMES),
            suggested(name, RULE_NAMES),
        )
        for name in source.edition.rules
        if name not in RULE_NAMES
    ]
