"""S102: A source cannot be decoded."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S102",
    summary=N_("A source cannot be decoded."),
    why=N_("Bytes that are not text cannot be accounted for."),
    remedy=N_("Name the encoding in about.yaml, or use a better copy."),
    bad_example="encoding: utf-8",
    good_example="encoding: gb18030",
    scope=Scope(("source",)),
)
