"""The kinds of data files and the rules that hold several keys of one record together; JSON Schemas come from here."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import TypeAdapter

from jiaozhu.model.corpus import About, CorpusInfo
from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.event import Event
from jiaozhu.model.note import Note
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.quantity import Register
from jiaozhu.model.term import Term
from jiaozhu.store.kinds import KINDS
from jiaozhu.store.shapes import RULES, shape_of
from jiaozhu.store.special import SPECIAL

__all__ = ["SCHEMAS", "Kind", "json_schema"]

assert SPECIAL  # they are known to the shapes
assert KINDS


def _ends_after_it_begins(event: Any) -> Any:
    if event.until is not None and event.until < event.date:
        raise ValueError(f"the event ends ({event.until}) before it begins ({event.date})")
    return event


def _fields_fit_the_kind(change: Any) -> Any:
    span = change.begin is not None and change.end is not None
    if (change.begin is None) != (change.end is None):
        raise ValueError("'from' and 'to' go together: the first and the last words that are left out")
    if change.kind in ("corrected", "regularized") and not (change.before and change.after and not span):
        raise ValueError(f"a '{change.kind}' has 'before' (the source's words) and 'after' (ours)")
    if change.before is not None and change.before == change.after:
        raise ValueError("'before' and 'after' are the same: it changes nothing")
    if change.kind == "surplus" and (bool(change.before) == span or change.after):
        raise ValueError("a 'surplus' has 'before', or 'from' and 'to', and no 'after'")
    if change.kind in ("supplied", "gap") and (change.before or span or not (change.prefix or change.suffix)):
        raise ValueError(f"a '{change.kind}' is placed by 'prefix' or 'suffix' and has no 'before'")
    if (change.kind == "supplied") != bool(change.after and not change.before):
        raise ValueError("a 'supplied' has 'after': the text it adds; a 'gap' has none")
    return change


RULES.update({Event: _ends_after_it_begins, Emendation: _fields_fit_the_kind})


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
    "figures": Kind(Register, "figures.yaml"),
    "note": Kind(Note, "sources/*/notes/*.md, between the lines ---"),
    "proofreadings": Kind(Proofreading, "sources/*/proofreadings.yaml", many=True),
    "proposals": Kind(Proposal, "sources/*/proposals.yaml", many=True),
    "term": Kind(Term, "glossary/*.md, between the lines ---"),
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of ``SCHEMAS``."""
    kind = SCHEMAS[name]
    shape = shape_of(kind.record)
    wanted: TypeAdapter[Any] = TypeAdapter(list[shape] if kind.many else shape)  # type: ignore[valid-type]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **wanted.json_schema(by_alias=True)}
