"""E105: A quote that marks part of a line occurs in it more than once."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E105",
    summary=N_("A quote that marks part of a line occurs in it more than once."),
    why=N_("Where words occur twice, it is unclear which are meant, and a guess could silently move to the others."),
    remedy=N_("Use a longer quote."),
    bad_example=N_("- p:\n    at: 16\n    from: the"),
    good_example=N_("- p:\n    at: 16\n    from: the second reason"),
    scope=Scope(("edition",)),
)
