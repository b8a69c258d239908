"""What has changed in an edition, in words: for its page of changes and for its feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from jiaozhu.edition.book import Book
from jiaozhu.edition.changes import Count, Revision, What, changes
from jiaozhu.edition.credits import History
from jiaozhu.language import typography
from jiaozhu.locale import N_, _, ngettext, pgettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.outputs.myst.setting import gap

__all__ = ["in_words", "people", "write_changes"]

#: Lines of the page; version control has the rest.
MOST = 400


def write_changes(book: Book, history: History) -> str:
    """Return the page of changes as MyST, the newest first. It need not be in any list of contents.

    Args:
        book: The edition.
        history: Who changed which file of the corpus, and when.
    """
    found = list(changes(book, history))
    lead = (
        _("What has changed in the edition, the newest first: by day and text, as version control has it.")
        if history
        else _("What has been added to the edition, the newest first, as far as notes and proofreadings are dated.")
    )
    parts = ["---\norphan: true\n---", f"# {pgettext('page', 'Changes')}", lead]
    for date, group in groupby(found[:MOST], key=lambda change: change.date):
        lines = "\n".join(f"- {_line(change)}" for change in group)
        parts.append(f"## {typography().date(date)}\n\n{lines}")
    if len(found) > MOST:
        parts.append(_("Older changes are in version control."))
    return "\n\n".join(parts) + "\n"


def _line(change: Revision) -> str:
    if change.docname:
        where = f"[{typography().titled(escape_line(change.title))}]({change.docname}.md)"
    else:
        where = _("The edition as a whole")
    who = typography().aside(escape_line(people(change))) if change.people else ""
    return gap(where, escape_line(in_words(change))) + who


def in_words(change: Revision) -> str:
    """Return what has changed: ``3 new notes, 1 revised correction``."""
    return typography().comma.join(part for what, count in change.counts.items() for part in _counted(what, count))


def people(change: Revision) -> str:
    """Return who has done it, in one line."""
    return pgettext("between names", ", ").join(change.people)


def _counted(what: What, count: Count) -> Iterator[str]:
    if what in _WORDS:
        yield _(_WORDS[what])
        return
    if count.new:
        yield _NEW[what](count.new)
    if count.revised:
        yield _REVISED[what](count.revised)


#: Of what is not counted: a text is edited in many lines of one file.
_WORDS = {
    What.SOURCE: N_("source and its description"),
    What.EDITION: N_("readings and order"),
    What.WORK: N_("bibliography"),
    What.OTHER: N_("registers and settings"),
}
#: How many of each kind are new.
_NEW: dict[What, Callable[[int], str]] = {
    What.NOTE: lambda n: ngettext("{n} new note", "{n} new notes", n, n=n),
    What.EMENDATION: lambda n: ngettext("{n} new file of corrections", "{n} new files of corrections", n, n=n),
    What.TERM: lambda n: ngettext("{n} new glossary entry", "{n} new glossary entries", n, n=n),
    What.ENTITY: lambda n: ngettext("{n} new entry of a register", "{n} new entries of registers", n, n=n),
    What.TRANSLATION: lambda n: ngettext("{n} new translation", "{n} new translations", n, n=n),
    What.WITNESS: lambda n: ngettext("{n} new file of a witness", "{n} new files of witnesses", n, n=n),
    What.PROOFREADING: lambda n: ngettext("{n} proofreading", "{n} proofreadings", n, n=n),
}
#: How many of each kind are revised.
_REVISED: dict[What, Callable[[int], str]] = {
    What.NOTE: lambda n: ngettext("{n} revised note", "{n} revised notes", n, n=n),
    What.EMENDATION: lambda n: ngettext("{n} revised file of corrections", "{n} revised files of corrections", n, n=n),
    What.TERM: lambda n: ngettext("{n} revised glossary entry", "{n} revised glossary entries", n, n=n),
    What.ENTITY: lambda n: ngettext("{n} revised entry of a register", "{n} revised entries of registers", n, n=n),
    What.TRANSLATION: lambda n: ngettext("{n} revised translation", "{n} revised translations", n, n=n),
    What.WITNESS: lambda n: ngettext("{n} revised file of a witness", "{n} revised files of witnesses", n, n=n),
    What.PROOFREADING: lambda n: ngettext("{n} proofreading", "{n} proofreadings", n, n=n),
}
