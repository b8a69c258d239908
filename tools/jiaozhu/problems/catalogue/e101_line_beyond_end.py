"""E101: A line beyond the end of the source is named."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E101",
    summary=N_("A line beyond the end of the source is named."),
    why=N_("The source has no such line."),
    remedy=N_("Count again: lines are numbered from 1."),
    bad_example="- p: 1200",
    good_example="- p: 12",
    scope=Scope(("edition",)),
)
