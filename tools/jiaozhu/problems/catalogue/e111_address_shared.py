"""E111: Two texts have names that come to one address."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E111",
    summary=N_("Two texts, or a text and a source, have names that come to one address."),
    why=N_("Labels and files of books join the names of source and text with a hyphen: one would hide the other."),
    remedy=N_("Give one of the two another name."),
    bad_example="a-b/c, a/b-c",
    good_example="a-b/c, a/b-d",
    scope=Scope(("edition",), corpus=True),
)
