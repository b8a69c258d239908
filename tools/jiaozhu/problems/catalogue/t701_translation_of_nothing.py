"""T701: A translation has a block or a note that the text does not have."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="T701",
    summary=N_("A translation has a block or a note that the text does not have."),
    why=N_("Readers would never see it, or see it beside other words."),
    remedy=N_("Use the id that the block has on its page."),
    bad_example="(l0021)=\nThe bridge fell.",
    good_example="(l0020)=\nThe bridge fell.",
    scope=Scope(("translation", "edition", "note")),
    repair=repairs.name,
)
