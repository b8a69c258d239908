"""N208: Two proposals of a source have the same id."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N208",
    summary=N_("Two proposals of a source have the same id."),
    why=N_("Pages link to them by their ids: one id must mean one of them."),
    remedy=N_("Give one of the two another id."),
    bad_example=("- id: p-1\n- id: p-1"),
    good_example=("- id: p-1\n- id: p-12"),
    scope=Scope(("proposals",)),
)
