"""E107: A text is read in another order than it is printed, without a reason."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E107",
    summary=N_("A text is read in another order than it is printed, without a reason."),
    why=N_("An editor who moves text answers for it."),
    remedy=N_("Say why, who, and how certain it is."),
    bad_example=("blocks:\n  - p: 9\n  - p: 3"),
    good_example=N_("order:\n  reason: continued in the next column\n  resp: A. Smith\n  cert: high"),
    scope=Scope(("edition",)),
)
