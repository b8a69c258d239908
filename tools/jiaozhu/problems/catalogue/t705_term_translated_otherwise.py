"""T705: A translation writes a term in another way than the glossary has it."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="T705",
    summary=N_("A translation writes a term in another way than the glossary has it."),
    why=N_("Readers could not find the entry, nor see that two passages speak of one thing."),
    remedy=N_("Write it as the entry does, or add the rendering to the entry."),
    bad_example="renderings:\n  - {language: en, words: [Maple Bridge]}\n\n(l0003)=\nThe bridge of maples",
    good_example="(l0003)=\nMaple Bridge",
    scope=Scope(("translation", "term", "edition"), corpus=True),
)
