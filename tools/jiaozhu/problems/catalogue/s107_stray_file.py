"""S107: A file is in a place where nothing reads it."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S107",
    summary=N_("A file is in a place where nothing reads it."),
    why=N_("A file that nothing reads looks like work that counts, and does not count."),
    remedy=N_("Move it to its place, or delete it."),
    bad_example="corpus/sources/NAME/zhu.md",
    good_example="corpus/sources/NAME/notes/zhu.md",
    scope=Scope(("note", "emendations", "term", "about")),
)
