"""What a tool writes where only a person can know: words that an editor replaces."""

from __future__ import annotations

from jiaozhu.locale import N_

__all__ = ["RIGHTS_UNKNOWN", "TO_BE_ADDED"]

#: In place of what is missing, or within a sentence about it; translated into the corpus's language.
TO_BE_ADDED = N_("to be added")
#: The rights of a source that has just been imported.
RIGHTS_UNKNOWN = N_("rights to be established; do not publish before they are")
