"""E110: Two texts of a source have the same id."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E110",
    summary=N_("Two texts of a source have the same id."),
    why=N_("Names are part of the addresses of pages and files, where other characters break or can be mistaken."),
    remedy=N_("Give one of the two texts another id."),
    bad_example=("- id: shelun\n- id: shelun"),
    good_example=("- id: shelun\n- id: xiaoxi"),
    scope=Scope(("edition",)),
)
