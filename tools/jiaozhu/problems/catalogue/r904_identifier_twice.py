"""R904: Two entities have one identifier."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R904",
    summary=N_("Two entities have one identifier."),
    why=N_("They are the same, or one of them has the identifier of the other."),
    remedy=N_("Merge the two, or correct the identifier."),
    bad_example='id: "Q42"  # as in adams.md',
    good_example='id: "Q24"',
    scope=Scope(("entity",), corpus=True),
)
