"""S112: The account of a file does not add up."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S112",
    summary=N_("The account of a file does not add up."),
    why=N_(
        "Of a file that is not text itself, everything that is text is in the transcript or in the list of what was "
        "left out. What is in neither was lost on the way."
    ),
    remedy=N_(
        "Compare the transcript with the file. If a reader lost something, report it to the project; if nothing is "
        "missing that matters, state the number below 'transcript' in about.yaml."
    ),
    bad_example="transcript: {file: transcript.txt, sha256: …, reader: docx 2, account: …}",
    good_example="transcript: {file: transcript.txt, sha256: …, reader: docx 2, account: …, unaccounted: 3}",
    scope=Scope(("about",)),
)
