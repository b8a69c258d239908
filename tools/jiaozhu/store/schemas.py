"""The kinds of data files and the rules that hold several keys of one record together; JSON Schemas come from here."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import TypeAdapter

from jiaozhu.locale import _
from jiaozhu.model.corpus import About, CorpusInfo
from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.entity import Entity, Lifetime, Office
from jiaozhu.model.event import Event
from jiaozhu.model.facsimile import Facsimile, PagePicture, TextPicture
from jiaozhu.model.note import Note
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.quantity import Register
from jiaozhu.model.term import Term
from jiaozhu.model.translation import Translation
from jiaozhu.model.witness import Witness
from jiaozhu.store.kinds import KINDS
from jiaozhu.store.shapes import RULES, shape_of
from jiaozhu.store.special import SPECIAL

__all__ = ["SCHEMAS", "Kind", "json_schema"]

assert SPECIAL  # they are known to the shapes
assert KINDS


def _ends_after_it_begins(event: Any) -> Any:
    if event.until is not None and event.until < event.date:
        message = _("the event ends ({until}) before it begins ({date})", until=event.until, date=event.date)
        raise ValueError(message)
    return event


def _fields_fit_the_kind(change: Any) -> Any:
    """Refuse an emendation whose keys do not fit its kind."""
    if (change.begin is None) != (change.end is None):
        raise ValueError(_("'from' and 'to' go together: the first and the last words that are left out"))
    span = change.begin is not None
    if change.kind in ("corrected", "regularized") and not (change.before and change.after and not span):
        message = _("a '{kind}' has 'before' (the source's words) and 'after' (the new ones)", kind=change.kind)
        raise ValueError(message)
    if change.before is not None and change.before == change.after:
        raise ValueError(_("'before' and 'after' are the same: it changes nothing"))
    _fits_what_is_placed(change, span=span)
    return change


def _fits_what_is_placed(change: Any, *, span: bool) -> None:
    """Refuse words left out, added or missing that are not placed as their kind is."""
    if change.kind == "surplus" and (bool(change.before) == span or change.after):
        raise ValueError(_("a 'surplus' has 'before', or 'from' and 'to', and no 'after'"))
    if change.kind in ("supplied", "gap") and (change.before or span or not (change.prefix or change.suffix)):
        message = _("a '{kind}' is placed by 'prefix' or 'suffix' and has no 'before'", kind=change.kind)
        raise ValueError(message)
    if (change.kind == "supplied") != bool(change.after and not change.before):
        raise ValueError(_("a 'supplied' has 'after': the text it adds; a 'gap' has none"))


def _is_a_picture(page: Any) -> Any:
    """Refuse the picture of a page that has no size, or whose digest is not beside its file."""
    if min(page.page, page.width, page.height) < 1 or page.scale == 0:
        raise ValueError(_("'page', 'width', 'height' and 'scale' are greater than 0"))
    if (page.file is None) != (page.sha256 is None):
        raise ValueError(_("'file' and 'sha256' go together"))
    return page


def _is_a_picture_of_a_text(picture: Any) -> Any:
    """Refuse a picture in the text that has no size."""
    if min(picture.width, picture.height) < 1:
        raise ValueError(_("'width' and 'height' are greater than 0"))
    return picture


def _is_dated(span: Any) -> Any:
    """Refuse a time that says no date, or that ends before it begins."""
    if not (span.since or span.until or getattr(span, "on", None)):
        raise ValueError(_("it has no date"))
    if span.since and span.until and span.until < span.since[: len(span.until)]:
        raise ValueError(_("it ends ({until}) before it begins ({since})", until=span.until, since=span.since))
    return span


RULES.update(
    {
        Event: _ends_after_it_begins,
        Emendation: _fields_fit_the_kind,
        Lifetime: _is_dated,
        Office: _is_dated,
        PagePicture: _is_a_picture,
        TextPicture: _is_a_picture_of_a_text,
    }
)


class Kind(NamedTuple):
    """A kind of file."""

    record: type  #: The record of the model whose fields are its keys.
    where: str  #: The files, below the corpus.
    many: bool = False  #: The file is a list of such records.


#: Every kind by the name it has for the user.
SCHEMAS: dict[str, Kind] = {
    "about": Kind(About, "sources/*/about.yaml"),
    "corpus": Kind(CorpusInfo, "corpus.yaml"),
    "edition": Kind(Edition, "sources/*/edition.yaml"),
    "emendations": Kind(Emendation, "sources/*/emendations/*.yaml", many=True),
    "entity": Kind(Entity, "entities/*.md, between the lines ---"),
    "facsimile": Kind(Facsimile, "sources/*/facsimile.yaml"),
    "figures": Kind(Register, "figures.yaml"),
    "note": Kind(Note, "sources/*/notes/*.md, between the lines ---"),
    "proofreadings": Kind(Proofreading, "sources/*/proofreadings.yaml", many=True),
    "proposals": Kind(Proposal, "sources/*/proposals.yaml", many=True),
    "term": Kind(Term, "glossary/*.md, between the lines ---"),
    "translation": Kind(Translation, "sources/*/en/*.md, or another language, between the lines ---"),
    "witness": Kind(Witness, "sources/*/witnesses/*.yaml"),
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of ``SCHEMAS``."""
    kind = SCHEMAS[name]
    shape = shape_of(kind.record)
    wanted: TypeAdapter[Any] = TypeAdapter(list[shape] if kind.many else shape)  # type: ignore[valid-type]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **wanted.json_schema(by_alias=True)}
