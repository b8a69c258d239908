"""R901: An entity names another that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R901",
    summary=N_("An entity names another that does not exist."),
    why=N_("The reader would be sent to no entry."),
    remedy=N_("Use the name of the other's file without .md, or write its entry."),
    bad_example="within: liaoyuan-sji",
    good_example="within: liaoyuan-shi",
    scope=Scope(("entity",), corpus=True),
    repair=repairs.name,
)
