"""Why markup is not read as it is written: one act for each kind, and one for each place whose bytes are not text."""

from __future__ import annotations

import itertools

from jiaozhu.locale import N_, _, use_language
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.document import Markup

__all__ = ["Marks"]

_ENTITY = Act(ActKind.REGULARIZED, "rule:entities", N_("character entities of a web page resolved"), rule="entities")
_TAG = Act(ActKind.OMITTED, "rule:markup", N_("tags of a web page and marks of a manuscript"), rule="markup")
_BY_KIND = {
    "ruby": Act(ActKind.OMITTED, "rule:ruby", N_("readings beside the characters (ruby)"), rule="ruby"),
    "soft-hyphen": Act(ActKind.OMITTED, "rule:soft-hyphens", N_("places where a line may break"), rule="soft-hyphens"),
    "break": Act(ActKind.REGULARIZED, "rule:breaks", N_("ends of lines inside a cell read as blanks"), rule="breaks"),
}


class Marks:
    """The acts of the markup of one source.

    Args:
        language: In which the places that are not text give their reason.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._number = itertools.count(1)

    def act(self, mark: Markup) -> Act:
        """Return the act for a stretch of markup."""
        if mark.what in _BY_KIND:
            return _BY_KIND[mark.what]
        if mark.what != "undecodable":
            return _ENTITY if mark.reading else _TAG
        with use_language(self._language):
            reason = _("bytes that are not text in the file's encoding: {bytes}", bytes=mark.detail)
            name = f"bytes-{next(self._number)}"
            return Act(ActKind.GAP, name, reason, None, _("the reader"), Certainty.HIGH, reason)
