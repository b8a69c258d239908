"""Y107: A data file contains an invisible character."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y107",
    summary=N_("A data file contains an invisible character."),
    why=N_("An invisible character can reverse the order of words or make two equal names differ."),
    remedy=N_("Delete it; 'jiaozhu check --fix' deletes those that come along when text is copied."),
    bad_example=N_('author: "A.\\u200b Smith"'),
    good_example=N_("author: A. Smith"),
    scope=Scope((*DATA_FILES, "references")),
    repair=repairs.unseen,
)
