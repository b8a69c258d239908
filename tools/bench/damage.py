"""Clean text, and known damage to it: what a detector should find is known exactly.

The clean text is this project's own: the definitions of the glossary, written by its editors. What is measured on it
says how detectors do on modern expository Chinese; verse, classical prose and tables are not measured.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
#: Characters a recogniser takes for one another: similar in form, both common.
CONFUSED = dict(
    zip(
        "未末土士日曰人入己已干千大太天夫贝见力刀午牛田由甲申今令古右石免兔冶治侯候竟竞析折",
        "末未士土曰日入人已己千干太大夫天见贝刀力牛午由田申甲令今右古右兔免治冶候侯竞竟折析",
        strict=True,
    )
)
_HALF = dict(zip("，：；？！（）", ",:;?!()", strict=True))


def clean(corpus: Path, least: int = 60) -> list[str]:
    """Paragraphs of at least ``least`` characters, in the order of their files."""
    found = []
    for path in sorted((corpus / "glossary").glob("*.md")):
        for paragraph in _FRONT.sub("", path.read_text("utf-8")).split("\n\n"):
            words = plain_text(read(paragraph).tree).replace(" ", "")
            if len(words) >= least and words[-1] in "。！？":
                found.append(words)
    return found


def wrap(paragraphs: Sequence[str], width: int, *, blank: bool) -> tuple[str, list[int]]:
    """Paragraphs in lines of ``width`` full characters, first lines two short; and the number of the line on which each
    paragraph begins (of lines with text, from 0)."""
    lines: list[str] = []
    starts = []
    for paragraph in paragraphs:
        starts.append(len(lines))
        rest = "　　" + paragraph
        while rest:
            end = used = 0
            while end < len(rest) and used + _printed(rest[end]) <= 2 * width:
                used += _printed(rest[end])
                end += 1
            while end < len(rest) and rest[end] in "，。、；：？！）》”":
                end += 1  # no line begins with closing punctuation
            lines.append(rest[:end].strip("　"))
            rest = rest[end:]
    return ("\n\n" if blank else "\n").join(lines) + "\n", starts


def _printed(char: str) -> int:
    """Width of a character as it is set, in half-widths."""
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def shuffle_columns(paragraphs: Sequence[str], chance: random.Random) -> tuple[list[str], list[tuple[int, int]]]:
    """A page whose columns were read in a wrong order: every third paragraph cut in two inside a sentence, the second
    halves moved elsewhere. The fragments as they stand, and which takes which up."""
    fragments: list[tuple[str, int, int]] = []
    for number, paragraph in enumerate(paragraphs):
        if number % 3 == 1:
            cut = _inside(paragraph, chance)
            fragments += [(paragraph[:cut], number, 0), (paragraph[cut:], number, 1)]
        else:
            fragments.append((paragraph, number, 0))
    columns = [fragments[at : at + 7] for at in range(0, len(fragments), 7)]
    for at in range(0, len(columns) - 1, 2):
        columns[at], columns[at + 1] = columns[at + 1], columns[at]
    moved = [fragment for column in columns for fragment in column]
    place = {(number, half): at for at, (_, number, half) in enumerate(moved)}
    pairs = [(place[number, 0], place[number, 1]) for number, half in place if half == 1]
    return [words for words, _, _ in moved], sorted(pairs)


def _inside(paragraph: str, chance: random.Random) -> int:
    cut = chance.randint(len(paragraph) // 3, 2 * len(paragraph) // 3)
    while paragraph[cut - 1] in "，。、；：？！）》”“（《" or paragraph[cut] in "，。、；：？！）》”“（《":
        cut += 1
    return cut


def loop(kind: str, paragraph: str, chance: random.Random) -> str:
    """A runaway of one kind, as a recogniser would go on after ``paragraph``."""
    clause = paragraph[: chance.randint(6, 14)].strip("，。、；：") + "，"
    other = paragraph[20 : 20 + chance.randint(5, 9)].strip("，。、；：") + "，"
    times = chance.randint(8, 30)
    if kind == "exact":
        return clause * max(times, 60 // len(clause))
    if kind == "alternating":
        return (clause + other) * max(times // 2, 8)
    if kind == "digits":
        return "".join(f"{number}、" for number in range(1, 40 + times))
    if kind == "numerals":
        return "".join(f"{numeral(number)}、" for number in range(1, 60 + times))
    changed = []
    for _ in range(times):
        at = chance.randrange(len(clause) - 1)
        changed.append(clause[:at] + chance.choice("的一是了在不有和") + clause[at + 1 :])
    return "".join(changed)


LOOPS = ("exact", "alternating", "digits", "numerals", "near")


def numeral(number: int) -> str:
    """A number below a thousand in Chinese numerals."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


def double(title: str, chance: random.Random) -> str:
    """A title doubled run by run, as an extractor reads bold type."""
    out, at = "", 0
    while at < len(title):
        size = chance.choice((2, 3, 4, len(title)))
        out += title[at : at + size] * 2
        at += size
    return out


def half_width(paragraph: str) -> str:
    """Punctuation as a recogniser writes it."""
    return "".join(_HALF.get(char, char) for char in paragraph)


def confuse(paragraph: str, chance: random.Random) -> tuple[str, list[int]]:
    """One character taken for another; where."""
    places = [at for at, char in enumerate(paragraph) if char in CONFUSED]
    if not places:
        return paragraph, []
    at = chance.choice(places)
    return paragraph[:at] + CONFUSED[paragraph[at]] + paragraph[at + 1 :], [at]
