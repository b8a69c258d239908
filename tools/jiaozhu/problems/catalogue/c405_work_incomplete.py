"""C405: An entry of the bibliography lacks a field that its type requires."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C405",
    summary=N_("An entry of the bibliography lacks a field that its type requires."),
    why=N_("GB/T 7714 requires the field, and a reader needs it to find the work."),
    remedy=N_("Add the field; if it was not seen, say so in 'note'."),
    bad_example=N_("@article{key,\n  title = {{A Title}}\n}"),
    good_example=N_("note = {From a reprint; the date of the original was not seen}"),
    scope=Scope(("references", "note", "emendations")),
)
