"""One entry of the apparatus: what we read, what the source has, and on what grounds; as MyST and as plain text."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.markup.body import plain_text, single_line
from jiaozhu.markup.escape import escape
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.page import Block, Change
from jiaozhu.outputs.myst.passages import line

CERTAINTY = {Certainty.HIGH: "确", Certainty.MEDIUM: "较确", Certainty.LOW: "未确"}
#: Longest source reading printed whole; longer ones show their two ends.
LONGEST_QUOTE = 48


class _Wording(NamedTuple):
    """The lemma, and what stands before and after the source's reading; ``sic`` is false where there is none."""

    lemma: str
    before: str
    after: str
    sic: bool


def entry(change: Change, block: Block) -> str:
    """The entry as an item of a MyST list. Lemma, source reading and certainty have classes of their own."""
    act, words = change.act, _wording(change, block)
    back = f"[{line(block.id)}](#c-{act.id})"
    lemma = f"[{escape(words.lemma, opens_line=False)}]{{#a-{act.id} .jz-lemma}}"
    shown = shortened(change.source)
    sic = f"[{escape(shown, opens_line=False)}]{{.jz-sic}}" if words.sic and shown else ""
    return f"- {back}　{lemma}　{words.before}{sic}{words.after}　{grounds(act)}"


def plain_entry(change: Change, block: Block) -> str:
    """The entry as text, its source reading whole."""
    act, words = change.act, _wording(change, block)
    source = " ".join(change.source.split()) if words.sic else ""
    basis = f"据：{plain_text(act.basis)}" if act.basis and act.basis != act.reason else ""
    text = "。".join(part.rstrip("。") for part in (act.reason, basis) if part)
    signed = "，".join(filter(None, (CERTAINTY[act.cert] if act.cert else "", act.resp)))
    return f"{words.lemma}　{words.before}{source}{words.after}　{text}。" + (f"〔{signed}〕" if signed else "")


def grounds(act: Act) -> str:
    """Why, on what basis, how certain and by whom."""
    parts = [escape(act.reason, opens_line=False)]
    if act.basis and act.basis != act.reason:
        parts.append(f"据：{single_line(act.basis)}")
    text = "。".join(part.rstrip("。") for part in parts)
    certainty = f"[{CERTAINTY[act.cert]}]{{.jz-cert}}" if act.cert else ""
    signed = "，".join(filter(None, (certainty, escape(act.resp or "", opens_line=False))))
    return f"{text}。〔{signed}〕" if signed else f"{text}。"


def shortened(text: str) -> str:
    """A source reading on one line; of a long one the two ends."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_QUOTE:
        return flat
    half = LONGEST_QUOTE // 2 - 4
    return f"{flat[:half]}……{flat[-half:]}"


def _wording(change: Change, block: Block) -> _Wording:
    reading = block.reading[change.start : change.end]
    if change.act.kind is ActKind.SUPPLIED:
        return _Wording(f"〔{reading}〕", "原文无", "", False)
    if change.act.kind is ActKind.SURPLUS:
        return _Wording("（删）", "原文有「", "」", True)
    if change.act.kind is ActKind.GAP:
        return _Wording("（缺）", "原文至此中断", "", False)
    return _Wording(reading, "原文作「", "」", True)
