"""One entry of the apparatus: the edition's reading, the source's, and the grounds; as MyST and as plain text."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import N_, _
from jiaozhu.markup.escape import escape, escape_line
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.markup.shaping import bare, filled, joined, on_a_line, one_line
from jiaozhu.markup.tree import Text
from jiaozhu.markup.writing import write_line
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.page import Block, Change, Joint
from jiaozhu.model.witness import AnchoredVariant, Witness
from jiaozhu.outputs.myst.passages import address
from jiaozhu.outputs.myst.setting import bracketed, gap

__all__ = [
    "LONGEST_QUOTE",
    "certainty",
    "entry",
    "grounds",
    "joint_entry",
    "plain_entry",
    "reason_of",
    "shortened",
    "variant_entry",
    "witness_entry",
]

_CERTAINTY = {Certainty.HIGH: N_("certain"), Certainty.MEDIUM: N_("probable"), Certainty.LOW: N_("doubtful")}
#: Longest source reading printed whole, in code points; longer ones show their two ends.
LONGEST_QUOTE = 48
#: Code points shown on each side of a place where lines are joined.
WORDS_OF_A_JOINT = 6


class _Wording(NamedTuple):
    """The lemma, and what is said of the source."""

    lemma: str
    said: str


def certainty(cert: Certainty | None) -> str:
    """Return how certain a change is, for readers; nothing for a rule's."""
    return _(_CERTAINTY[cert]) if cert else ""


def reason_of(act: Act) -> str:
    """Return why: a person's words, or a rule's in the language in use."""
    return _(act.reason) if act.rule is not None else act.reason


def entry(change: Change, block: Block) -> str:
    """Return an entry as an item of a MyST list. Lemma, source reading and certainty have classes of their own."""
    act = change.act
    shown = shortened(change.source)
    sic = f"[{escape(shown, opens_line=False)}]{{.jz-sic}}" if shown else ""
    words = _wording(change, block, typography().read(sic))
    back = f"[{change.line}](#c-{act.id})"
    lemma = f"[{escape(words.lemma, opens_line=False)}]{{#a-{act.id} .jz-lemma}}"
    return f"- {gap(back, lemma, words.said, grounds(act))}"


def joint_entry(joint: Joint, block: Block) -> str:
    """Return where the edition joins two places of the source, with the words on both sides, as an item of a list."""
    before = block.reading[max(0, joint.offset - WORDS_OF_A_JOINT) : joint.offset]
    after = block.reading[joint.offset : joint.offset + WORDS_OF_A_JOINT]
    lines = f"[{joint.before}, {joint.after}](#{block.id})"
    words = [f"[{escape(part.strip(), opens_line=False)}]{{.jz-sic}}" for part in (before, after)]
    said = _("joined: {before} and {after}", before=typography().read(words[0]), after=typography().read(words[1]))
    return f"- {gap(lines, said)}"


def variant_entry(found: AnchoredVariant) -> str:
    """Return what another witness has, as an item of a list."""
    variant, witness = found.variant, found.witness
    reads = typography().read(escape(shortened(variant.reads), opens_line=False))
    where = f"[{found.line}](#{found.anchor.block})"
    lemma = f"[{escape(shortened(variant.target.quote), opens_line=False)}]{{.jz-lemma}}"
    name = f"[{escape_line(witness.name)}]{{.jz-witness}}"
    said = (
        _("{witness} has {words}", witness=name, words=reads)
        if variant.reads
        else _("{witness} lacks it", witness=name)
    )
    return f"- {gap(where, lemma, said)}"


def witness_entry(witness: Witness) -> str:
    """Return what a witness is and how far it agrees, as an item of a list."""
    set_as = typography()
    name = f"[{escape_line(witness.name)}]{{.jz-witness}}"
    cite = f" {{cite}}`{witness.citation}`" if witness.citation else ""
    parts = [f"{escape_line(witness.title)}{cite}", escape_line(witness.part), escape_line(witness.read)]
    if witness.compared:
        agreeing = _(
            "{agreeing} of {compared} characters agree",
            agreeing=f"{witness.agreeing or 0:,}",
            compared=f"{witness.compared:,}",
        )
        parts.append(agreeing)
    said = set_as.sentence.join(map(set_as.ended, parts))
    return f"- {name}{set_as.colon}{said}"


def plain_entry(change: Change, block: Block) -> str:
    """Return an entry as text, its source reading whole."""
    act, set_as = change.act, typography()
    words = _wording(change, block, set_as.read(" ".join(change.source.split())))
    basis = _("Basis: {basis}", basis=plain_text(read(act.basis or "").tree)) if _has_basis(act) else ""
    parts = filter(None, (reason_of(act), basis, _not_taken(act)))
    text = (set_as.stop + set_as.sentence).join(map(set_as.bare, parts))
    signed = set_as.comma.join(filter(None, (certainty(act.cert), act.resp)))
    why = f"{text}{set_as.stop}" + (f"{set_as.sentence}{set_as.label(signed)}" if signed else "")
    return set_as.gap.join((words.lemma, words.said, why))


def grounds(act: Act) -> str:
    """Return why, on what basis, how certainly and by whom."""
    set_as = typography()
    parts = [bare((on_a_line(reason_of(act)),))]
    if _has_basis(act):
        parts.append(bare(filled(_("Basis: {basis}"), basis=one_line(read(act.basis or "").tree))))
    if act.rejected:
        parts.append(bare((on_a_line(_not_taken(act)),)))
    text = write_line(joined(Text(set_as.stop + set_as.sentence), parts), address)
    cert = f"[{certainty(act.cert)}]{{.jz-cert}}" if act.cert else ""
    signed = set_as.comma.join(filter(None, (cert, escape(act.resp or "", opens_line=False))))
    return f"{text}{set_as.stop}{set_as.sentence}{bracketed(signed)}" if signed else f"{text}{set_as.stop}"


def shortened(text: str) -> str:
    """Return a source reading on one line; of a long one the two ends."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_QUOTE:
        return flat
    half = LONGEST_QUOTE // 2 - 4
    return f"{flat[:half]}{typography().ellipsis}{flat[-half:]}"


def _not_taken(act: Act) -> str:
    """What else the source may have had; nothing if no other reading was weighed."""
    readings = typography().item.join(map(typography().read, act.rejected))
    return _("Not taken: {readings}", readings=readings) if readings else ""


def _has_basis(act: Act) -> bool:
    return bool(act.basis) and act.basis != act.reason


def _wording(change: Change, block: Block, sic: str) -> _Wording:
    """An entry's words; ``sic`` is the source's reading between its marks."""
    reading = block.reading[change.start : change.end]
    if change.act.kind is ActKind.SUPPLIED:
        return _Wording(typography().label(reading), _("not in the source"))
    if change.act.kind is ActKind.SURPLUS:
        return _Wording(_("(deleted)"), _("the source has {words}", words=sic))
    if change.act.kind is ActKind.GAP:
        return _Wording(_("(missing)"), _("the source breaks off here"))
    return _Wording(reading, _("the source reads {words}", words=sic))
