"""S109: A link leads out of the corpus."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S109",
    summary=N_("A link leads out of the corpus."),
    why=N_(
        "What is elsewhere is not part of the edition, and what is read through a link could be anyone's private file."
    ),
    remedy=N_("Put the file itself where the link is."),
    bad_example="ln -s ~/NAME.md corpus/sources/NAME/notes/",
    good_example="cp --dereference NAME.md corpus/sources/NAME/notes/",
    scope=Scope(("note", "term", "about", "emendations")),
)
