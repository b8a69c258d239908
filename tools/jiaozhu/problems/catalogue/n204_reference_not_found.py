"""N204: A reference leads to no passage."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="N204",
    summary=N_("A reference leads to no passage."),
    why=N_("A reader who follows it would arrive at nothing."),
    remedy=N_("Take text and line from the address of the passage on its page."),
    bad_example=N_("{ref}`below <nanbei-2019-05/jishi#l9999>`"),
    good_example=N_("{ref}`below <nanbei-2019-05/jishi#l0043>`"),
    scope=Scope(("note", "term"), corpus=True),
)
