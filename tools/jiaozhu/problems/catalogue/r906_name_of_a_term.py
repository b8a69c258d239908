"""R906: An entity and a term have one file name."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R906",
    summary=N_("An entity and a term have one file name."),
    why=N_("Both would have the same address."),
    remedy=N_("Rename one of the two files."),
    bad_example="entities/maple-bridge.md, glossary/maple-bridge.md",
    good_example="entities/maple-bridge.md, glossary/maple-bridge-method.md",
    scope=Scope(("entity", "term"), corpus=True),
)
