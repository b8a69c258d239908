"""S105: A source has no edition."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S105",
    summary=N_("A source has no edition."),
    why=N_("Without an edition it is unknown which lines make up which text."),
    remedy=N_("Write edition.yaml, or let 'jiaozhu import' draft one."),
    bad_example="corpus/sources/NAME/ without edition.yaml",
    good_example=N_("texts:\n  - id: text\n    genre: news\n    date: null\n    blocks:\n      - title: 1"),
    scope=Scope(("edition",)),
)
