"""E205: Two emendations of a source have the same id."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E205",
    summary=N_("Two emendations of a source have the same id."),
    why=N_("Pages link to them by their ids: one id must mean one of them."),
    remedy=N_("Give one of them another id."),
    bad_example=("- id: zhang-1\n- id: zhang-1"),
    good_example=("- id: zhang-1\n- id: zhang-2"),
    scope=Scope(("emendations",)),
)
