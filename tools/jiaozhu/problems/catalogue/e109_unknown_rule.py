"""E109: An unknown rule is switched on or off."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E109",
    summary=N_("An unknown rule is switched on or off."),
    why=N_("A misspelt rule would silently stay as it is."),
    remedy=N_("Use one of the rules that are listed."),
    bad_example=("rules:\n  puntuation: false"),
    good_example=("rules:\n  punctuation: false"),
    scope=Scope(("edition",)),
    repair=repairs.key,
)
