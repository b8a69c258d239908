"""Y104: A data file uses YAML anchors, aliases or tags."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y104",
    summary=N_("A data file uses YAML anchors, aliases or tags."),
    why=N_("Aliases and tags can make a small file huge, or run code in other programs."),
    remedy=N_("Write the value out wherever it is used."),
    bad_example=N_("publisher: &a The Daily News"),
    good_example=N_("publisher: The Daily News"),
    scope=Scope(DATA_FILES),
)
