"""Detectors of single words: foreign ones, quotation marks without their other half, odd characters.

Idioms that are one character off and strings of six that differ from common ones in one were proposed too, and are no
longer: of 45 and 40 drawn at random from books as they are sold, one and two were errors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from jiaozhu.language import LanguageProfile
from jiaozhu.locale import _
from jiaozhu.workflows.importing.detecting.findings import Finding, SourceLine
from jiaozhu.workflows.importing.detecting.structure import letter_of

#: Fewest letters of a text by which its script is recognised.
_ENOUGH = 50


def foreign_words(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find words of another language among those of this one: a recogniser that translates."""
    marks = profile.detection
    for line in lines:
        for match in marks.foreign.finditer(line.text):
            word = match.group(1)
            if word in marks.units:
                continue
            score = 0.9 if word in marks.foreign_words else 0.4
            after = marks.foreign_words.get(word, "")
            evidence = _("“{word}” among words of another language", word=word)
            yield Finding(
                "foreign", line.start + match.start(), line.start + match.end(), "foreign-words", evidence, score, after
            )


def quotation_marks(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find quotation marks without their other half, paragraph by paragraph."""
    opening, closing = profile.typography.quotes
    quotes = re.compile(f'[{re.escape(opening + closing)}"]')
    for line in lines:
        open_at: int | None = None
        straight = [match.start() for match in quotes.finditer(line.text) if match.group() == '"']
        if len(straight) % 2:
            yield _quotation(line, straight[-1], _("the number of straight quotation marks is odd"))
        for match in quotes.finditer(line.text):
            if match.group() == opening:
                if open_at is not None:
                    yield _quotation(line, open_at, _("a quotation begins before the one before it has ended"))
                open_at = match.start()
            elif match.group() == closing:
                if open_at is None:
                    yield _quotation(line, match.start(), _("a quotation ends that has not begun"))
                open_at = None
        if open_at is not None:
            yield _quotation(line, open_at, _("a quotation has not ended at the end of the paragraph"))


def _quotation(line: SourceLine, at: int, why: str) -> Finding:
    return Finding("quotation", line.start + at, line.start + at + 1, "quotation-marks", why, 0.7)


def odd_characters(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find characters outside the set to which a text otherwise keeps, and such as stand for others."""
    every: Counter[str] = Counter()
    for line in lines:
        every.update(line.text)
    rare = _rare_letters(every, profile)
    if rare is None:
        return  # a text in another variant of the script, where they are at home
    odd = rare | {char for char in every if char == "\ufffd" or _is_private(char)}
    if not odd:
        return
    pattern = re.compile(f"[{re.escape(''.join(sorted(odd)))}]")
    for line in lines:
        for match in pattern.finditer(line.text):
            at = line.start + match.start()
            why, score = _oddity(match.group(), rare, profile)
            yield Finding("rare", at, at + 1, "odd-characters", why, score)


def _rare_letters(every: Counter[str], profile: LanguageProfile) -> set[str] | None:
    """Letters outside the language's character set that occur once or twice; None if too many letters are outside."""
    charset = profile.detection.charset
    if not charset:
        return set()
    letter = letter_of(profile)
    letters = {char: times for char, times in every.items() if letter.match(char)}
    total = sum(letters.values())
    outside = {char for char in letters if not _encodes(char, charset)}
    if total >= _ENOUGH and sum(letters[char] for char in outside) > 0.05 * total:
        return None
    return {char for char in outside if letters[char] <= 2}


def _oddity(char: str, rare: set[str], profile: LanguageProfile) -> tuple[str, float]:
    """What is odd about a character, and how certain that is."""
    marks = profile.detection
    code = f"U+{ord(char):04X}"
    if char not in rare:
        return _("replacement or private-use character “{char}” ({code})", char=char, code=code), 0.95
    if marks.variant_charset and _encodes(char, marks.variant_charset):
        return _("{what} “{char}” ({code})", what=_(marks.variant), char=char, code=code), 0.6
    return _("character outside {charset} “{char}” ({code})", charset=marks.charset_name, char=char, code=code), 0.4


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff"


@cache
def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
