"""P501: A proofreading is recorded for a text that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="P501",
    summary=N_("A proofreading is recorded for a text that does not exist."),
    why=N_("A proofreading of no text proves nothing."),
    remedy=N_("Correct the text's id."),
    bad_example=N_('- text: jishii\n  by: A. Smith\n  date: "2026-11-21"\n  sha256: …'),
    good_example=N_('- text: jishi\n  by: A. Smith\n  date: "2026-11-21"\n  sha256: …'),
    scope=Scope(("proofreadings",)),
)
