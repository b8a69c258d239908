"""S106: A name cannot be part of an address."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S106",
    summary=N_("A name cannot be part of an address."),
    why=N_("Names are part of the addresses of pages and files, where other characters break or can be mistaken."),
    remedy=N_("Rename it: lowercase letters, digits and single hyphens."),
    bad_example="corpus/sources/Nanbei_2019/",
    good_example="corpus/sources/nanbei-2019-05/",
    scope=Scope(("about", "note", "term", "edition")),
)
