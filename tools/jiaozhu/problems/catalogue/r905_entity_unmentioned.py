"""R905: Nothing in the edition mentions an entity."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R905",
    summary=N_("Nothing in the edition mentions an entity."),
    why=N_("The register would list what the reader cannot find in the texts."),
    remedy=N_("Add the form that the texts use to 'variants', or delete the entry."),
    bad_example="variants: [Bridge of Maples]",
    good_example="variants: [Maple Bridge]",
    scope=Scope(("entity",), corpus=True),
)
