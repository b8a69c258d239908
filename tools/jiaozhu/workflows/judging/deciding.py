"""What follows from a judgement: which files change, and to what. Pure: files in, files out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.proposals import suspicion
from jiaozhu.locale import _, use_language
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.edition import Emendation
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.proposal import Proposal
from jiaozhu.store import emendations_text
from jiaozhu.store.yaml_editing import edit_yaml
from jiaozhu.workflows.authoring import name_of
from jiaozhu.workflows.judging.blocks import Blocks, NotByLine

__all__ = ["Decided", "NotDecided", "Verdict", "decide", "is_of_words", "needs_words"]

#: Kinds of proposals about what a paragraph is.
_TYPES = frozenset({"heading", "caption", "byline", "notice"})
#: Kinds of proposals about paragraphs; all others are about words.
_OF_BLOCKS = _TYPES | {"furniture", "boundary", "join", "seam"}
#: What is there twice is left out; for other words, a reading is needed.
_LEFT_OUT = frozenset({"loop", "doubling", "duplicate"})
_PROPOSALS, _EDITION = "proposals.yaml", "edition.yaml"


class NotDecided(ValueError):
    """A judgement that cannot be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an editor says of a proposal."""

    accepted: bool
    resp: str
    date: str  #: In ISO form.
    reason: str = ""
    after: str | None = None  #: The reading, if it is another than the one proposed; empty to leave the words out.
    line: int = 0  #: The line that continues a paragraph, if it is another than the one proposed.
    cert: str = "medium"
    language: str = ""  #: Of the corpus, for what is written into its files; by default the one in use.


class Decided(NamedTuple):
    """The files of a source's folder that change, by name, and what was done."""

    files: dict[str, str]
    done: str


def needs_words(proposal: Proposal) -> bool:
    """Whether accepting a proposal takes a reading that it does not have."""
    return not proposal.after and proposal.kind not in _OF_BLOCKS | _LEFT_OUT


def is_of_words(proposal: Proposal) -> bool:
    """Whether a proposal is about words, for which there may be another reading, and not about paragraphs."""
    return proposal.kind not in _OF_BLOCKS


def decide(edited: EditedSource, files: Mapping[str, str], proposal: Proposal, verdict: Verdict) -> Decided:
    """Return what follows from a judgement.

    Args:
        edited: The source, as it is now.
        files: The text of its ``edition.yaml``, its ``proposals.yaml`` and its files of emendations, by name.
        proposal: What is judged.
        verdict: What the editor says.

    Raises:
        NotDecided: It cannot be carried out.
    """
    try:
        changed, done = _effect(edited, files, proposal, verdict)
    except NotByLine as error:
        raise NotDecided(str(error)) from None
    return Decided({**changed, _PROPOSALS: _recorded(files[_PROPOSALS], proposal, verdict)}, done)


def _recorded(text: str, proposal: Proposal, verdict: Verdict) -> str:
    """The proposals with the judgement."""
    said = CommentedMap(decision="accepted" if verdict.accepted else "rejected", resp=verdict.resp, date=verdict.date)
    if verdict.reason:
        said["reason"] = DoubleQuotedScalarString(verdict.reason)
    said.fa.set_flow_style()

    def put(data: Any) -> None:
        next(entry for entry in data if entry["id"] == proposal.id)["judged"] = said

    return edit_yaml(text, put)


def _effect(
    edited: EditedSource, files: Mapping[str, str], proposal: Proposal, verdict: Verdict
) -> tuple[dict[str, str], str]:
    if proposal.kind not in _OF_BLOCKS:
        return _emended(edited, files, proposal, verdict) if verdict.accepted else ({}, _("rejected"))
    done = ""

    def change(data: CommentedMap) -> None:
        nonlocal done
        done = _STEPS[proposal.kind](Blocks(edited, data), edited, proposal, verdict)

    text = edit_yaml(files[_EDITION], change)
    kept = _("accepted: it is so already") if verdict.accepted else _("rejected")
    return ({_EDITION: text}, done) if done else ({}, kept)


def _retyped(blocks: Blocks, _edited: EditedSource, proposal: Proposal, verdict: Verdict) -> str:
    place = blocks.place(proposal.line)
    is_so = place.kind in (proposal.kind, "title" if proposal.kind == "heading" else "", "subheading")
    wanted = proposal.kind if verdict.accepted else "p"
    if is_so is verdict.accepted:
        return ""
    blocks.retype(place, wanted)
    return _("line {line} is '{kind}' now", line=proposal.line, kind=wanted)


def _omitted(blocks: Blocks, _edited: EditedSource, proposal: Proposal, verdict: Verdict) -> str:
    if not verdict.accepted:
        return ""
    blocks.omit(blocks.place(proposal.line), verdict.reason or proposal.evidence, verdict.resp)
    return _("line {line} is left out now", line=proposal.line)


def _divided(blocks: Blocks, edited: EditedSource, proposal: Proposal, verdict: Verdict) -> str:
    place = blocks.place(proposal.line)
    if place.opens is verdict.accepted or (place.opens and place.text == 0):
        return ""
    if place.opens:
        blocks.unite(place)
        return _("the text that began at line {line} is part of the one before now", line=proposal.line)
    id = _free("text", {text.spec.id for text in edited.texts})
    blocks.divide(place, id, proposal.target.quote)
    return _("the text '{id}' begins at line {line} now", id=id, line=proposal.line)


def _parted(blocks: Blocks, _edited: EditedSource, proposal: Proposal, verdict: Verdict) -> str:
    if verdict.accepted:
        return ""
    blocks.part(blocks.place(proposal.line), proposal.line)
    return _("a paragraph begins at line {line} now", line=proposal.line)


def _continued(blocks: Blocks, _edited: EditedSource, proposal: Proposal, verdict: Verdict) -> str:
    line = verdict.line or proposal.next
    if not verdict.accepted:
        return ""
    if not line:
        raise NotDecided(_("say which line continues it"))
    with use_language(verdict.language):
        reason = verdict.reason or _("line {second} continues line {first}", second=line, first=proposal.line)
    order = CommentedMap(reason=DoubleQuotedScalarString(reason), resp=verdict.resp, cert=verdict.cert)
    blocks.join(blocks.place(proposal.line), blocks.place(line), order)
    return _("line {second} continues line {first} now", second=line, first=proposal.line)


_STEPS: Mapping[str, Callable[[Blocks, EditedSource, Proposal, Verdict], str]] = {
    **dict.fromkeys(_TYPES, _retyped),
    "furniture": _omitted,
    "boundary": _divided,
    "join": _parted,
    "seam": _continued,
}


def _emended(
    edited: EditedSource, files: Mapping[str, str], proposal: Proposal, verdict: Verdict
) -> tuple[dict[str, str], str]:
    """An emendation of the words, in the file of the person who judges."""
    after = proposal.after if verdict.after is None else verdict.after
    if verdict.after is None and needs_words(proposal):
        raise NotDecided(_("say what is to be read"))
    target = proposal.target
    if after == target.quote:
        raise NotDecided(_("the reading is the same as the words"))
    with use_language(verdict.language):
        reason = verdict.reason or suspicion(proposal.kind)
    id = _free(proposal.id, {emendation.id for emendation in edited.source.emendations})
    emendation = Emendation(
        id=id,
        line=proposal.line,
        kind=ActKind.CORRECTED if after else ActKind.SURPLUS,
        place=NOWHERE,
        before=target.quote,
        after=after,
        prefix=target.prefix,
        suffix=target.suffix,
        reason=reason,
        basis=proposal.evidence,
        cert=Certainty(verdict.cert),
        resp=verdict.resp,
    )
    name = f"emendations/{name_of(verdict.resp)}-judged.yaml"
    text = files.get(name, "").rstrip("\n")
    made = "\n".join(filter(None, (text, emendations_text([emendation]))))
    return {name: made}, _("emended: {id}", id=id)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(made for number in range(2, len(taken) + 3) if (made := f"{name}-{number}") not in taken)
