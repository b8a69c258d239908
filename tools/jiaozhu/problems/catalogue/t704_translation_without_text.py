"""T704: A translation is of a text that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="T704",
    summary=N_("A translation is of a text that does not exist."),
    why=N_("It would be on no page."),
    remedy=N_("Name the file as the text is named."),
    bad_example="sources/gazette-1832/en/strik.md",
    good_example="sources/gazette-1832/en/strike.md",
    scope=Scope(("translation", "edition")),
)
