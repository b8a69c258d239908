"""The contributors' page as MyST."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiaozhu.language import label, typography
from jiaozhu.locale import _
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.credit import Credit
from jiaozhu.model.kinds import NoteKind
from jiaozhu.outputs.myst.setting import bracketed, table

__all__ = ["write_contributors"]


def write_contributors(credits: Sequence[Credit], kinds: Iterable[NoteKind], *, with_history: bool) -> str:
    """Return the page.

    Args:
        credits: Those with the most work first.
        kinds: The kinds of note that people write.
        with_history: Whether version control was asked too.
    """
    set_as = typography()
    sentences = (
        _("Notes, emendations, translations and records of proofreading are signed, and this page counts them."),
        _("Glossary entries and editions are not signed; version control credits them to those who began them.")
        if with_history
        else _("Without a version history, glossary entries and editions are not counted."),
        _("How often a text has been proofread follows from the number of its readers; see [Progress](progress.md)."),
    )
    parts = [f"# {_('Contributors')}", set_as.sentence.join(sentences)]
    if credits:
        notes = set_as.sentence.join(bracketed(escape_line(label(kind))) for kind in kinds)
        head = [
            _("Contributor"),
            notes,
            _("Emendations"),
            _("Proofreadings"),
            _("Translations"),
            _("Glossary entries"),
            _("Editions"),
            _("Earliest"),
            _("Latest"),
        ]
        parts.append(table(head, map(_row, credits), "| --- |" + " ---: |" * 6 + " --- | --- |"))
    return "\n\n".join(parts) + "\n"


def _row(credit: Credit) -> list[str]:
    counts = (credit.notes, credit.emendations, credit.readings, credit.translations, credit.terms, credit.editions)
    return [
        escape_line(credit.name),
        *(str(number or "—") for number in counts),
        _day(credit.first),
        _day(credit.last),
    ]


def _day(date: str) -> str:
    """A date that no narrow column breaks."""
    return f"[{date}]{{.jz-date}}" if date else "—"
