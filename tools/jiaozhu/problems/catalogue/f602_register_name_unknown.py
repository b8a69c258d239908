"""F602: The register names a series, number, source or text that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F602",
    summary=N_("The register names a series, number, source or text that does not exist."),
    why=N_("What is named does not exist."),
    remedy=N_("Use the suggested spelling."),
    bad_example="source: lianghui-2202",
    good_example="source: lianghui-2022",
    scope=Scope(("figures",)),
    repair=repairs.name,
)
