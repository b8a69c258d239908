"""How likely a run of letters is, by a model of words: for languages that set no blanks between them.

The model is KenLM's (K. Heafield, 2011), read by ``ufal-kenlm``; Debian's ``libime-data-language-model`` has one of
Chinese, 17 MB. It is optional, found on the disk or named by the user, and never fetched. Without one, a list of words
takes its place where there is one (``word_list.py``). The likelihood is that of the best way to cut the letters into
words that the model knows.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jiaozhu.locale import _
from jiaozhu.workflows.importing.detecting.word_list import WORD_LIST, WordList, has_list, load_list

__all__ = ["LanguageModel", "find_model", "load_model"]

#: Where packages put a model of each language, by the tag of the language.
_PLACES = {"zh": ("usr/lib/*/libime/zh_CN.lm", "usr/lib/libime/zh_CN.lm", "usr/share/libime/zh_CN.lm")}
#: Letters of the longest word, and ways to cut the letters before a place that are pursued.
_LONGEST, _PURSUED = 4, 3


class LanguageModel:
    """A model that is ready to judge.

    Args:
        model: KenLM's.
    """

    def __init__(self, model: Any, state: Any) -> None:
        self._model, self._state = model, state
        self._known: dict[str, bool] = {}

    def likelihood(self, letters: str) -> float:
        """Return the logarithm, to the base of ten, of how likely some letters are."""
        begin = self._state()
        self._model.NullContextWrite(begin)
        ways: list[list[tuple[float, Any]]] = [[] for _ in range(len(letters) + 1)]
        ways[0] = [(0.0, begin)]
        for at in range(len(letters)):
            best = sorted(ways[at], key=lambda way: -way[0])[:_PURSUED]
            for end in range(at + 1, min(at + _LONGEST, len(letters)) + 1):
                word = letters[at:end]
                if end > at + 1 and not self._knows(word):
                    continue
                for score, state in best:
                    after = self._state()
                    ways[end].append((score + self._model.BaseScore(state, word, after), after))
        return max(score for score, _state in ways[-1])

    def _knows(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = word in self._model
        return found


def find_model(language: str, root: Path = Path("/")) -> str:
    """Return the path of the model of a language that a package has put on this machine, else the name of a list of its
    words, or an empty text.

    Args:
        language: As a tag.
        root: Where to look.
    """
    found = (path for place in _PLACES.get(language.partition("-")[0], ()) for path in sorted(root.glob(place)))
    otherwise = f"{WORD_LIST}:{language}" if has_list(language) else ""
    return str(next(found, otherwise))


@cache
def load_model(path: str) -> LanguageModel | WordList:
    """Return the model in a file, or a list of words by its name (``wordfreq:zh``).

    Raises:
        ImportError: What reads it is not installed.
        ValueError: The file does not exist, or is not a model.
    """
    name, _colon, language = path.partition(":")
    if name == WORD_LIST:
        return load_list(language)
    import kenlm

    try:
        return LanguageModel(kenlm.Model(path), kenlm.State)
    except (OSError, RuntimeError) as error:
        why = " ".join(str(error).split())[-200:]
        raise ValueError(_("'{path}' is not a language model: {why}", path=path, why=why)) from None
