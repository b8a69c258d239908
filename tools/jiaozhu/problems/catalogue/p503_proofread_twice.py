"""P503: A proofreading is recorded twice."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="P503",
    summary=N_("A proofreading is recorded twice."),
    why=N_("A second reading by the same person does not make two readers."),
    remedy=N_("Delete the second record."),
    bad_example=N_("- text: jishi\n  by: A. Smith\n- text: jishi\n  by: A. Smith"),
    good_example=N_("- text: jishi\n  by: A. Smith\n- text: jishi\n  by: B. Jones"),
    scope=Scope(("proofreadings",)),
)
