"""E201: The words that an emendation changes are not in the source."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E201",
    summary=N_("The words that an emendation changes are not in the source."),
    why=N_("What would be changed is not what the editor saw."),
    remedy=N_("Copy 'before' from the source, exactly as it is there."),
    bad_example=N_("- id: smith-1\n  line: 31\n  kind: corrected\n  before: sokcs\n  after: socks"),
    good_example=N_(
        "- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks\n  prefix: Northeastern"
    ),
    scope=Scope(("emendations",)),
)
