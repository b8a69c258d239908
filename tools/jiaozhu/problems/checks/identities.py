"""Checks of ids: each means one thing, and those of generated notes are not taken."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.numbers import PREFIX as REGISTER_PREFIX
from jiaozhu.edition.pipeline import Book
from jiaozhu.edition.proposals import PREFIX as PROPOSAL_PREFIX
from jiaozhu.locale import _
from jiaozhu.model.problem import Problem


def check_text_ids(book: Book) -> Iterator[Problem]:
    """Report text ids that two texts of a source have, or that a page of the source's own has."""
    for volume in book.volumes:
        seen: set[str] = set()
        for text in volume.source.edition.texts:
            if text.id in seen:
                message = _("the text id '{id}' is used twice", id=text.id)
                hint = _("ids are part of addresses: give one of the two texts another id")
                yield Problem(text.place, "E110", message, hint)
            if text.id == "index":
                hint = _("'index' is the page about the source itself: give the text another id")
                yield Problem(text.place, "S106", _("'index' cannot be a text's id"), hint)
            seen.add(text.id)


def check_addresses(book: Book) -> Iterator[Problem]:
    """Report texts whose names come to the address of another text, or of a source: ``a-b/c`` and ``a/b-c``."""
    taken = {volume.source.siglum: volume.source.siglum for volume in book.volumes}
    for volume in book.volumes:
        for text in volume.source.edition.texts:
            docname = f"{volume.source.siglum}/{text.id}"
            other = taken.setdefault(docname.replace("/", "-"), docname)
            if other != docname:
                message = _("'{name}' and '{other}' come to one address", name=docname, other=other)
                hint = _("labels and books are named by source and text with a hyphen between: rename one of the two")
                yield Problem(text.place, "E111", message, hint)


def check_note_ids(book: Book) -> Iterator[Problem]:
    """Report notes whose ids are reserved for generated notes."""
    for source in book.corpus.sources:
        for note in source.notes:
            if note.id.startswith(REGISTER_PREFIX):
                message = _(
                    "'{id}': ids that begin with '{prefix}' are reserved for the register of numbers",
                    id=note.id,
                    prefix=REGISTER_PREFIX,
                )
                hint = _("rename the file; a computation is better recorded in figures.yaml")
                yield Problem(note.place, "N207", message, hint)
            if note.id.startswith(PROPOSAL_PREFIX):
                kinds = book.corpus.info.kinds
                query = next((kind.id for kind in kinds.written if kind.doubt), kinds.comment.id)
                message = _(
                    "'{id}': ids that begin with '{prefix}' are reserved for proposals",
                    id=note.id,
                    prefix=PROPOSAL_PREFIX,
                )
                hint = _("rename the file; write a suspicion of your own as a note of kind {kind}", kind=query)
                yield Problem(note.place, "N207", message, hint)


def check_proposal_ids(book: Book) -> Iterator[Problem]:
    """Report ids that two proposals of a source have: they are shown as notes, and their ids are in addresses."""
    for source in book.corpus.sources:
        seen: dict[str, int] = {}
        for proposal in source.proposals:
            line = seen.setdefault(proposal.id, proposal.place.line)
            if line != proposal.place.line:
                message = _("the id '{id}' is already used at line {line}", id=proposal.id, line=line)
                hint = _("ids are part of addresses: give this proposal another id")
                yield Problem(proposal.place, "N208", message, hint)
