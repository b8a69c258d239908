"""F601: Two series, numbers or checks of the register have the same id."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F601",
    summary=N_("Two series, numbers or checks of the register have the same id."),
    why=N_("Expressions name numbers by their ids: a name that two have means neither."),
    remedy=N_("Rename one of them."),
    bad_example=("- id: gdp\n- id: gdp"),
    good_example=("- id: gdp_1950\n- id: gdp_1951"),
    scope=Scope(("figures",)),
)
