"""S113: A picture of a source is missing, or has changed."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S113",
    summary=N_("A picture of a source is missing, or has changed."),
    why=N_(
        "Readers compare the text with the picture of its page, or see the picture in it. So the picture must be the "
        "one that was read, and facsimile.yaml has its digest."
    ),
    remedy=N_("Put the picture back, or write its new digest, width and height into facsimile.yaml."),
    bad_example="pages: [{page: 1, file: pages/0001.webp, width: 1500, height: 2100}]",
    good_example="pages: [{page: 1, file: pages/0001.webp, sha256: …, width: 1500, height: 2100}]",
    scope=Scope(("facsimile",)),
)
