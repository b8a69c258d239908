"""N206: A note or definition has no grounds: no citation, passage or link, and no mark that it is unverified."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N206",
    summary=N_("A note or definition has no grounds: no citation, passage or link, and no mark that it is unverified."),
    why=N_("A claim that rests on nothing a reader could look up cannot be checked."),
    remedy=N_("Add a citation, a passage or an address; or mark it as unverified."),
    bad_example=N_("How the output was counted is unknown."),
    good_example=N_("How the output was counted is unknown {cite}`rmrb-2021-04`."),
    scope=Scope(("note", "term")),
)
