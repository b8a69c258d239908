"""S110: A file takes more time or memory than one file may."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="S110",
    summary=N_("A file takes more time or memory than one file may."),
    why=N_("No honest file comes near the limits; one that exceeds them would hold up all the others."),
    remedy=N_("Make the file simpler or split it; 'jiaozhu check --limit seconds=600' allows more."),
    bad_example='@string{a = "ha"} @string{b = a # a} @string{c = b # b}',
    good_example='@string{a = "ha"}',
    scope=Scope((*DATA_FILES, "references", "source")),
)
