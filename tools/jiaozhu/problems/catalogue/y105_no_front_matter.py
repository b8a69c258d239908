"""Y105: A note or glossary file has no front matter."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="Y105",
    summary=N_("A note or glossary file has no front matter."),
    why=N_("Without front matter a note refers to no passage and has no author."),
    remedy=N_("Begin the file with '---', the keys, and '---'."),
    bad_example=N_("An explanation."),
    good_example=N_(
        '---\ntarget:\n  quote: words of the page\nkind: …\nauthor: A. Smith\ndate: "2026-11-21"\n---\nAn explanation.'
    ),
    scope=Scope(("note", "term")),
    repair=repairs.blank_lines,
)
