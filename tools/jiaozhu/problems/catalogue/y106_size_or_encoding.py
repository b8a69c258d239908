"""Y106: A data file is too large or is not UTF-8."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y106",
    summary=N_("A data file is too large or is not UTF-8."),
    why=N_("People read these files; this one is too large for them or is in another encoding."),
    remedy=N_("Save it as UTF-8; split it if it is too large."),
    bad_example="iconv -f utf-8 -t gb18030 note.yaml",
    good_example="iconv -f gb18030 -t utf-8 old.yaml > new.yaml",
    scope=Scope(DATA_FILES),
)
