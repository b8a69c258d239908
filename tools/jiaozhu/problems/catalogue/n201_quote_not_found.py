"""N201: A quote is not in the text."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N201",
    summary=N_("A quote is not in the text."),
    why=N_("A note that refers to no passage would have no place, or the wrong one."),
    remedy=N_("Copy the quote from the page, within one paragraph; 'jiaozhu annotate' does it for you."),
    bad_example=N_("target:\n  quote: words not of the page"),
    good_example=N_('target:\n  quote: words of the page\n  prefix: "the three "'),
    scope=Scope(("note", "edition", "figures", "proposals")),
    repair=repairs.edges,
)
