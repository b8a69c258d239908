"""The register: every check reckoned, everything that does not fit a problem, every result a note."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from jiaozhu.edition.numbers.expression import Known, NotAnExpression, Unreckonable, evaluate, names, parse, sides
from jiaozhu.edition.numbers.numerals import numbers
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.figure import AnchoredFigure, Check, Figure, Outcome, Register, Series
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.model.note import AnchoredNote, Note
from jiaozhu.model.problem import Problem, place_of

_NAME = re.compile("[a-z_0-9]+")
_T = TypeVar("_T", Series, Figure, Check)

#: Ids of the notes that are made here begin so; no other note's may.
PREFIX = "hesuan-"
_MEND = "mend the expression, or give the figures the dates it needs"
#: Who signs what was reckoned.
AUTHOR = "编者"


def reckon(register: Register) -> tuple[list[Outcome], list[Problem]]:
    """Every check that can be reckoned, with what came of it; and a problem for everything that is wrong.

    A check that comes out otherwise than its editor found is a problem too: either a number was copied wrongly, or
    the sources were read wrongly.
    """
    problems: list[Problem] = []
    series = _by_id(register.series, "series", problems)
    figures = _by_id(register.figures, "figure", problems)
    _by_id(register.checks, "check", problems)
    outcomes: list[Outcome] = []
    used: set[str] = set()
    for figure in register.figures:
        problems += _figure_problems(figure, series)
    for check in register.checks:
        outcome, named, found = _reckon(check, figures)
        used |= named
        problems += found
        if outcome is not None:
            outcomes.append(outcome)
    for figure in figures.values():
        if figure.series is None and figure.id not in used:
            hint = "write a check that uses it, or name the series it belongs to"
            problems.append(Problem(figure.place, "F606", f"figure '{figure.id}' is in no check and no series", hint))
    return outcomes, problems


def strays(corpus: Corpus) -> list[Problem]:
    """A problem for every figure whose source or text does not exist."""
    texts = {source.siglum: [text.id for text in source.edition.texts] for source in corpus.sources}
    problems = []
    for figure in corpus.register.figures:
        if figure.source not in texts:
            message, hint = f"there is no source '{figure.source}'", listed("the sources are", figure.source, texts)
            key = "source"
        elif figure.target.text not in texts[figure.source]:
            message = f"source '{figure.source}' has no text '{figure.target.text}'"
            hint = listed("its texts are", figure.target.text or "", texts[figure.source])
            key = "text"
        else:
            continue
        problems.append(Problem(place_of(figure, key), "F602", message, hint))
    return problems


def told(
    outcomes: Iterable[Outcome], anchored: Mapping[str, AnchoredFigure], titles: Mapping[str, str], kind: NoteKind
) -> Iterator[tuple[str, AnchoredNote]]:
    """Siglum and note for each outcome whose place is known.

    Args:
        outcomes: From ``reckon``.
        anchored: Figures by id.
        titles: Titles of pages by docname.
    """
    for outcome in outcomes:
        check = outcome.check
        on = anchored.get(check.on)
        if on is not None:
            elsewhere = {
                figure.docname: figure
                for name in sorted(names(parse(check.expression)))
                if (figure := anchored.get(name)) is not None and figure.docname != on.docname
            }
            body = _body(outcome, [(titles[docname], figure) for docname, figure in elsewhere.items()])
            note = Note(
                id=PREFIX + check.id.replace("_", "-"),
                target=on.figure.target,
                kind=kind,
                author=AUTHOR,
                date="",
                body=body,
                place=check.place,
                body_line=check.place.line,
            )
            yield on.figure.source, AnchoredNote(note, *on.anchor)


def _by_id(items: Sequence[_T], kind: str, problems: list[Problem]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for item in items:
        first = found.setdefault(item.id, item)
        if first is not item:
            message = f"{kind} '{item.id}' is there twice: here and at line {first.place.line}"
            problems.append(Problem(item.place, "F601", message, "give one of the two another id"))
    return found


def _figure_problems(figure: Figure, series: Collection[str]) -> Iterator[Problem]:
    if figure.series is not None and figure.series not in series:
        hint = did_you_mean(figure.series, series) or "add it under 'series', or mend the name"
        yield Problem(place_of(figure, "series"), "F602", f"there is no series '{figure.series}'", hint)
    if figure.value not in numbers(figure.target.quote):
        message = f"the number {figure.shown} does not stand in its quote 「{figure.target.quote}」"
        hint = "'value' is the number as the source states it; the quote must hold it"
        yield Problem(figure.target.place, "F607", message, hint)


def _reckon(check: Check, figures: Mapping[str, Figure]) -> tuple[Outcome | None, set[str], list[Problem]]:
    try:
        tree = parse(check.expression)
    except NotAnExpression as error:
        message = f"{error} (character {error.column + 1} of 「{check.expression}」)"
        hint = error.hint or "such as: round(part / whole * 100, 2) == percentage"
        return (
            None,
            {check.on, *_NAME.findall(check.expression)},
            [Problem(check.expression_place, "F603", message, hint)],
        )
    named = names(tree) | {check.on}
    missing = sorted(named - figures.keys())
    if missing:
        return None, named, [_unknown(check, name, figures) for name in missing]
    known = {name: Known(figures[name].value, figures[name].date) for name in named}
    try:
        agrees = evaluate(tree, known)
        if agrees != check.agrees:
            return None, named, [_surprise(check, agrees, tree, known)]
    except Unreckonable as error:
        return (
            None,
            named,
            [Problem(check.expression_place, "F605", f"check '{check.id}' cannot be reckoned: {error}", _MEND)],
        )
    return Outcome(check, agrees), named, []


def _unknown(check: Check, name: str, figures: Collection[str]) -> Problem:
    where = place_of(check, "on") if name == check.on else check.expression_place
    hint = listed("the figures are", name, sorted(figures), 8)
    return Problem(where, "F602", f"check '{check.id}' names no figure: '{name}'", hint)


def _surprise(check: Check, agrees: bool, tree: ast.expr, known: Mapping[str, Known]) -> Problem:
    compared = sides(tree, known)
    shown = f" ({compared})" if compared else ""
    message = f"check '{check.id}' {'holds' if agrees else 'does not hold'}{shown}, and its editor expected otherwise"
    hint = "look at the source again: mend the figures or the expression, or say what is so in 'expected'"
    return Problem(check.expression_place, "F604", message, hint)


def _body(outcome: Outcome, elsewhere: Sequence[tuple[str, AnchoredFigure]]) -> str:
    """The note's text, as MyST."""
    check = outcome.check
    parts = [f"经核算，{escape_line(check.says.rstrip('。'))}，{'相合' if outcome.agrees else '不合'}。"]
    if check.remark:
        parts.append(escape_line(check.remark.rstrip("。")) + "。")
    if elsewhere:
        links = [
            f"{{ref}}`《{_plain(title)}》 <{figure.docname}#{figure.anchor.block}>`" for title, figure in elsewhere
        ]
        parts.append(f"参看{'、'.join(links)}。")
    return "".join(parts)


def _plain(title: str) -> str:
    """A title as a link's words: roles take no backticks or angle brackets."""
    return title.translate({ord(char): None for char in "`<>\n"})
