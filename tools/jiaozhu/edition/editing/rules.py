"""Regularisation: named rules, in a fixed order, each of which can be switched off for a source.

A rule looks at the present reading of one block and proposes changes. It never decides whether they are applied:
``Text.revise`` drops every change that meets an editor's own act. The order is that of ``RULE_NAMES``: loops and
doublings first, because the others would only polish what is thrown away; widths before spaces, because a space is
judged by the punctuation beside it. What a language does not have, its rules do not look for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from jiaozhu.edition.editing.loops import find_loops
from jiaozhu.formats import FORMATS
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.language.profile import Widths
from jiaozhu.locale import N_
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.edition import LINED_KINDS
from jiaozhu.model.span import Span
from jiaozhu.model.text import Revision, Text

__all__ = ["RULE_NAMES", "Regularizer", "Rule", "all_rules", "rules_for"]

#: Code points ``[start, end)`` of a reading, and what they become.
_Found = tuple[int, int, str]

#: Kinds of block that a page shows large or small, and that producers set twice to make them bold.
DISPLAY_KINDS = frozenset({"kicker", "title", "subtitle", "heading", "subheading", "caption", "credit", "byline"})

#: In code every character counts.
CODE = frozenset({"code"})

RULE_NAMES = (
    "controls",
    "loops",
    "joins",
    "doublings",
    "letter-spacing",
    "quotes",
    "punctuation",
    "spaces",
    "edges",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way of regularising."""

    name: str  #: As switched in ``edition.yaml`` under ``rules``.
    kind: ActKind
    reason: str  #: For the reader; translated where it is shown.
    find: Callable[[str], Iterable[_Found]]
    usual: bool = True  #: Whether it is on for every format; otherwise only for formats that ask for it.
    blocks: frozenset[str] | None = None  #: Kinds of block it looks at; None for all but code.
    passes_over: frozenset[str] = CODE  #: Kinds of block that it leaves alone.

    @property
    def act(self) -> Act:
        """The one act that all its changes share."""
        return Act(self.kind, f"rule:{self.name}", self.reason, rule=self.name)


# Patterns begin with the characters they look for, which a search skips to; context behind is asked for afterwards.
# Runs of white space are matched from their beginning only, or long ones would cost the square of their length.
_LINE_END = re.compile(r"\n\s*")
#: Signs with which a word may be divided at the end of a line, or which are its own.
_HYPHENS, _SOFT_HYPHEN = "-\u2010\u2013", "\u00ad"
#: The most code points of a word's part that are looked at, and of the text around it in which it may be undivided.
_PART, _NEAR = 40, 4_000
_BEFORE_LINE_END = frozenset(" \t\u3000\r")
_BRACKETS = re.compile("[()]")
_QUOTES = re.compile('"')
_BLANKS = re.compile(r"[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@cache
def all_rules(profile: LanguageProfile) -> tuple[Rule, ...]:
    """Return the rules for texts in a language, in order."""
    regularized, surplus = ActKind.REGULARIZED, ActKind.SURPLUS
    loops = partial(_leave_out_loops, profile=profile)
    joins = partial(_join_lines, words_apart=profile.words_apart)
    doublings = partial(_leave_out_doublings, least=profile.least_doubled)
    rules = [
        Rule(
            "controls",
            regularized,
            N_("control characters replaced by visible symbols"),
            _show_controls,
            passes_over=frozenset(),
        ),
        Rule("loops", surplus, N_("loops of a transcription out of control, left out"), loops),
        Rule("joins", regularized, N_("broken lines joined"), joins, passes_over=LINED_KINDS),
        Rule("doublings", surplus, N_("words extracted twice, left out"), doublings, False, DISPLAY_KINDS),
        Rule("edges", regularized, N_("white space removed at the ends of paragraphs"), _trim),
    ]
    if profile.quotes is not None:
        quotes = partial(_curl_quotes, marks=profile.quotes)
        rules.append(Rule("quotes", regularized, N_("straight quotation marks made curly"), quotes))
    if profile.widths is not None:
        rules += _width_rules(profile.widths)
    return tuple(sorted(rules, key=lambda rule: RULE_NAMES.index(rule.name)))


def _width_rules(widths: Widths) -> Iterator[Rule]:
    spacing = partial(_close_letter_spacing, spaced_out=widths.spaced_out)
    reason = N_("spaces between the letters of headings closed up")
    yield Rule("letter-spacing", ActKind.REGULARIZED, reason, spacing, False, DISPLAY_KINDS)
    widening = partial(_widen_punctuation, widths=widths)
    yield Rule("punctuation", ActKind.REGULARIZED, N_("half-width punctuation made full-width"), widening)
    closing = partial(_close_spaces, spaces=widths.spaces)
    reason = N_("spaces between Chinese characters and digits or punctuation removed")
    yield Rule("spaces", ActKind.REGULARIZED, reason, closing)


def rules_for(format: str, switches: Mapping[str, bool], profile: LanguageProfile | None = None) -> tuple[Rule, ...]:
    """Return the rules that are on for a source, in order.

    Args:
        format: Its format.
        switches: The rules that its edition switches on or off.
        profile: Of its language; by default the first.
    """
    rules = all_rules(profile or profile_for())
    asked = FORMATS[format].rules if format in FORMATS else frozenset()
    return tuple(rule for rule in rules if switches.get(rule.name, rule.usual or rule.name in asked))


class Regularizer:
    """Runs the rules of one source over its blocks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, rule.act) for rule in rules]

    def __call__(self, text: Text, kind: str, code: Sequence[Span] = ()) -> Text:
        """Return ``text``, regularised as a block of ``kind``.

        Args:
            text: The text of the block.
            kind: Its kind.
            code: Stretches of the source in it that are code, which rules leave alone as they do blocks of code.
        """
        for rule, act in self._rules:
            if kind in rule.passes_over or (rule.blocks is not None and kind not in rule.blocks):
                continue
            revisions = [Revision(start, end, new, act) for start, end, new in rule.find(text.reading)]
            if code and revisions and rule.passes_over >= CODE:
                kept = list(_read_at(text, code))
                revisions = [item for item in revisions if not _touches(item, kept)]
            if revisions:
                text = text.revise(revisions, skip_conflicts=True)
        return text


def _read_at(text: Text, spans: Sequence[Span]) -> Iterator[Span]:
    """Where in a reading stretches of the source are."""
    starts = [span.start for span in spans]
    offset = 0
    for words, origin, _act in text.segments:
        at = bisect_right(starts, origin.start) - 1
        if words and at >= 0 and origin.end <= spans[at].end:
            yield Span(offset, offset + len(words))
        offset += len(words)


def _touches(revision: Revision, kept: Sequence[Span]) -> bool:
    at = bisect_right(kept, revision.end, key=lambda span: span.start) - 1
    return at >= 0 and revision.start < kept[at].end and kept[at].start < max(revision.end, revision.start + 1)


def _is_divided(text: str, start: int, end: int) -> bool:
    """Whether the hyphen at the end of a line only divides a word there; otherwise it is the word's own.

    Args:
        text: Of the block.
        start: After the hyphen.
        end: Where the next line begins.
    """
    first, last = start - 1, end
    while first > max(0, start - _PART) and text[first - 1].isalpha():
        first -= 1
    while last < min(len(text), end + _PART) and text[last].isalpha():
        last += 1
    left, right = text[first : start - 1], text[end:last]
    if text[start - 1] == "\u2013" or len(left) < 2 or not left[-1].islower() or not right[:1].islower():
        return False
    own = text[max(0, first - 1) : first] in ("-", "\u2010")  # state-of-the-art
    near = text.find(f"{left}-{right}", max(0, start - _NEAR), end + _NEAR)
    return not own and near < 0


def _join_lines(text: str, words_apart: bool) -> Iterator[_Found]:
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        while start and text[start - 1] in _BEFORE_LINE_END:
            start -= 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if before == _SOFT_HYPHEN:
            yield start - 1, end, ""
        elif before and before in _HYPHENS and text[start - 2 : start - 1].isalnum() and after.isalnum():
            yield start - _is_divided(text, start, end), end, ""
        elif words_apart:
            yield start, end, " "
        else:
            words = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
            yield start, end, " " if words and not (before.isdigit() and after.isdigit()) else ""


def _leave_out_doublings(text: str, least: int) -> Iterator[_Found]:
    return ((start, end, "") for start, end in doubled_runs(text, least))


def _leave_out_loops(text: str, profile: LanguageProfile) -> Iterator[_Found]:
    return ((start, end, "") for start, end in find_loops(text, profile.numerals))


def _close_letter_spacing(text: str, spaced_out: re.Pattern[str]) -> Iterator[_Found]:
    for match in spaced_out.finditer(text):
        if match.group().isspace():
            yield match.start(), match.end(), ""
        elif len(match.group()) >= 5:  # three characters: two might be a two-part name or title
            for index in range(match.start(), match.end()):
                if text[index].isspace():
                    yield index, index + 1, ""


def _curl_quotes(text: str, marks: tuple[str, str]) -> Iterator[_Found]:
    """Straight quotes in pairs; a block with an odd number is left to an editor."""
    places = [match.start() for match in _QUOTES.finditer(text)]
    if len(places) % 2 == 0:
        for index, place in enumerate(places):
            yield place, place + 1, marks[index % 2]


def _widen_punctuation(text: str, widths: Widths) -> Iterator[_Found]:
    """A mark is judged by its neighbours; of a pair of brackets, if one is widened so is the other."""
    places = {match.start() for match in widths.punctuation.finditer(text)}
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            pair = {opened.pop(), match.start()}
            if pair & places:
                places |= pair
    return ((place, place + 1, widths.full[text[place]]) for place in sorted(places))


def _close_spaces(text: str, spaces: re.Pattern[str]) -> Iterator[_Found]:
    for blanks in _BLANKS.finditer(text):
        if spaces.match(text, blanks.start()):
            yield *blanks.span(), ""


def _trim(text: str) -> Iterator[_Found]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start:
        yield 0, start, ""
    if start < end < len(text):
        yield end, len(text), ""


def _show_controls(text: str) -> Iterator[_Found]:
    """Control characters as the symbols Unicode has for them (U+2400 …; one for all from U+0080 on): no page can hold
    the characters themselves."""
    for match in _CONTROL.finditer(text):
        code = ord(match.group())
        symbol = 0x2400 + code if code < 0x20 else 0x2421 if code == 0x7F else 0x2426
        yield match.start(), match.end(), chr(symbol)
