"""E104: A quote that marks part of a line is not in that line."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E104",
    summary=N_("A quote that marks part of a line is not in that line."),
    why=N_("The part would have no beginning or no end."),
    remedy=N_("Copy the quote from the line of the source."),
    bad_example="- title: {at: 3, from: 奋力前行}",
    good_example='- title: {at: 3, from: 奋力, until: "\'"}',
    scope=Scope(("edition",)),
)
