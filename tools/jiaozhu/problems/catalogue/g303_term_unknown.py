"""G303: A term is referred to that has no entry."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="G303",
    summary=N_("A term is referred to that has no entry."),
    why=N_("The reader would be sent to no entry."),
    remedy=N_("Use a headword or a variant as it is written there."),
    bad_example=N_("{term}`Maple Brigde`"),
    good_example=N_("{term}`Maple Bridge`"),
    scope=Scope(("note", "term", "entity", "emendations")),
    repair=repairs.name,
)
