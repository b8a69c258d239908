"""W801: The text of a witness is not the one that was collated."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="W801",
    summary=N_("The text of a witness is not the one that was collated."),
    why=N_("The variants were found in other bytes."),
    remedy=N_("Restore the file; or collate it again and record its new digest."),
    bad_example="sha256: 0000…",
    good_example="sha256: (that of reprint.txt)",
    scope=Scope(("witness",)),
)
