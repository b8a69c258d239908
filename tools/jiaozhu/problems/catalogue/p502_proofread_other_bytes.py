"""P502: A proofreading is recorded for other bytes than the source has."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="P502",
    summary=N_("A proofreading is recorded for other bytes than the source has."),
    why=N_("The reader of other bytes has not read these."),
    remedy=N_("Read the text again, and record the digest that it has now."),
    bad_example="sha256: 000000000000…",
    good_example="sha256: 16779eef8b35…",
    scope=Scope(("proofreadings",)),
)
