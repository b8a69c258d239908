"""Y101: A data file is not valid YAML."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y101",
    summary=N_("A data file is not valid YAML."),
    why=N_("Nothing in the file can be read."),
    remedy=N_("Look at the line named and the one above it: quotes, colons, indentation."),
    bad_example=N_('date_note: inferred: from "May" in the text'),
    good_example=N_('date_note: "inferred: from ‘May’ in the text"'),
    scope=Scope(DATA_FILES),
    repair=repairs.colon,
)
