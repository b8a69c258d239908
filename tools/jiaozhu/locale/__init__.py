"""Words: what readers, contributors and editors read, in their language, by gettext.

The text in the code is English and is its own key. A catalogue is a folder ``<language>/LC_MESSAGES`` of PO files, one
for each domain of the package; they are compiled when the package is built and joined here into one set of
translations. The language is a context variable, so that a site in Chinese can be built from a terminal in English.
Other packages add languages by entry points.
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

__all__ = [
    "DOMAINS",
    "GROUP",
    "LANGUAGES",
    "N_",
    "SOURCE_LANGUAGE",
    "Lazy",
    "_",
    "catalogue",
    "current_language",
    "lazy",
    "match_language",
    "ngettext",
    "pgettext",
    "terminal_language",
    "use_language",
]

#: The language of the text in the code.
SOURCE_LANGUAGE = "en"
#: The parts of a catalogue, each with the words of some rooms of the package.
DOMAINS = ("outputs", "site", "scripts", "problems", "workflows", "cli")
_FOLDER = Path(__file__).parent
#: The group of entry points by which other packages add catalogues: a language, and the package that is its folder.
GROUP = "jiaozhu.catalogues"
#: Every language in which this package has words.
LANGUAGES = (SOURCE_LANGUAGE, *sorted(path.parent.name for path in _FOLDER.glob("*/LC_MESSAGES")))

_chosen: ContextVar[str | None] = ContextVar("jiaozhu_language", default=None)


@cache
def _added() -> dict[str, Path]:
    """The folders of the catalogues that other packages add, by language."""
    found = {}
    for point in entry_points(group=GROUP):
        spec = find_spec(point.value)
        if spec is not None and spec.submodule_search_locations:
            found[point.name] = Path(spec.submodule_search_locations[0])
    return found


def match_language(tag: str | None) -> str:
    """Return the language with words that is nearest to a tag.

    Args:
        tag: A language tag or locale name: ``zh-CN``, ``zh_CN.UTF-8``, ``zh``, ``en``, ``C``.

    Returns:
        The language itself, else one with the same first subtag, of this package or of another; else
        ``SOURCE_LANGUAGE``.
    """
    name = (tag or "").split(".")[0].split("@")[0].replace("-", "_")
    first = name.split("_")[0].lower()
    for known in (LANGUAGES, _added) if first not in ("", "c", "posix") else ():
        languages = known() if callable(known) else known
        if name in languages:
            return name
        if match := next((language for language in languages if language.split("_")[0] == first), None):
            return match
    return SOURCE_LANGUAGE


def terminal_language() -> str:
    """Return the language that the user's environment asks for, as gettext defines it."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return match_language(value.split(":")[0])
    return match_language(_locale.getlocale()[0])


def current_language() -> str:
    """Return the language in which text is translated now."""
    return _chosen.get() or _terminal()


@cache
def _terminal() -> str:
    return terminal_language()


@contextmanager
def use_language(tag: str) -> Iterator[str]:
    """Translate into another language for a while.

    Args:
        tag: A language tag; see ``match_language``.

    Yields:
        The language it was matched to.
    """
    token = _chosen.set(match_language(tag))
    try:
        yield current_language()
    finally:
        _chosen.reset(token)


@cache
def catalogue(language: str, domains: tuple[str, ...] = DOMAINS) -> _gettext.NullTranslations:
    """Return the translations of a language.

    Args:
        language: A language that ``match_language`` returns.
        domains: The parts wanted; the first that knows a text translates it.
    """
    folder = _FOLDER if language in LANGUAGES else _added().get(language, _FOLDER)
    joined: _gettext.NullTranslations | None = None
    for domain in domains:
        found = _gettext.translation(domain, folder, [language], fallback=True)
        if joined is None:
            joined = found
        else:
            joined.add_fallback(found)
    return joined or _gettext.NullTranslations()


def _(message: str, /, **values: object) -> str:
    """Translate a text.

    Args:
        message: The English text, with ``{name}`` where a value is put in.
        values: The values; without any, braces in the text mean nothing.
    """
    text = catalogue(current_language()).gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Translate a text that depends on a number.

    Args:
        one: The English text for one.
        many: The English text for any other number.
        number: The number.
        values: What is put in, as for ``_``.
    """
    text = catalogue(current_language()).ngettext(one, many, number)
    return text.format(**values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Translate a text that other languages say in several ways.

    Args:
        context: Which of its meanings is meant.
        message: The English text.
        values: What is put in, as for ``_``.
    """
    text = catalogue(current_language()).pgettext(context, message)
    return text.format(**values) if values else text


def N_(message: str) -> str:
    """Mark a text for translation without translating it: a constant, translated with ``_`` where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Lazy:
    """A text that is translated where it is shown: its reader's language is not known where it is written."""

    message: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return _(self.message, **dict(self.values))


def lazy(message: str, /, **values: object) -> Lazy:
    """Return a text that is translated when it becomes a string; the arguments are those of ``_``."""
    return Lazy(message, tuple(values.items()))
