"""G301: A term is defined twice."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="G301",
    summary=N_("A term is defined twice."),
    why=N_("A string that two entries claim would link to either."),
    remedy=N_("Take it out of one of them; 'variants' and 'exclude' settle it."),
    bad_example=N_("variants: [twin towns]"),
    good_example=N_("exclude: [twin towns of the province]"),
    scope=Scope(("term", "entity")),
)
