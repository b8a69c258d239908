"""G302: A term is related to a term that does not exist."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="G302",
    summary=N_("A term is related to a term that does not exist."),
    why=N_("The reader would be sent to no entry."),
    remedy=N_("Use the slug of an entry: the name of its file without .md."),
    bad_example="related: [yi-zhu-liu-suang]",
    good_example="related: [yi-zhu-liu-shuang]",
    scope=Scope(("term", "entity")),
    repair=repairs.name,
)
