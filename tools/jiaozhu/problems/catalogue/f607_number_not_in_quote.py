"""F607: The value of a number is not in its quote."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F607",
    summary=N_("The value of a number is not in its quote."),
    why=N_("A value that is not in its quote is a slip in copying."),
    remedy=N_("Copy the number as it is printed."),
    bad_example=N_("quote: grew by 8.5 per cent\nvalue: 85"),
    good_example=N_("quote: grew by 8.5 per cent\nvalue: 8.5"),
    scope=Scope(("figures",)),
)
