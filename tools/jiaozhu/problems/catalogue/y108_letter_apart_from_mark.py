"""Y108: A data file has a letter and its mark as two characters."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y108",
    summary=N_("A data file has a letter and its mark as two characters."),
    why=N_("They look like one character and are two: nothing that is typed will ever match them."),
    remedy=N_("Type the character again; 'jiaozhu check --fix' does it for you."),
    bad_example='pinyin: "fe\\u0304ngqiáo"',
    good_example="pinyin: fēngqiáo jīngyàn",
    scope=Scope(DATA_FILES),
    repair=repairs.marks,
)
