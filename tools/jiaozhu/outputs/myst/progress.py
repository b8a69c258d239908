"""The progress page as MyST: how far each text is, and what would be useful next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from jiaozhu.language import label, typography
from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.kinds import Kinds, NoteKind
from jiaozhu.model.page import Block, Change, Page
from jiaozhu.model.proof import Proof, ProofLevel
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import certainty
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import passage
from jiaozhu.outputs.myst.proofs import level_label
from jiaozhu.outputs.myst.setting import bracketed, gap, table
from jiaozhu.outputs.myst.volume import Account

__all__ = ["MOST_LISTED", "write_progress"]

#: Of each kind of task so many are listed; the rest are counted.
MOST_LISTED = 40


def write_progress(accounts: Sequence[Account], terms: Sequence[Term], kinds: Kinds) -> str:
    """Return the progress page.

    Args:
        accounts: The sources in the order of the book.
        terms: The glossary in dictionary order.
        kinds: Of the corpus.
    """
    pages = [page for account in accounts for page in account.pages]
    doubting = typography().item.join(_label(kind) for kind in kinds.written if kind.doubt)
    lead = (
        _(
            "How far a text is proofread follows from the records of its readings: “not proofread” without a record, "
            "“proofread once” when one person has read it whole, “proofread twice” when two different people have."
        ),
        _(
            "A text is “in doubt” while it has a {label} or a change of which its editor is not sure.",
            label=doubting,
        ),
        _("Who did what is on the page [Contributors](contributors.md)."),
    )
    parts = [f"# {_('Progress')}", typography().sentence.join(lead), *_table(pages, kinds.notes)]
    tasks = [section for section in _tasks(pages, terms) if section]
    if tasks:
        parts += [f"## {_('What to do next')}", *tasks]
    return "\n\n".join(parts) + "\n"


def _label(kind: NoteKind) -> str:
    return bracketed(escape_line(label(kind)))


def _table(pages: Sequence[Page], every: Sequence[NoteKind]) -> Iterator[str]:
    kinds = [kind for kind in every if not kind.tool or _noted(pages, lambda kind: kind.tool)]
    head = [
        _("Title"),
        _("Proofread"),
        _("Proofreaders"),
        _("Date"),
        *map(_label, kinds),
        *map(certainty, Certainty),
        _("Gaps"),
    ]
    yield table(head, (_row(page, kinds) for page in pages), "| --- | --- | --- | --- |" + " ---: |" * (len(head) - 4))
    note = _(
        "{labels} count notes; “certain”, “probable” and “doubtful” count changes by how sure their editor is; “gaps” "
        "counts places where the source breaks off.",
        labels=typography().sentence.join(map(_label, kinds)),
    )
    yield f"{{.jz-account}}\n{note}"


def _row(page: Page, kinds: Sequence[NoteKind]) -> list[str]:
    set_as, level = typography(), level_label(page.proof.level)
    notes = Counter(note.note.kind.id for note in page.notes)
    sure = Counter(change.act.cert for change in page.changes if change.act.kind is not ActKind.GAP)
    gaps = sum(block.kind == "gap" for block in page.blocks)
    gaps += sum(change.act.kind is ActKind.GAP for change in page.changes)
    return [
        _text(page),
        f"{level}{set_as.comma}{_('in doubt')}" if page.proof.doubts else level,
        _readers(page.proof) or "—",
        page.proof.date or "—",
        *(str(notes[kind.id]) for kind in kinds),
        *(str(sure[cert]) for cert in Certainty),
        str(gaps),
    ]


def _readers(proof: Proof) -> str:
    """Who has read a text, and how often, if somebody has read it again."""
    names = escape_line(typography().listed(proof.readers))
    if proof.readings <= len(proof.readers):
        return names
    times = ngettext("{n} reading", "{n} readings", proof.readings, n=proof.readings)
    return f"{names}{typography().aside(times)}"


def _noted(pages: Sequence[Page], wanted: Callable[[NoteKind], bool]) -> list[str]:
    """Passage and quote of every note of some kinds."""
    return [
        gap(passage(page, note.block), escape_line(note.note.target.quote))
        for page in pages
        for note in page.notes
        if wanted(note.note.kind)
    ]


def _tasks(pages: Sequence[Page], terms: Sequence[Term]) -> Iterator[str]:
    unread = [_text(page) for page in pages if page.proof.level is ProofLevel.UNREAD]
    yield _section(_("To be proofread"), _("No reading is recorded yet."), unread)
    once = [_read_once(page) for page in pages if page.proof.level is ProofLevel.ONCE]
    what = _("Another person has to read the whole text against the source.")
    yield _section(_("To be proofread a second time"), what, once)
    unsure = [
        _unsure(page, block, change)
        for page in pages
        for block in page.blocks
        for change in block.changes
        if change.act.cert in (Certainty.MEDIUM, Certainty.LOW)
    ]
    what = _("Changes of which their own editors are not quite sure; other evidence is welcome.")
    yield _section(_("Changes to be confirmed"), what, unsure)
    what = _("Passages that make no sense and have no other witness; the text still follows the source.")
    yield _section(_("Queries to be resolved"), what, _noted(pages, lambda kind: kind.doubt))
    what = _("Found by tools on import and not judged yet; once judged, delete them from proposals.yaml.")
    yield _section(_("Findings of tools to be judged"), what, _noted(pages, lambda kind: kind.tool))
    unknown = [
        gap(term_link(term.headword, term.headword), escape_line(term.unknown)) for term in terms if term.unknown
    ]
    what = _("Please add what you know, with its source.")
    yield _section(_("What is unknown about entries of the glossary"), what, unknown)


def _read_once(page: Page) -> str:
    readers = escape_line(typography().listed(page.proof.readers))
    return f"{_text(page)}{typography().aside(_('read by {names}', names=readers))}"


def _unsure(page: Page, block: Block, change: Change) -> str:
    words = escape_line(block.reading[change.start : change.end]) or _("(deleted)")
    cert = bracketed(certainty(change.act.cert))
    reason = f"{escape_line(change.act.reason)}{typography().sentence}{cert}"
    return gap(passage(page, block.id), words, reason)


def _section(title: str, what: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    listed = "\n".join(f"- {item}" for item in items[:MOST_LISTED])
    left = len(items) - MOST_LISTED
    rest = ngettext("And {n} more.", "And {n} more.", left, n=left) if left > 0 else ""
    head = f"### {title}{typography().aside(str(len(items)))}"
    return "\n\n".join(filter(None, (head, what, listed, rest)))


def _text(page: Page) -> str:
    return f"[{escape_line(page.title)}]({page.docname}.md)"
