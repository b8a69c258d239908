"""E204: Two emendations change the same characters."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E204",
    summary=N_("Two emendations change the same characters."),
    why=N_("A character cannot have two readings at once."),
    remedy=N_("Make one emendation of the two."),
    bad_example=N_(
        "- id: smith-1\n"
        "  line: 31\n"
        "  kind: corrected\n"
        "  before: forests\n"
        "  after: socks\n"
        "- id: jones-1\n"
        "  line: 31\n"
        "  kind: corrected\n"
        "  before: forests\n"
        "  after: socks"
    ),
    good_example=N_(
        "- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks\n  prefix: Northeastern"
    ),
    scope=Scope(("emendations",)),
)
