"""R903: An identifier is not of the form of its authority file."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R903",
    summary=N_("An identifier is not of the form of its authority file."),
    why=N_("The link to it would lead to nothing, or to something else."),
    remedy=N_("Copy it from the authority file."),
    bad_example='{authority: wikidata, id: "42", source: who-is-who}',
    good_example='{authority: wikidata, id: "Q42", source: who-is-who}',
    scope=Scope(("entity",), corpus=True),
    repair=repairs.name,
)
