"""Proof levels follow from recorded readings, and from nothing else."""

from __future__ import annotations

import pytest
from jiaozhu.edition.proofing import misrecorded, prove
from jiaozhu.locale import use_language
from jiaozhu.model.problem import Place
from jiaozhu.model.proof import ProofLevel, Proofreading
from jiaozhu.outputs.myst.proofs import proof_label

SHA, OTHER = "a" * 64, "b" * 64


def reading(by: str, date: str = "2026-11-21", text: str = "yi", sha256: str = SHA, line: int = 1) -> Proofreading:
    return Proofreading(text, by, date, sha256, Place("proofreadings.yaml", line))


@pytest.mark.parametrize(
    ("readers", "level"),
    [
        ([], ProofLevel.UNREAD),
        (["甲"], ProofLevel.ONCE),
        (["甲", "甲"], ProofLevel.ONCE),
        (["甲", "乙"], ProofLevel.TWICE),
        (["甲", "乙", "丙"], ProofLevel.TWICE),
    ],
)
def test_two_readings_are_two_only_by_two_people(readers: list[str], level: ProofLevel) -> None:
    assert prove([reading(by) for by in readers], SHA, 0).level is level


def test_a_reading_of_other_bytes_proves_nothing() -> None:
    proof = prove([reading("甲", sha256=OTHER)], SHA, 0)
    assert (proof.level, proof.readers, proof.date) == (ProofLevel.UNREAD, (), "")


def test_readers_are_in_the_order_of_their_first_reading() -> None:
    proof = prove([reading("乙", "2026-12-01"), reading("甲", "2026-11-21"), reading("甲", "2027-01")], SHA, 0)
    assert (proof.readers, proof.date) == (("甲", "乙"), "2027-01")


def test_doubts_follow_the_level() -> None:
    with use_language("zh_CN"):
        assert proof_label(prove([reading("甲")], SHA, 3)) == "一校，存疑 3 处"
        assert proof_label(prove([], SHA, 0)) == "未校"
    with use_language("en"):
        assert proof_label(prove([reading("甲")], SHA, 1)) == "proofread once, 1 doubt"


def test_every_wrong_record_is_a_problem_at_its_place() -> None:
    records = [
        reading("甲", line=1),
        reading("甲", line=2),
        reading("乙", text="wu", line=3),
        reading("丙", sha256=OTHER, line=4),
    ]
    found = [(problem.code, problem.place.line) for problem in misrecorded(records, ["yi"], SHA)]
    assert found == [("P503", 2), ("P501", 3), ("P502", 4)]
