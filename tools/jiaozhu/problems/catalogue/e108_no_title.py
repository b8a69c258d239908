"""E108: A text has no title."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E108",
    summary=N_("A text has no title."),
    why=N_("A text without a title cannot be listed, linked or cited."),
    remedy=N_("Name its title line, or give it a title of your own; pages print it in 〔〕."),
    bad_example=("- id: tupian\n  genre: 图片"),
    good_example=("- id: tupian\n  title: 图片说明\n  genre: 图片"),
    scope=Scope(("edition",)),
)
