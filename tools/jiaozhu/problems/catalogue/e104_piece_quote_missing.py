"""E104: A quote that marks part of a line is not in that line."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E104",
    summary=N_("A quote that marks part of a line is not in that line."),
    why=N_("The part would have no beginning or no end."),
    remedy=N_("Copy the quote from the line of the source."),
    bad_example=N_("- title:\n    at: 3\n    from: words that are not there"),
    good_example=N_('- title:\n    at: 3\n    from: words of the line\n    until: "\'"'),
    scope=Scope(("edition",)),
)
