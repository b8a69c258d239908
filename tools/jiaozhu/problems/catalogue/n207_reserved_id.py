"""N207: A note has an id of the kind that is reserved for generated notes."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N207",
    summary=N_("A note has an id of the kind that is reserved for generated notes."),
    why=N_("Notes on the register of numbers and proposals are generated; a file of such a name would hide one."),
    remedy=N_("Choose another name."),
    bad_example="notes/hesuan-chanzhi.md",
    good_example="notes/chanzhi.md",
    scope=Scope(("note",)),
)
