"""Detectors of single words: foreign ones, odd characters, idioms one character off, names spelled two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from jiaozhu.language import LanguageProfile
from jiaozhu.locale import _
from jiaozhu.workflows.importing.findings import Finding, SourceLine
from jiaozhu.workflows.importing.structure import letter_of

#: Fewest letters of a text by which its script is recognised.
_ENOUGH = 50
_BUCKETS = 1 << 22


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


@cache
def _phrases(profile: LanguageProfile) -> tuple[frozenset[str], dict[tuple[int, str], str]]:
    """Phrases of four letters, and those that three of their letters name without doubt."""
    phrases = frozenset(profile.detection.phrases() if profile.detection.phrases else ())
    by_rest: dict[tuple[int, str], str] = {}
    several: set[tuple[int, str]] = set()
    for phrase in sorted(phrases):
        for at in range(4):
            key = (at, phrase[:at] + phrase[at + 1 :])
            if by_rest.setdefault(key, phrase) != phrase:
                several.add(key)
    for key in several:
        del by_rest[key]
    return phrases, by_rest


@cache
def _four(basic: str) -> re.Pattern[str]:
    """Four basic letters by themselves."""
    return re.compile(f"(?<![{basic}])[{basic}]{{4}}(?![{basic}])")


@cache
def _run_of(basic: str, least: int) -> re.Pattern[str]:
    """Runs of so many basic letters or more."""
    return re.compile(f"[{basic}]{{{least},}}")


def idioms(lines: Sequence[SourceLine], profile: LanguageProfile) -> Iterator[Finding]:
    """Find four letters by themselves between marks that are a set phrase but for one.

    Inside a longer run half of what is one letter off a phrase is another correct phrase, so nothing is reported there.
    """
    phrases, by_rest = _phrases(profile)
    if not phrases:
        return
    four = _four(profile.detection.basic)
    for line in lines:
        for run in four.finditer(line.text):
            words = run.group()
            if words in phrases or all(char in profile.numerals.characters for char in words):
                continue
            phrase = _meant(words, by_rest, profile)
            if phrase:
                start = line.start + run.start()
                evidence = _("one character off the idiom “{phrase}”", phrase=phrase)
                yield Finding("idiom", start, start + 4, "idioms", evidence, 0.5, phrase)


def _meant(words: str, by_rest: dict[tuple[int, str], str], profile: LanguageProfile) -> str:
    """The phrase that four letters may be a slip for; empty if it is not near one.

    What sounds like a phrase is mostly a variant of it (毋庸置疑, 无庸置疑).
    """
    for off in range(4):
        phrase = by_rest.get((off, words[:off] + words[off + 1 :]))
        if phrase is not None and phrase[off] not in words and not _sound_alike(words[off], phrase[off], profile):
            return phrase
    return ""


@cache
def _sound_alike(one: str, other: str, profile: LanguageProfile) -> bool:
    return profile.sound(one) == profile.sound(other)


def spellings(lines: Sequence[SourceLine], profile: LanguageProfile, others: Iterable[str] = ()) -> Iterator[Finding]:
    """Find six letters in a row that occur once or twice, where the same but for one inside occur three times or more.

    Args:
        lines: Of the source.
        profile: Of its language; where blanks part words, six letters are no unit, and nothing is found.
        others: Texts of other sources of the corpus, which count too.
    """
    if profile.words_apart:
        return
    runs = _run_of(profile.detection.basic, 6)
    texts = [*(line.text for line in lines), *others]
    count = _common_sixes(texts, runs)
    by_rest: dict[tuple[int, str], str] = {}
    for words, times in count.items():
        if times >= 3:
            for off in (2, 3):
                by_rest[off, words[:off] + words[off + 1 :]] = words
    if not by_rest:
        return
    for line in lines:
        for at, window, usual in _near(line.text, runs, by_rest):
            if count[window] < 3:
                start = line.start + at
                evidence = _("elsewhere “{words}”, {times} times", words=usual, times=count[usual])
                yield Finding("spelling", start, start + 6, "spellings", evidence, 0.6, usual)


def _near(text: str, runs: re.Pattern[str], by_rest: dict[tuple[int, str], str]) -> Iterator[tuple[int, str, str]]:
    """Six letters in a row that are one letter off a common string: where they are, and both."""
    for run in runs.finditer(text):
        words = run.group()
        for at in range(len(words) - 5):
            window = words[at : at + 6]
            for off in (2, 3):
                usual = by_rest.get((off, window[:off] + window[off + 1 :]))
                if usual is not None and usual != window:
                    yield run.start() + at, window, usual


def _common_sixes(texts: Sequence[str], runs: re.Pattern[str]) -> Counter[str]:
    """How often strings of six letters occur; most of those that occur less than three times are not counted."""
    seen = bytearray(_BUCKETS)  # how often, at most: few strings occur three times, and only those are counted by name
    for words in _sixes(texts, runs):
        at = hash(words) % _BUCKETS
        if seen[at] < 3:
            seen[at] += 1
    return Counter(words for words in _sixes(texts, runs) if seen[hash(words) % _BUCKETS] >= 3)


def _sixes(texts: Iterable[str], runs: re.Pattern[str]) -> Iterator[str]:
    for text in texts:
        for run in runs.finditer(text):
            words = run.group()
            for at in range(len(words) - 5):
                yield words[at : at + 6]
