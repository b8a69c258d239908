"""E202: The words that an emendation changes occur more than once."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E202",
    summary=N_("The words that an emendation changes occur more than once."),
    why=N_("Where words occur twice, it is unclear which are meant, and a guess could silently move to the others."),
    remedy=N_("Add 'prefix' or 'suffix' from the line of the source."),
    bad_example=N_("- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks"),
    good_example=N_(
        "- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks\n  prefix: Northeastern"
    ),
    scope=Scope(("emendations",)),
)
