"""W803: A witness is said to read what its text does not have."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="W803",
    summary=N_("A witness is said to read what its text does not have."),
    why=N_("A reader who looks it up would not find it."),
    remedy=N_("Copy the words from the witness."),
    bad_example="reads: the brigde",
    good_example="reads: the bridge",
    scope=Scope(("witness",)),
)
