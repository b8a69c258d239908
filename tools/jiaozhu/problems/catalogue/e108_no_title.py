"""E108: A text has no title."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E108",
    summary=N_("A text has no title."),
    why=N_("A text without a title cannot be listed, linked or cited."),
    remedy=N_("Name its title line, or give it a title of your own; pages print it in 〔〕."),
    bad_example=N_("- id: picture\n  genre: picture"),
    good_example=N_("- id: picture\n  title: Caption of a picture\n  genre: picture"),
    scope=Scope(("edition",)),
)
