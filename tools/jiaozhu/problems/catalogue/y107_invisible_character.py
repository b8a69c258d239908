"""Y107: A data file contains an invisible character."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import DATA_FILES, Code, Scope

CODE = Code(
    code="Y107",
    summary=N_("A data file contains an invisible character."),
    why=N_("An invisible character can reverse the order of words or make two equal names differ."),
    remedy=N_("Delete it; 'jiaozhu check --fix' deletes those that come along when text is copied."),
    bad_example='author: "张\\u200b三"',
    good_example="author: 张三",
    scope=Scope((*DATA_FILES, "references")),
    repair=repairs.unseen,
)
