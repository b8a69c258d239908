"""Y102: A data file has an unknown key."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y102",
    summary=N_("A data file has an unknown key."),
    why=N_("A misspelt key would be ignored, and what it holds would be lost."),
    remedy=N_("Use the suggested spelling ('jiaozhu check --fix' does, if there is one), or delete the key."),
    bad_example=N_("provenence: received as a text file"),
    good_example=N_("provenance: received as a text file"),
    scope=Scope(DATA_FILES),
    repair=repairs.key,
)
