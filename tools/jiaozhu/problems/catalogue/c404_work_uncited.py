"""C404: A work in the bibliography is not cited."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C404",
    summary=N_("A work in the bibliography is not cited."),
    why=N_("A bibliography lists what was used."),
    remedy=N_("Cite it, or delete the entry."),
    bad_example="@misc{rmrb-2021-04, …}  % not cited",
    good_example="{cite}`rmrb-2021-04`",
    scope=Scope(("references", "note", "emendations"), corpus=True),
)
