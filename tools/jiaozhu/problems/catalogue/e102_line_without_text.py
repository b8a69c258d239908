"""E102: A line without text is named."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E102",
    summary=N_("A line without text is named."),
    why=N_("An empty line has nothing to read; naming it hides a slip in counting."),
    remedy=N_("Name the lines that have text."),
    bad_example="- flow: 10",
    good_example="- flow: 11-29",
    scope=Scope(("edition",)),
)
