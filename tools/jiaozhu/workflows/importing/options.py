"""What importing knows beside a file itself: its corpus, the limits, and what the user said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jiaozhu.formats import DEFAULT_LIMITS, Limits
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.model.kinds import Genre, Kinds
from jiaozhu.model.watch import part

__all__ = ["DEFAULT_OCR", "OCR", "CorpusTexts", "ImportOptions", "Ocr"]

#: When pages are recognised as pictures: if they have no text, in any case, never.
OCR = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Ocr:
    """How pages are recognised as pictures."""

    when: str = "auto"  #: One of ``OCR``.
    engine: str = ""  #: The recogniser's name; by default the first that is installed.


#: Pages that have no text, by the first recogniser that is installed.
DEFAULT_OCR = Ocr()


class CorpusTexts:
    """The texts of a corpus, read when they are first asked for: most files need none. Another process gets them.

    Args:
        read: Reads them.
    """

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        self._read = read

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return part(lambda: tuple(self._read()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __reduce__(self) -> tuple[type[tuple[str, ...]], tuple[tuple[str, ...]]]:
        return tuple, (self._texts,)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The same for every file of a batch; can be sent to another process."""

    language: str  #: Of the corpus: its texts are judged by it, and drafts are written in it; errors are in the user's.
    format: str | None = None  #: Overrides detection.
    limits: Limits = DEFAULT_LIMITS  #: Larger files are refused.
    others: tuple[str, ...] | CorpusTexts = ()  #: Texts of other sources of the corpus: their words count.
    ocr: Ocr = DEFAULT_OCR
    column: str = ""  #: That is the text, of a table or of data.
    language_model: str = ""  #: The path of a model of the corpus's language; empty for none.
    kinds: Kinds | None = None  #: Of the corpus; by default those of its language.

    @property
    def profile(self) -> LanguageProfile:
        """The profile of the corpus's language."""
        return profile_for(self.language)

    @property
    def genre(self) -> Genre:
        """The genre of a text that no editor has judged."""
        return (self.kinds or self.profile.kinds).undecided
