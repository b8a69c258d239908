"""C401: The bibliography is not valid BibTeX."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C401",
    summary=N_("The bibliography is not valid BibTeX."),
    why=N_("No entry after the slip can be read."),
    remedy=N_("Look at braces and commas just above the line named."),
    bad_example=N_("@article{key,\n  title = {{A Title},\n  year = {2019}\n}"),
    good_example=N_("@article{key,\n  title = {{A Title}},\n  year = {2019}\n}"),
    scope=Scope(("references",)),
)
