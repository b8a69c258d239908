"""W802: A witness is of a text that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="W802",
    summary=N_("A witness is of a text that does not exist."),
    why=N_("Its variants would be on no page."),
    remedy=N_("Name a text of the source."),
    bad_example="text: strik",
    good_example="text: strike",
    scope=Scope(("witness", "edition")),
    repair=repairs.name,
)
