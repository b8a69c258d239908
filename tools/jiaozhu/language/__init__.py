"""Languages: one module each with a ``LanguageProfile``, and the door by which others add theirs.

In this room is what depends on the language of a text or of a site and on nothing else: classes of letters, ends of
sentences, numerals, rules of width, order and sound of words, quotation marks and dates, the kinds that a corpus has
by default. Words shown to readers are in ``locale``; what is done with a text is in ``edition``.
"""

from jiaozhu.language.labels import label
from jiaozhu.language.leniency import Leniency
from jiaozhu.language.patterns import Detection
from jiaozhu.language.profile import LanguageProfile, Typography
from jiaozhu.language.registry import LANGUAGES, languages, profile_for, profile_of_text, typography

__all__ = [
    "LANGUAGES",
    "Detection",
    "LanguageProfile",
    "Leniency",
    "Typography",
    "label",
    "languages",
    "profile_for",
    "profile_of_text",
    "typography",
]
