"""S108: A source has a transcript that its format does not need, or lacks one that it needs."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="S108",
    summary=N_("A source has a transcript that its format does not need, or lacks one that it needs."),
    why=N_(
        "For a source that is not text itself, a transcript is kept so that what was read can be checked; a "
        "text is its own transcript."
    ),
    remedy=N_("Import the file again, or correct 'transcript' in about.yaml."),
    bad_example="format: pdf",
    good_example=("format: pdf\ntranscript: {file: transcript.txt, sha256: …, reader: pdf 1}"),
    scope=Scope(("about",)),
)
