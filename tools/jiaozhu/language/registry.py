"""The languages there are: this package's, then those of other packages (entry point group ``jiaozhu.languages``)."""

from __future__ import annotations

from functools import cache

from jiaozhu.language.en import ENGLISH
from jiaozhu.language.profile import LanguageProfile, Typography
from jiaozhu.language.zh import CHINESE
from jiaozhu.locale import current_language
from jiaozhu.model.doors import with_plugins

__all__ = ["GROUP", "LANGUAGES", "languages", "profile_for", "typography"]

#: The group of entry points.
GROUP = "jiaozhu.languages"
#: This package's own.
LANGUAGES = (CHINESE, ENGLISH)


@cache
def languages() -> tuple[LanguageProfile, ...]:
    """Return every profile, in order.

    Raises:
        BrokenPlugin: An installed package offers something that is not a profile.
    """
    return with_plugins(GROUP, LanguageProfile, LANGUAGES)


@cache
def profile_for(tag: str = "") -> LanguageProfile:
    """Return the profile of a language.

    Args:
        tag: A language tag or locale name, such as ``zh-CN`` or ``en_GB``.

    Returns:
        The profile of the whole tag, else of its first subtag; without a tag Chinese, for which the tools were made
        first, and English for a language that has no profile.
    """
    name = tag.lower().replace("_", "-")
    for wanted in (name, name.partition("-")[0]):
        for profile in languages():
            if profile.name.lower() == wanted:
                return profile
    return ENGLISH if name else CHINESE


def typography() -> Typography:
    """Return how the language in use sets its words: that of a site while its pages are written."""
    return profile_for(current_language()).typography
