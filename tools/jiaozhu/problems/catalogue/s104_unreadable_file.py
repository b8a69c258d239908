"""S104: A file or folder that must exist cannot be read."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S104",
    summary=N_("A file or folder that must exist cannot be read."),
    why=N_("The edition is incomplete without it."),
    remedy=N_("Put the file there, and make it readable for you."),
    bad_example="corpus/sources/NAME/About.yaml",
    good_example="corpus/sources/NAME/about.yaml",
    scope=Scope(("corpus", "about", "references", "source")),
)
