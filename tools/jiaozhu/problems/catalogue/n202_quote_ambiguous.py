"""N202: A quote occurs in the text more than once."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N202",
    summary=N_("A quote occurs in the text more than once."),
    why=N_("Where words occur twice, it is unclear which are meant, and a guess could silently move to the others."),
    remedy=N_("Add 'prefix' or 'suffix' until it is unique; 'jiaozhu annotate' does it for you."),
    bad_example=N_("target:\n  quote: words"),
    good_example=N_('target:\n  quote: words of the page\n  prefix: "the three "'),
    scope=Scope(("note", "edition", "figures", "proposals")),
)
