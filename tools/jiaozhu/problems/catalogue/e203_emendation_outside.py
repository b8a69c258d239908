"""E203: An emendation is outside every block."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E203",
    summary=N_("An emendation is outside every block."),
    why=N_("A change outside every text, or of half a tag, reaches no reader."),
    remedy=N_("Change words that are in a block."),
    bad_example=N_("- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks"),
    good_example=N_(
        "- id: smith-1\n  line: 31\n  kind: corrected\n  before: forests\n  after: socks\n  prefix: Northeastern"
    ),
    scope=Scope(("emendations",)),
)
