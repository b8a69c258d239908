"""What became of everything that was written about a source: the record of a rebase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from jiaozhu.model.note import Anchor, Target
from jiaozhu.store import as_written
from jiaozhu.workflows.rebasing.emending import Fate, Outcome
from jiaozhu.workflows.rebasing.placing import Placement, State


class Held(NamedTuple):
    """Something that holds to words, and what became of it."""

    id: str  #: A note's name, ``<text>/event-<n>``, a proposal's or a figure's id.
    kind: str  #: ``note``, ``event``, ``proposal`` or ``figure``.
    target: Target
    before: Anchor | None  #: In the old source.
    placement: Placement
    whole: str = ""  #: All that is written about it.
    accepted: bool = False  #: Whether a person has taken its proposal over.

    @property
    def carried(self) -> bool:
        """Whether the new source has it."""
        return self.placement.state is State.EXACT or self.accepted


class Stretch(NamedTuple):
    """A line, and how it begins."""

    line: int  #: From 1.
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """What became of everything."""

    old: str  #: Sigla.
    new: str
    held: tuple[Held, ...]
    emendations: tuple[Outcome, ...]
    missing: tuple[Stretch, ...]  #: Lines of the old edition that the new source lacks.
    strange: tuple[Stretch, ...]  #: Lines of the new source that stand in no text.
    taken_in: tuple[Stretch, ...]  #: New lines inside a paragraph, which has them now.
    unnamed: tuple[Stretch, ...]  #: Lines of the new source a part of which cannot be named by a quote.
    left: tuple[str, ...]  #: Files of the old source that were not carried: proofreadings are of bytes.
    needless: tuple[str, ...]  #: Reasons of omissions of which the new source has no line.
    naming: tuple[str, ...]  #: What names lines or pages of the old source in words.
    texts: tuple[str, ...]  #: Ids of texts of which the new source has nothing.

    def of(self, kind: str) -> list[Held]:
        """Everything of one kind."""
        return [item for item in self.held if item.kind == kind]

    @property
    def complete(self) -> bool:
        """Whether nothing waits for a person but what the check tells."""
        held = all(item.carried for item in self.held if item.kind in ("note", "event"))
        emended = all(item.fate is not Fate.ORPHANED for item in self.emendations)
        return held and emended and not (self.missing or self.strange or self.unnamed or self.texts)

    def lines(self) -> Iterator[str]:
        """As it is told on a terminal."""
        for kind in ("note", "event", "proposal"):
            items = self.of(kind)
            if items:
                states = [("carried", sum(item.carried for item in items))]
                waiting = [item for item in items if not item.carried]
                states += [(state.value, sum(i.placement.state is state for i in waiting)) for state in list(State)[1:]]
                yield f"{kind}s: " + ", ".join(
                    f"{count} {state}" for state, count in states if count or state == "carried"
                )
        if self.emendations:
            fates = [(fate, [item for item in self.emendations if item.fate is fate]) for fate in Fate]
            words = {Fate.CARRIED: "carried", Fate.NEEDLESS: "no longer needed", Fate.ORPHANED: "orphaned"}
            yield "emendations: " + ", ".join(f"{len(items)} {words[fate]}" for fate, items in fates if items)
        for item in self.held:
            if item.kind in ("note", "event") and not item.carried:
                yield f"  {_told(item)}"
        for outcome in self.emendations:
            if outcome.fate is Fate.ORPHANED:
                there = f"the new source has 「{outcome.there}」" if outcome.there else "its place was not found"
                yield f"  orphaned emendation {outcome.emendation.id}: {there}"
            elif outcome.renewed:
                yield f"  emendation {outcome.emendation.id}: its context was written anew: look at it"
        for said, stretches in (
            ("of the old source is missing", self.missing),
            ("is new and stands in no text", self.strange),
            ("is new and was taken into its paragraph", self.taken_in),
            ("cannot be cut: name its pieces", self.unnamed),
        ):
            yield from (f"  line {line} 「{words}」 {said}" for line, words in stretches)
        yield from (f"  text '{text}' is not in the new source" for text in self.texts)
        yield from (f"  an omission has nothing to leave out: {reason}" for reason in self.needless)
        if self.naming:
            yield f"lines or pages of {self.old} are named in words by: {', '.join(self.naming)}"
        figures = self.of("figure")
        if figures:
            whole = sum(item.placement.state is State.EXACT for item in figures)
            stand = f"{whole} of them stand in {self.new} as they are"
            yield f"figures.yaml names {self.old} for {len(figures)} figures: {stand}"
        if self.left:
            yield f"not carried: {', '.join(self.left)} (a proofreading is of bytes)"

    def data(self) -> dict[str, Any]:
        """As it is written to ``rebase.yaml``; everything that was not carried is in it whole."""
        waiting = [item for item in self.held if not item.carried and item.kind != "figure"]
        taken = [item for item in self.held if item.accepted]
        found: dict[str, Any] = {
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
                {"id": item.id, "kind": item.kind, "why": item.placement.why, "whole": as_written(item.whole)}
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
            "naming_the_old": list(self.naming),
            "figures": [{"id": item.id, "state": item.placement.state.value} for item in self.of("figure")],
            "not_carried": list(self.left),
        }
        return {key: value for key, value in found.items() if value}


def _told(item: Held) -> str:
    where = f"{item.before.text}#{item.before.block}" if item.before else "nowhere"
    head = f"{item.placement.state.value} {item.kind} {item.id} ({where}): 「{item.target.quote}」"
    if item.placement.target is None:
        return f"{head}: {item.placement.why}"
    scores = f"quote {item.placement.quote:.2f}, context {item.placement.context:.2f}"
    return f"{head} → 「{item.placement.target.quote}」 ({scores})"


def _proposal(item: Held) -> dict[str, Any]:
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


def _emendation(item: Outcome) -> dict[str, Any]:
    """Of what is carried only the id; of the rest all that is needed to judge it."""
    now = item.emendation
    if item.fate is Fate.CARRIED:
        return {"id": now.id, "line": now.line, **({"renewed": True} if item.renewed else {})}
    said: dict[str, Any] = {"id": now.id, "line": now.line, "kind": now.kind.value}
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
    return said | ({"there": item.there} if item.there else {})
