"""F606: A number of the register is in no check and no series."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F606",
    summary=N_("A number of the register is in no check and no series."),
    why=N_("A number that nothing uses is not shown anywhere."),
    remedy=N_("Put it into a series or a check, or delete it."),
    bad_example="- id: gdp_1951",
    good_example=("- id: gdp_1951\n  series: gdp"),
    scope=Scope(("figures",)),
)
