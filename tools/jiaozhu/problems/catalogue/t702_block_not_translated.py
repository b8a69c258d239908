"""T702: A block of a translated text has no translation."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="T702",
    summary=N_("A block of a translated text has no translation."),
    why=N_("A reader of the translation would not know that something is missing."),
    remedy=N_("Translate it; where that cannot be done, say in its place why."),
    bad_example="(l0003)=\nThe bridge",
    good_example="(l0003)=\nThe bridge\n\n(l0005)=\nIt fell.",
    scope=Scope(("translation", "edition")),
)
