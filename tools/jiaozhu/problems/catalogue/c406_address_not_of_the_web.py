"""C406: An address in the bibliography is not of the web."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="C406",
    summary=N_("An address in the bibliography does not begin with http:// or https://."),
    why=N_("It becomes a link on the site and in the books, and other addresses run scripts or open files."),
    remedy=N_("Write the web address of the work, or take the field out."),
    bad_example="url = {javascript:alert(1)}",
    good_example="url = {https://example.org/work}",
    scope=Scope(("references",)),
)
