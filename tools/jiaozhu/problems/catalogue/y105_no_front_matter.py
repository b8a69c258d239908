"""Y105: A note or glossary file has no front matter."""

from jiaozhu.locale import N_
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="Y105",
    summary=N_("A note or glossary file has no front matter."),
    why=N_("Without front matter a note refers to no passage and has no author."),
    remedy=N_("Begin the file with '---', the keys, and '---'."),
    bad_example="说明。",
    good_example=('---\ntarget:\n  quote: 枫桥经验\nkind: 注\nauthor: 张三\ndate: "2026-11-21"\n---\n说明。'),
    scope=Scope(("note", "term")),
    repair=repairs.blank_lines,
)
