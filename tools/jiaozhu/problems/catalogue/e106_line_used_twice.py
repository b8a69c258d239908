"""E106: A source line is used twice."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E106",
    summary=N_("A source line is used twice."),
    why=N_("Each character occurs once in the reading text; a second time would be a silent invention."),
    remedy=N_("Take it out of one of the two blocks, or name parts of the line."),
    bad_example=("- p: 42\n- p: 42"),
    good_example=N_("- p:\n    at: 42\n    until: Secondly\n- p:\n    at: 42\n    from: Secondly"),
    scope=Scope(("edition",)),
)
