"""C402: A key of the bibliography is used twice."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C402",
    summary=N_("A key of the bibliography is used twice."),
    why=N_("A citation would mean either work."),
    remedy=N_("Give one of the two another key."),
    bad_example=("@misc{xinhua-2019, …}\n@misc{xinhua-2019, …}"),
    good_example=("@misc{xinhua-2019-04-29, …}\n@misc{xinhua-2019-04-30, …}"),
    scope=Scope(("references", "note", "emendations"), corpus=True),
)
