"""S111: A file has more problems than are listed."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="S111",
    summary=N_("A file has more problems than are listed."),
    why=N_("Many problems of one file mostly have one cause; thousands of lines would hide it."),
    remedy=N_("Fix the problems that are listed, and run the check again."),
    bad_example=N_("(a list of notes where an edition should be)"),
    good_example="edition.yaml",
    scope=Scope((*DATA_FILES, "references", "source")),
)
