"""E106: A source line is used twice."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E106",
    summary=N_("A source line is used twice."),
    why=N_("Each character occurs once in the reading text; a second time would be a silent invention."),
    remedy=N_("Take it out of one of the two blocks, or name parts of the line."),
    bad_example=("- p: 42\n- p: 42"),
    good_example=("- p: {at: 42, until: 。}\n- p: {at: 42, from: 其次}"),
    scope=Scope(("edition",)),
)
