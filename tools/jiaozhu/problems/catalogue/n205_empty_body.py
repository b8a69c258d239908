"""N205: A note or definition is empty."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N205",
    summary=N_("A note or definition is empty."),
    why=N_("An empty note promises something and says nothing."),
    remedy=N_("Write one to four sentences, or delete it."),
    bad_example=("---\n…\n---\n"),
    good_example=N_("---\n…\n---\nAfter the Book of Songs {cite}`shijing`."),
    scope=Scope(("note", "term")),
)
