"""Detectors of single words: foreign ones, odd characters, idioms one character off, names spelled two ways.

The idioms are the four-character phrases of pypinyin's dictionary (MIT), which a user has installed; none is shipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from jiaozhu.workflows.importing.findings import Finding, SourceLine

_HAN = "㐀-䶿一-鿿豈-﫿"
_FOREIGN = re.compile(rf"(?<=[{_HAN}、，”])[ ]?([a-z]{{2,12}})[ ]?(?=[{_HAN}“])")
_FUNCTION_WORDS = frozenset("and or of the to in for with is are on by as at from be that this an not but".split())
_UNITS = frozenset(
    "km kg mm cm ml kw kwh mw hz mb gb www com cn http https app ing vs nm pm wifi vr ar ai bim led logo".split()
)
_QUOTES = re.compile('[“”"]')
_HAN_RUN = re.compile("[一-鿿]{4,}")
_FOUR = re.compile("(?<![一-鿿])[一-鿿]{4}(?![一-鿿])")
_NAME_RUN = re.compile("[一-鿿]{6,}")
#: Fewest characters of a text that tell whether it is in simplified characters.
_ENOUGH = 50
_BUCKETS = 1 << 22
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿]+")


def foreign_words(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Lower-case words between Chinese characters: a recogniser that translates."""
    for line in lines:
        for match in _FOREIGN.finditer(line.text):
            word = match.group(1)
            if word in _UNITS:
                continue
            score = 0.9 if word in _FUNCTION_WORDS else 0.4
            after = {"and": "和", "of": "的"}.get(word, "")
            evidence = f"中文之间的“{word}”"
            yield Finding(
                "foreign", line.start + match.start(), line.start + match.end(), "foreign-words", evidence, score, after
            )


def quotation_marks(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Marks without their other half, paragraph by paragraph."""
    for line in lines:
        open_at: int | None = None
        straight = [match.start() for match in _QUOTES.finditer(line.text) if match.group() == '"']
        if len(straight) % 2:
            yield _quotation(line, straight[-1], "直引号的个数是单数")
        for match in _QUOTES.finditer(line.text):
            if match.group() == "“":
                if open_at is not None:
                    yield _quotation(line, open_at, "引号有始无终，下一个引号又始")
                open_at = match.start()
            elif match.group() == "”":
                if open_at is None:
                    yield _quotation(line, match.start(), "引号有终无始")
                open_at = None
        if open_at is not None:
            yield _quotation(line, open_at, "引号至段末未终")


def _quotation(line: SourceLine, at: int, why: str) -> Finding:
    return Finding("quotation", line.start + at, line.start + at + 1, "quotation-marks", why, 0.7)


def odd_characters(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Characters outside the common set of GB 18030 (that of GB 2312) in a text that otherwise keeps to it."""
    every: Counter[str] = Counter()
    for line in lines:
        every.update(line.text)
    han = {char: times for char, times in every.items() if "一" <= char <= "鿿"}
    total = sum(han.values())
    outside = {char for char in han if not _encodes(char, "gb2312")}
    if total >= _ENOUGH and sum(han[char] for char in outside) > 0.05 * total:
        return  # a text in traditional characters, where they are at home
    odd = {char for char in outside if han[char] <= 2} | {
        char for char in every if char == "\ufffd" or _is_private(char)
    }
    if not odd:
        return
    pattern = re.compile(f"[{re.escape(''.join(sorted(odd)))}]")
    for line in lines:
        for match in pattern.finditer(line.text):
            char = match.group()
            traditional = char in outside and _encodes(char, "big5")
            if char not in outside:
                score, why = 0.95, "替代字符或私用区字符"
            else:
                score, why = (0.6, "简体文本中的繁体字") if traditional else (0.4, "GB 2312 之外的字")
            at = line.start + match.start()
            yield Finding("rare", at, at + 1, "odd-characters", f"{why}“{char}”（U+{ord(char):04X}）", score)


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
def _idioms() -> tuple[frozenset[str], dict[tuple[int, str], str]]:
    """Four-character phrases, and those that three of their characters name without doubt."""
    from pypinyin.phrases_dict import phrases_dict

    phrases = frozenset(phrase for phrase in phrases_dict if _HAN_RUN.fullmatch(phrase) and len(phrase) == 4)
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


def idioms(lines: Sequence[SourceLine]) -> Iterator[Finding]:
    """Four characters alone between marks that are an idiom but for one. Inside a longer run of characters half of what
    is one off an idiom is another honest phrase: there nothing is said."""
    phrases, by_rest = _idioms()
    for line in lines:
        for run in _FOUR.finditer(line.text):
            words = run.group()
            if words in phrases or _NUMERAL.fullmatch(words):
                continue
            for off in range(4):
                phrase = by_rest.get((off, words[:off] + words[off + 1 :]))
                if phrase is None or phrase[off] in words or _sounds_alike(words[off], phrase[off]):
                    continue  # what sounds like the idiom is mostly a variant of it: 毋庸置疑, 无庸置疑
                start = line.start + run.start()
                yield Finding("idiom", start, start + 4, "idioms", f"与成语“{phrase}”一字之差", 0.5, phrase)


@cache
def _sounds_alike(one: str, other: str) -> bool:
    from pypinyin import Style, lazy_pinyin

    return bool(lazy_pinyin(one, style=Style.NORMAL) == lazy_pinyin(other, style=Style.NORMAL))


def spellings(lines: Sequence[SourceLine], others: Iterable[str] = ()) -> Iterator[Finding]:
    """Six characters in a row that stand once or twice, where the same but for one inside stand three times and more.

    Args:
        lines: Of the source.
        others: Texts of other sources of the corpus, which count too.
    """
    texts = [*(line.text for line in lines), *others]
    seen = bytearray(_BUCKETS)  # how often, at most: few strings stand three times, and only those are counted by name
    for words in _sixes(texts):
        at = hash(words) % _BUCKETS
        if seen[at] < 3:
            seen[at] += 1
    count = Counter(words for words in _sixes(texts) if seen[hash(words) % _BUCKETS] >= 3)
    common = {words for words, times in count.items() if times >= 3}
    by_rest: dict[tuple[int, str], str] = {}
    for words in common:
        for off in (2, 3):
            by_rest[off, words[:off] + words[off + 1 :]] = words
    if not by_rest:
        return
    for line in lines:
        for run in _NAME_RUN.finditer(line.text):
            words = run.group()
            for at in range(len(words) - 5):
                window = words[at : at + 6]
                for off in (2, 3):
                    usual = by_rest.get((off, window[:off] + window[off + 1 :]))
                    if usual is not None and usual != window and count[window] < 3:
                        start = line.start + run.start() + at
                        evidence = f"他处 {count[usual]} 次作“{usual}”"
                        yield Finding("spelling", start, start + 6, "spellings", evidence, 0.6, usual)


def _sixes(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for run in _NAME_RUN.finditer(text):
            words = run.group()
            for at in range(len(words) - 5):
                yield words[at : at + 6]
