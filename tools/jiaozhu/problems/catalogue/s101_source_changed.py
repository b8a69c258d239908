"""S101: The bytes of a source have changed."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S101",
    summary=N_("The bytes of a source have changed."),
    why=N_("Every position in the edition counts in the bytes of the source: a changed source moves them all."),
    remedy=N_("Restore the file. A better witness is a new source ('jiaozhu rebase')."),
    bad_example=N_("sed -i s/old/new/ corpus/sources/NAME/source.txt"),
    good_example="git checkout -- corpus/sources/NAME/source.txt",
    scope=Scope(("source",)),
)
