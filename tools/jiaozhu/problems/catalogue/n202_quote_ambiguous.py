"""N202: A quote occurs in the text more than once."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N202",
    summary=N_("A quote occurs in the text more than once."),
    why=N_("Where words occur twice, it is unclear which are meant, and a guess could silently move to the others."),
    remedy=N_("Add 'prefix' or 'suffix' until it is unique; 'jiaozhu annotate' does it for you."),
    bad_example=("target:\n  quote: 经验"),
    good_example=("target:\n  quote: 枫桥经验\n  prefix: 学习绍兴“"),
    scope=Scope(("note", "edition", "figures", "proposals")),
)
