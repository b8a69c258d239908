"""C403: A work is cited that is not in the bibliography."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C403",
    summary=N_("A work is cited that is not in the bibliography."),
    why=N_("The reader cannot look it up."),
    remedy=N_("Add the work to references.bib, or correct the key."),
    bad_example="{cite}`rmrb-2021-40`",
    good_example="{cite}`rmrb-2021-04`",
    scope=Scope(("note", "term", "emendations", "about"), corpus=True),
    repair=repairs.name,
)
