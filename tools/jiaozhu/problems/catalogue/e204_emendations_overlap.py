"""E204: Two emendations change the same characters."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E204",
    summary=N_("Two emendations change the same characters."),
    why=N_("A character cannot have two readings at once."),
    remedy=N_("Make one emendation of the two."),
    bad_example=(
        "- id: zhang-1\n"
        "  line: 31\n"
        "  kind: corrected\n"
        "  before: 林业\n"
        "  after: 袜业\n"
        "- id: li-1\n"
        "  line: 31\n"
        "  kind: corrected\n"
        "  before: 林业\n"
        "  after: 袜业"
    ),
    good_example=("- id: zhang-1\n  line: 31\n  kind: corrected\n  before: 林业\n  after: 袜业\n  prefix: 东北"),
    scope=Scope(("emendations",)),
)
