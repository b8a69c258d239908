"""The words readers see for kinds: those of the corpus in the site's language, else those of the catalogue."""

from __future__ import annotations

from jiaozhu.locale import _, current_language
from jiaozhu.model.kinds import Labelled

__all__ = ["label"]


def label(kind: Labelled) -> str:
    """Return the label of a kind in the language in use.

    A label given for that language (``zh_CN``, ``zh-CN`` or ``zh``) comes first; otherwise ``kind.label`` is
    translated if the catalogue knows it, and shown as it is if not.
    """
    if kind.labels:
        language = current_language()
        for tag in (language, language.replace("_", "-"), language.partition("_")[0]):
            if tag in kind.labels:
                return kind.labels[tag]
    return _(kind.label)
