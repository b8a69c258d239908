"""N203: A note, definition or basis has markup that is not allowed."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N203",
    summary=N_("A note, definition or basis has markup that is not allowed."),
    why=N_("Anyone may contribute notes: whatever could load, run or disguise something is refused."),
    remedy=N_("Use paragraphs, emphasis, lists, http(s) links, {term}, {cite} and {ref}."),
    bad_example=N_("See <b>above</b>."),
    good_example=N_("See {ref}`above <nanbei-2019-05/jishi#l0043>` {cite}`rmrb-2021-04`."),
    scope=Scope(("note", "term", "emendations")),
    repair=repairs.first_of(repairs.unseen, repairs.marks),
)
