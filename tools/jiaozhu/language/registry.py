"""The languages there are: this package's, then those of other packages (entry point group ``jiaozhu.languages``)."""

from __future__ import annotations

import re
from functools import cache

from jiaozhu.language.en import ENGLISH
from jiaozhu.language.profile import LanguageProfile, Typography
from jiaozhu.language.zh import CHINESE
from jiaozhu.locale import current_language
from jiaozhu.model.doors import with_plugins

__all__ = ["GROUP", "LANGUAGES", "languages", "profile_for", "profile_of_text", "typography"]

#: The group of entry points.
GROUP = "jiaozhu.languages"
#: This package's own.
LANGUAGES = (CHINESE, ENGLISH)


#: Code points of a text that tell its language.
_SAMPLE = 4_000


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


def profile_of_text(text: str) -> LanguageProfile:
    """Return the profile of the language that a text seems to be in: the one whose letters write most of its words.

    Args:
        text: Any text; its beginning decides.

    Returns:
        A profile; of several whose letters are the same, and for a text without letters, the first.
    """
    sample = text[:_SAMPLE]
    counts = [(sum(1 for _ in words.finditer(sample)), profile) for words, profile in _words()]
    best = max(count for count, _ in counts)
    return next(profile for count, profile in counts if count == best)


@cache
def _words() -> tuple[tuple[re.Pattern[str], LanguageProfile], ...]:
    """For each language the pattern of a word, or of a letter if blanks do not part its words."""
    return tuple(
        (re.compile(f"[{profile.letters}]{'+' if profile.words_apart else ''}"), profile) for profile in languages()
    )


def typography() -> Typography:
    """Return how the language in use sets its words: that of a site while its pages are written."""
    return profile_for(current_language()).typography
