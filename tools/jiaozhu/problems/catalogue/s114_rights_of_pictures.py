"""S114: Pictures are to be published, and it is not stated by what right."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S114",
    summary=N_("Pictures are to be published, and it is not stated by what right."),
    why=N_(
        "A text and its pictures may belong to different people, and a picture cannot be taken back once it is on a "
        "site. Without a statement the site does not show it."
    ),
    remedy=N_(
        "State under 'rights' whose the pictures are and under which terms they are shown, or write 'publish: no'."
    ),
    bad_example="publish: yes",
    good_example='publish: yes\nrights: "in the public domain: printed in 1921; scanned by the library, CC BY 4.0"',
    scope=Scope(("facsimile",)),
)
