"""C405: An entry of the bibliography lacks a field that its type requires."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C405",
    summary=N_("An entry of the bibliography lacks a field that its type requires."),
    why=N_("GB/T 7714 requires the field, and a reader needs it to find the work."),
    remedy=N_("Add the field; if it was not seen, say so in 'note'."),
    bad_example=("@article{key,\n  title = {{题名}}\n}"),
    good_example="note = {据转载，原版日期未见}",
    scope=Scope(("references", "note", "emendations")),
)
