"""What became of everything that was written about a source: the record of a rebase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import N_, Lazy, _, ngettext
from jiaozhu.model.note import Anchor, Target
from jiaozhu.store.yaml_editing import as_written
from jiaozhu.workflows.rebasing.emending import CarriedEmendation, Fate
from jiaozhu.workflows.rebasing.placing import Placement, State

#: How sums begin, by kind.
_KINDS = {"note": N_("notes: {states}"), "event": N_("events: {states}"), "proposal": N_("proposals: {states}")}
_STATES = {State.EXACT: N_("{n} carried"), State.PROPOSED: N_("{n} proposed"), State.ORPHANED: N_("{n} orphaned")}
_FATES = {
    Fate.CARRIED: N_("{n} carried"),
    Fate.NEEDLESS: N_("{n} no longer needed"),
    Fate.ORPHANED: N_("{n} orphaned"),
}


class Held(NamedTuple):
    """Something that refers to words by a quote, and what became of it."""

    id: str  #: A note's name, ``<text>/event-<n>``, a proposal's or a figure's id.
    kind: str  #: ``note``, ``event``, ``proposal`` or ``figure`` (a quantity of the register).
    target: Target
    before: Anchor | None  #: In the old source.
    placement: Placement
    whole: str = ""  #: Everything that is written about it.
    accepted: bool = False  #: Whether a person has accepted its proposal.

    @property
    def carried(self) -> bool:
        """Whether the new source has it."""
        return self.placement.state is State.EXACT or self.accepted


class Stretch(NamedTuple):
    """A line, and how it begins."""

    line: int  #: From 1.
    words: str


@dataclass(frozen=True, slots=True)
class RebaseRecord:
    """What became of everything."""

    old: str  #: Sigla.
    new: str
    held: tuple[Held, ...]
    emendations: tuple[CarriedEmendation, ...]
    missing: tuple[Stretch, ...]  #: Lines of the old edition that the new source lacks.
    strange: tuple[Stretch, ...]  #: Lines of the new source that are in no text.
    taken_in: tuple[Stretch, ...]  #: New lines inside a paragraph, which includes them now.
    unnamed: tuple[Stretch, ...]  #: Lines of the new source a part of which cannot be named by a quote.
    left: tuple[str | Lazy, ...]  #: Files of the old source that were not carried: proofreadings are of bytes.
    needless: tuple[str, ...]  #: Reasons of omissions of which the new source has no line.
    naming: tuple[str | Lazy, ...]  #: What names lines or pages of the old source in words.
    texts: tuple[str, ...]  #: Ids of texts of which the new source has nothing.

    def of(self, kind: str) -> list[Held]:
        """Return everything of one kind."""
        return [item for item in self.held if item.kind == kind]

    @property
    def complete(self) -> bool:
        """Whether nothing waits for a person but what the check reports."""
        held = all(item.carried for item in self.held if item.kind in ("note", "event"))
        emended = all(item.fate is not Fate.ORPHANED for item in self.emendations)
        return held and emended and not (self.missing or self.strange or self.unnamed or self.texts)

    def lines(self) -> Iterator[str]:
        """Yield what a terminal shows, in the language in use."""
        yield from self._sums()
        for item in self.held:
            if item.kind in ("note", "event") and not item.carried:
                yield f"  {_shown(item)}"
        for outcome in self.emendations:
            if outcome.fate is Fate.ORPHANED:
                yield f"  {_orphaned(outcome)}"
            elif outcome.renewed:
                id = outcome.emendation.id
                yield "  " + _("emendation {id}: its context was written again: look at it", id=id)
        yield from self._lines_of_sources()
        yield from self._elsewhere()

    def _sums(self) -> Iterator[str]:
        for kind, title in _KINDS.items():
            items = self.of(kind)
            if items:
                waiting = [item for item in items if not item.carried]
                counts = [(State.EXACT, len(items) - len(waiting))]
                counts += [(state, sum(i.placement.state is state for i in waiting)) for state in list(State)[1:]]
                states = [_(_STATES[state], n=n) for state, n in counts if n or state is State.EXACT]
                yield _(title, states=typography().listed(states))
        if self.emendations:
            fates = Counter(item.fate for item in self.emendations)
            counted = [_(_FATES[fate], n=fates[fate]) for fate in Fate if fates[fate]]
            yield _("emendations: {fates}", fates=typography().listed(counted))

    def _lines_of_sources(self) -> Iterator[str]:
        for message, stretches in (
            (N_("line {line} “{words}” of the old source is missing"), self.missing),
            (N_("line {line} “{words}” is new and is in no text"), self.strange),
            (N_("line {line} “{words}” is new and was put into its paragraph"), self.taken_in),
            (N_("line {line} “{words}” cannot be cut: name its pieces"), self.unnamed),
        ):
            yield from ("  " + _(message, line=line, words=words) for line, words in stretches)
        yield from ("  " + _("text '{text}' is not in the new source", text=text) for text in self.texts)
        yield from (
            "  " + _("an omission has nothing to leave out: {reason}", reason=reason) for reason in self.needless
        )

    def _elsewhere(self) -> Iterator[str]:
        """What other files say of the old source."""
        if self.naming:
            names = typography().listed(map(str, self.naming))
            yield _("lines or pages of {old} are named in words by: {names}", old=self.old, names=names)
        quantities = self.of("figure")
        if quantities:
            whole = sum(item.placement.state is State.EXACT for item in quantities)
            yield ngettext(
                "figures.yaml names {old} for {n} quantity; {whole} of them is in {new} unchanged",
                "figures.yaml names {old} for {n} quantities; {whole} of them are in {new} unchanged",
                len(quantities),
                old=self.old,
                new=self.new,
                n=len(quantities),
                whole=whole,
            )
        if self.left:
            names = typography().listed(map(str, self.left))
            yield _("not carried: {names} (a proofreading is of bytes)", names=names)

    def data(self) -> dict[str, object]:
        """Return what ``rebase.yaml`` holds, with everything that was not carried whole, in the language in use."""
        waiting = [item for item in self.held if not item.carried and item.kind != "figure"]
        taken = [item for item in self.held if item.accepted]
        found: dict[str, object] = {
            "from": self.old,
            "to": self.new,
            "carried": {
                f"{kind}s": sum(item.carried for item in self.of(kind)) for kind in ("note", "event", "proposal")
            },
            "accepted": [_proposal(item) for item in taken],
            "proposed": [
                {**_proposal(item), "whole": as_written(item.whole)}
                for item in waiting
                if item.placement.state is State.PROPOSED
            ],
            "orphaned": [
                {"id": item.id, "kind": item.kind, "why": str(item.placement.why), "whole": as_written(item.whole)}
                for item in waiting
                if item.placement.state is State.ORPHANED
            ],
            "emendations": {
                fate.value: [_emendation(item) for item in self.emendations if item.fate is fate] for fate in Fate
            },
            "lines": {
                name: [stretch._asdict() for stretch in stretches]
                for name, stretches in (
                    ("missing", self.missing),
                    ("new", self.strange),
                    ("taken_in", self.taken_in),
                    ("unnamed", self.unnamed),
                )
                if stretches
            },
            "texts_missing": list(self.texts),
            "omissions_needless": list(self.needless),
            "naming_the_old": [str(name) for name in self.naming],
            "figures": [{"id": item.id, "state": item.placement.state.value} for item in self.of("figure")],
            "not_carried": [str(name) for name in self.left],
        }
        return {key: value for key, value in found.items() if value}


def _shown(item: Held) -> str:
    """What became of a note or an event, in one line."""
    where = f"{item.before.text}#{item.before.block}" if item.before else "–"
    values = {"id": item.id, "where": where, "quote": item.target.quote}
    placement = item.placement
    if placement.target is None:
        message = _("orphaned note {id} ({where}): “{quote}”: {why}", why=placement.why, **values)
        other = _("orphaned event {id} ({where}): “{quote}”: {why}", why=placement.why, **values)
    else:
        scores = {"quoted": f"{placement.quote:.2f}", "context": f"{placement.context:.2f}"}
        values |= {"new": placement.target.quote} | scores
        message = _("proposed note {id} ({where}): “{quote}” → “{new}” (quote {quoted}, context {context})", **values)
        other = _("proposed event {id} ({where}): “{quote}” → “{new}” (quote {quoted}, context {context})", **values)
    return message if item.kind == "note" else other


def _orphaned(outcome: CarriedEmendation) -> str:
    id = outcome.emendation.id
    if outcome.there:
        return _("orphaned emendation {id}: the new source has “{words}”", id=id, words=outcome.there)
    return _("orphaned emendation {id}: its place was not found", id=id)


def _proposal(item: Held) -> dict[str, object]:
    place, target = item.placement.anchor, item.placement.target
    assert place is not None, item
    assert target is not None, item
    said = {"quote": target.quote, "prefix": target.prefix, "suffix": target.suffix, "text": target.text}
    said |= {"block": target.block}
    return {
        "id": item.id,
        "kind": item.kind,
        "old": item.target.quote,
        "new": {key: words for key, words in said.items() if words},
        "place": f"{place.text}#{place.block}",
        "quote": item.placement.quote,
        "context": item.placement.context,
    }


def _emendation(item: CarriedEmendation) -> dict[str, object]:
    """Of what is carried only the id; of the rest all that is needed to judge it."""
    now = item.emendation
    if item.fate is Fate.CARRIED:
        return {"id": now.id, "line": now.line, **({"renewed": True} if item.renewed else {})}
    said: dict[str, object] = {"id": now.id, "line": now.line, "kind": now.kind.value}
    said |= {
        key: words
        for key, words in (
            ("before", now.before),
            ("after", now.after),
            ("prefix", now.prefix),
            ("suffix", now.suffix),
            ("from", now.begin),
            ("to", now.end),
        )
        if words
    }
    said |= {"reason": now.reason, "basis": now.basis, "cert": now.cert.value, "resp": now.resp}
    said |= {"rejected": list(now.rejected)} if now.rejected else {}
    return said | ({"there": item.there} if item.there else {})
