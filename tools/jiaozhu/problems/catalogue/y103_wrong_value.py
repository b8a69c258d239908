"""Y103: A data file lacks a key or has a value of the wrong kind."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y103",
    summary=N_("A data file lacks a key or has a value of the wrong kind."),
    why=N_("A value of another kind would be read as something else than was meant."),
    remedy=N_("Give what the message asks for; put dates, and numbers that are text, in quotes."),
    bad_example="date: 2019",
    good_example='date: "2019-05"',
    scope=Scope(DATA_FILES),
    repair=repairs.first_of(repairs.day, repairs.quotes, repairs.choice),
)
