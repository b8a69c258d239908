"""Regularisation: named rules, in a fixed order, each of which can be switched off for a source.

A rule looks at the present reading of one block and proposes edits. It never decides whether they are applied:
``Text.revise`` drops every edit that meets an editor's own act. The order is data (``RULES``): loops and doublings
first, because the others would only polish what is thrown away; widths before spaces, because a space is judged
by the punctuation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jiaozhu.edition.editing.loops import find_loops
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.text import Edit, Text

_Change = tuple[int, int, str]

#: Kinds of block that a page shows large or small, and that producers set twice to make them bold.
DISPLAY_KINDS = frozenset({"kicker", "title", "subtitle", "heading", "subheading", "caption", "credit", "byline"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way of regularising."""

    name: str  #: As switched in ``edition.yaml`` under ``rules``.
    kind: ActKind
    reason: str  #: What the reader is told.
    find: Callable[[str], Iterable[_Change]]
    formats: frozenset[str] | None = None  #: Formats for which it is on by default; None for all.
    blocks: frozenset[str] | None = None  #: Kinds of block it looks at; None for all.

    @property
    def act(self) -> Act:
        """The one act that all its changes share."""
        return Act(self.kind, f"rule:{self.name}", self.reason, rule=self.name)


_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_WIDE = _HAN + "、。〃々〆〇《》「」『』【】〔〕（），：；？！“”‘’…—％～・①-⑳"
_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))

# Patterns begin with the characters they look for, which a search skips to; context behind is asked for afterwards.
# Runs of white space are matched from their beginning only, or long ones would cost the square of their length.
_LINE_END = re.compile(r"\n\s*")
_HYPHENATED = re.compile("[a-z][a-z]-$")
_BEFORE_LINE_END = frozenset(" \t\u3000\r")
_PUNCTUATION = re.compile(
    rf"[,:;?!()](?:(?=[{_WIDE}])|(?<=[{_WIDE}][,:;?!()])|(?<=[)%][,:;])(?=[0-9A-Za-z]))",
)
_BRACKETS = re.compile("[()]")
_QUOTES = re.compile('"')
_BLANKS = re.compile(r"[ \t]+")
_SPACE = re.compile(
    rf"(?<=[{_HAN}])[ \t]+(?=[0-9A-Za-z.+%])|(?<=[0-9A-Za-z.+%])[ \t]+(?=[{_HAN}])"
    r"|(?<=[、。《》（），：；？！“”‘’…—])[ \t]+|[ \t]+(?=[、。《》（），：；？！“”‘’…—])"
)
_SPACED_OUT = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[ \u3000][{_HAN}])+(?![{_HAN}])|(?<=[0-9]) (?=[{_HAN}] [{_HAN}])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _join_lines(text: str) -> Iterator[_Change]:
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        while start and text[start - 1] in _BEFORE_LINE_END:
            start -= 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if before == "-" and _HYPHENATED.search(text, max(0, start - 3), start) and after.islower() and after.isascii():
            yield start - 1, end, ""  # a word divided at the end of its line
            continue
        words = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        yield start, end, " " if words and not (before.isdigit() and after.isdigit()) else ""


def _leave_out_doublings(text: str) -> Iterator[_Change]:
    return ((start, end, "") for start, end in doubled_runs(text))


def _leave_out_loops(text: str) -> Iterator[_Change]:
    return ((start, end, "") for start, end in find_loops(text))


def _close_letter_spacing(text: str) -> Iterator[_Change]:
    for match in _SPACED_OUT.finditer(text):
        if match.group().isspace():
            yield match.start(), match.end(), ""
        elif len(match.group()) >= 5:  # three characters: two might be a two-part name or title
            for index in range(match.start(), match.end()):
                if text[index].isspace():
                    yield index, index + 1, ""


def _curl_quotes(text: str) -> Iterator[_Change]:
    """Straight quotes in pairs; a block with an odd number is left to an editor."""
    places = [match.start() for match in _QUOTES.finditer(text)]
    if len(places) % 2 == 0:
        for index, place in enumerate(places):
            yield place, place + 1, "”" if index % 2 else "“"


def _widen_punctuation(text: str) -> Iterator[_Change]:
    """A mark is judged by what stands beside it; of a pair of brackets, if one is widened so is the other."""
    places = {match.start() for match in _PUNCTUATION.finditer(text)}
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            pair = {opened.pop(), match.start()}
            if pair & places:
                places |= pair
    return ((place, place + 1, _FULL[text[place]]) for place in sorted(places))


def _close_spaces(text: str) -> Iterator[_Change]:
    for blanks in _BLANKS.finditer(text):
        if _SPACE.match(text, blanks.start()):
            yield *blanks.span(), ""


def _trim(text: str) -> Iterator[_Change]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start:
        yield 0, start, ""
    if start < end < len(text):
        yield end, len(text), ""


def _show_controls(text: str) -> Iterator[_Change]:
    """Control characters as the symbols Unicode has for them (U+2400 …; one for all from U+0080 on): no page can hold
    the characters themselves."""
    for match in _CONTROL.finditer(text):
        code = ord(match.group())
        symbol = 0x2400 + code if code < 0x20 else 0x2421 if code == 0x7F else 0x2426
        yield match.start(), match.end(), chr(symbol)


RULES: tuple[Rule, ...] = (
    Rule("controls", ActKind.REGULARIZED, "控制字符改作可见符号", _show_controls),
    Rule("loops", ActKind.SURPLUS, "转录失控所生的循环，不入正文", _leave_out_loops),
    Rule("joins", ActKind.REGULARIZED, "接合折行", _join_lines),
    Rule(
        "doublings",
        ActKind.SURPLUS,
        "重叠取字所生的重文，不入正文",
        _leave_out_doublings,
        frozenset({"wrapped-pdf"}),
        DISPLAY_KINDS,
    ),
    Rule(
        "letter-spacing",
        ActKind.REGULARIZED,
        "合拢标题中逐字的空格",
        _close_letter_spacing,
        frozenset({"wrapped-pdf"}),
        DISPLAY_KINDS,
    ),
    Rule("quotes", ActKind.REGULARIZED, "直引号改作弯引号", _curl_quotes),
    Rule("punctuation", ActKind.REGULARIZED, "半角标点改作全角", _widen_punctuation),
    Rule("spaces", ActKind.REGULARIZED, "去除汉字与数字、标点之间的空格", _close_spaces),
    Rule("edges", ActKind.REGULARIZED, "去除段首段尾的空白", _trim),
)
RULE_NAMES = tuple(rule.name for rule in RULES)


def rules_for(format: str, switches: Mapping[str, bool]) -> tuple[Rule, ...]:
    """The rules that are on for a source of ``format`` whose edition has ``switches``, in order."""
    return tuple(rule for rule in RULES if switches.get(rule.name, rule.formats is None or format in rule.formats))


class Regularizer:
    """Runs the rules of one source over its blocks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule, rule.act) for rule in rules]

    def __call__(self, text: Text, kind: str) -> Text:
        """``text``, regularised as a block of ``kind``."""
        for rule, act in self._rules:
            if rule.blocks is not None and kind not in rule.blocks:
                continue
            edits = [Edit(start, end, new, act) for start, end, new in rule.find(text.reading)]
            if edits:
                text = text.revise(edits, skip_conflicts=True)
        return text
