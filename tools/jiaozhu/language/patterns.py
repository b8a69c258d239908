"""What importing looks for in a text without marks of its own, language by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["NEVER", "Detection"]

#: Matches nothing: the pattern of what a language does not have.
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """Patterns, marks and lengths (in code points). A pattern that a language lacks matches nothing.

    The first group recognises files, the second the structure of a page, the third seams between fragments, the fourth
    words.
    """

    common: str = ""  #: The commonest letters outside ASCII, by which an encoding is recognised.
    newspaper: re.Pattern[str] = NEVER  #: Phrases of newspapers.
    styles: Mapping[str, str] = field(default_factory=dict)  #: Casefolded names of paragraph styles, and kinds.
    wiki_pictures: tuple[str, ...] = ()  #: What MediaWiki calls the space of pictures.
    wiki_categories: tuple[str, ...] = ()  #: What it calls the space of categories.
    heading_styles: tuple[str, ...] = ()  #: Casefolded names of the styles of headings, without their level.
    page_number: re.Pattern[str] = NEVER  #: A whole line that numbers a page.
    last_line: str = ".!?"  #: Marks with which the last line of a hard-wrapped paragraph ends.
    page_digits: str = ""  #: Numerals that change from page to page, beside digits.

    byline: re.Pattern[str] = NEVER
    dateline: re.Pattern[str] = NEVER
    report: re.Pattern[str] = NEVER  #: How a report begins below its title.
    credit: re.Pattern[str] = NEVER
    signed: re.Pattern[str] = NEVER  #: How a text ends that is signed.
    caption: re.Pattern[str] = NEVER
    subtitle: re.Pattern[str] = NEVER
    furniture: re.Pattern[str] = NEVER
    notice: re.Pattern[str] = NEVER
    contact: re.Pattern[str] = NEVER
    #: The head of a numbered chapter of a book; its unit (chapter, volume) is the group that matches.
    chapter: re.Pattern[str] = NEVER
    #: The head of what is among chapters and has no number: a prologue, an afterword.
    beside_chapters: re.Pattern[str] = NEVER
    heading_number: re.Pattern[str] = NEVER
    two_parts: re.Pattern[str] = NEVER  #: A heading of two halves with a blank between them.
    reported: re.Pattern[str] = NEVER  #: A sentence that reports what someone said, which no heading does.
    editorial: re.Pattern[str] = NEVER
    date: re.Pattern[str] = NEVER  #: Year, month and day as three groups.
    not_heading: re.Pattern[str] = NEVER  #: What a short line has that is not a heading.
    speech: re.Pattern[str] = NEVER  #: A line of dialogue: what someone says, in quotation marks.
    exclaiming: str = "!?"  #: Marks with which few headings end.
    commas: str = ","
    inner_marks: str = ",:;"  #: Marks inside a sentence.
    brackets: str = ")"  #: Closing marks after the end of a sentence.
    item_ends: str = ""  #: Marks with which items of a list end, which are not fragments.
    longest_heading: int = 32
    long_heading: int = 22  #: Longer ones are less likely.
    longest_with_comma: int = 14  #: Longer headings have no comma.
    longest_formula: int = 60  #: Of bylines, credits, subtitles and captions.
    shortest_title: int = 7  #: Shorter headings belong to the text in which they are.
    shortest_fragment: int = 20  #: Shorter paragraphs without an end are not fragments.
    longest_opening: int = 16  #: Of the words that name a text without a title.

    no_beginning: re.Pattern[str] = NEVER  #: What no sentence begins with.
    no_end: re.Pattern[str] = NEVER  #: What no paragraph ends with: more follows.
    measures: str = ""  #: Characters that follow a number.

    basic: str = "A-Za-z"  #: The class of the letters that words are made of.
    clause: re.Pattern[str] = NEVER  #: One clause with its mark, for the search for repeats.
    clause_marks: str = ",.;!?"
    line_reference: re.Pattern[str] = NEVER  #: Words that name a line or a page by its number.
    shortest_passage: int = 28  #: Without white space; shorter passages recur by chance.
    foreign: re.Pattern[str] = NEVER  #: A word of another language between words of this one, as group 1.
    foreign_words: Mapping[str, str] = field(default_factory=dict)  #: Foreign words, and their translations if known.
    units: frozenset[str] = frozenset()  #: Foreign words that are at home.
    charset: str = ""  #: The codec whose characters a text keeps to; empty if it does not matter.
    charset_name: str = ""  #: What people call it.
    variant_charset: str = ""  #: The codec of a variant of the script.
    variant: str = ""  #: What a character of the variant is called, in English; translated by the catalogues.
