"""S103: A source has an unknown format."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S103",
    summary=N_("A source has an unknown format."),
    why=N_("No reader knows how lines and markup are arranged in it."),
    remedy=N_("Use one of the formats that are listed."),
    bad_example="format: newspaper",
    good_example="format: newspaper-ocr",
    scope=Scope(("about",)),
    repair=repairs.name,
)
