"""T703: A block is translated twice, or words of a translation belong to no block."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="T703",
    summary=N_("A block is translated twice, or words of a translation belong to no block."),
    why=N_("It is not clear which words readers are to see."),
    remedy=N_("Give each block one marker and one translation."),
    bad_example="(l0003)=\nThe bridge\n\n(l0003)=\nA bridge",
    good_example="(l0003)=\nThe bridge",
    scope=Scope(("translation",)),
)
