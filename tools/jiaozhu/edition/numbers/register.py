"""The register: every check computed, everything that does not fit a problem, every result a note."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from jiaozhu.edition.numbers.expression import Known, NotAnExpression, NotComputable, evaluate, names, parse, sides
from jiaozhu.language import LanguageProfile, typography
from jiaozhu.locale import N_, _
from jiaozhu.markup.shaping import filled, joined, on_a_line, sentence
from jiaozhu.markup.tree import Inline, Passage, Text
from jiaozhu.markup.writing import write_line
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.names import did_you_mean, listed, suggested
from jiaozhu.model.note import AnchoredNote, Note
from jiaozhu.model.problem import Cause, Defect, Problem, place_of
from jiaozhu.model.quantity import AnchoredQuantity, Check, Outcome, Quantity, Register, Series

__all__ = ["PREFIX", "check_register", "misplaced", "result_notes"]

_NAME = re.compile("[a-z_0-9]+")
_T = TypeVar("_T", Series, Quantity, Check)

#: Ids of the notes that are made here begin so; no other note's may.
PREFIX = "hesuan-"
#: Who signs results.
AUTHOR = N_("the editors")


class _Computed(NamedTuple):
    """What came of one check."""

    outcome: Outcome | None
    named: set[str]  #: Ids of the quantities in it.
    problems: list[Problem]


def check_register(register: Register, profile: LanguageProfile) -> tuple[list[Outcome], list[Problem]]:
    """Compute every check.

    A check whose result is not what its editor found is a problem too: either a number was copied wrongly, or the
    sources were misread.

    Args:
        register: Quantities and checks.
        profile: Of the language of the texts, for the numbers in their quotes.

    Returns:
        The checks that have a result, each with it, and a problem for everything that is wrong.
    """
    problems: list[Problem] = []
    series = _by_id(register.series, problems, _("series '{id}' exists twice: here and at line {line}"))
    quantities = _by_id(register.quantities, problems, _("quantity '{id}' exists twice: here and at line {line}"))
    _by_id(register.checks, problems, _("check '{id}' exists twice: here and at line {line}"))
    outcomes: list[Outcome] = []
    used: set[str] = set()
    for quantity in register.quantities:
        problems += _quantity_problems(quantity, series, profile)
    for check in register.checks:
        outcome, named, found = _compute(check, quantities)
        used |= named
        problems += found
        if outcome is not None:
            outcomes.append(outcome)
    problems += [_unused(item) for item in quantities.values() if item.series is None and item.id not in used]
    return outcomes, problems


def misplaced(corpus: Corpus) -> list[Problem]:
    """Return a problem for every quantity whose source or text does not exist."""
    texts = {source.siglum: [text.id for text in source.edition.texts] for source in corpus.sources}
    problems = []
    for quantity in corpus.register.quantities:
        if quantity.source not in texts:
            key = "source"
            message = _("no source '{source}'", source=quantity.source)
            hint = listed(_("the sources are"), quantity.source, texts)
            suggestion, name = suggested(quantity.source, texts), quantity.source
        elif quantity.target.text not in texts[quantity.source]:
            key, name = "text", quantity.target.text or ""
            message = _("source '{source}' has no text '{text}'", source=quantity.source, text=name)
            hint = listed(_("its texts are"), name, texts[quantity.source])
            suggestion = suggested(name, texts[quantity.source])
        else:
            continue
        problems.append(Problem(place_of(quantity, key), "F602", message, hint, suggestion, _no_name(name)))
    return problems


def result_notes(
    outcomes: Iterable[Outcome],
    anchored: Mapping[str, AnchoredQuantity],
    titles: Mapping[str, str],
    kind: NoteKind,
) -> Iterator[tuple[str, AnchoredNote]]:
    """Yield siglum and note for each result that says something at its place, in the language in use.

    Numbers that agree without more to say have no note: the page of numbers lists them.

    Args:
        outcomes: From ``check_register``.
        anchored: Quantities by id.
        titles: Titles of pages by docname.
        kind: Of the notes.
    """
    for outcome in outcomes:
        check = outcome.check
        if outcome.agrees and not check.remark:
            continue
        on = anchored.get(check.on)
        if on is None:
            continue
        elsewhere = {
            quantity.docname: quantity
            for name in sorted(names(parse(check.expression)))
            if (quantity := anchored.get(name)) is not None and quantity.docname != on.docname
        }
        note = Note(
            id=PREFIX + check.id.replace("_", "-"),
            target=on.quantity.target,
            kind=kind,
            author=_(AUTHOR),
            date="",
            body=_body(outcome, [(titles[docname], quantity) for docname, quantity in elsewhere.items()]),
            place=check.place,
            body_line=check.place.line,
        )
        yield on.quantity.source, AnchoredNote(note, *on.anchor)


def _by_id(items: Sequence[_T], problems: list[Problem], twice: str) -> dict[str, _T]:
    """Items by id; a problem for each that has the id of an earlier one."""
    found: dict[str, _T] = {}
    for item in items:
        first = found.setdefault(item.id, item)
        if first is not item:
            message = twice.format(id=item.id, line=first.place.line)
            problems.append(Problem(item.place, "F601", message, _("give one of the two another id")))
    return found


def _quantity_problems(quantity: Quantity, series: Collection[str], profile: LanguageProfile) -> Iterator[Problem]:
    if quantity.series is not None and quantity.series not in series:
        hint = did_you_mean(quantity.series, series) or _("add it under 'series', or correct the name")
        message = _("no series '{name}'", name=quantity.series)
        suggestion = suggested(quantity.series, series)
        yield Problem(place_of(quantity, "series"), "F602", message, hint, suggestion, _no_name(quantity.series))
    if quantity.value not in profile.numerals.find(quantity.target.quote):
        message = _(
            "the number {shown} is not in its quote 「{quote}」", shown=quantity.shown, quote=quantity.target.quote
        )
        hint = _("'value' is the number as the source states it, and the quote must contain it")
        yield Problem(quantity.target.place, "F607", message, hint)


def _unused(quantity: Quantity) -> Problem:
    message = _("quantity '{id}' is in no check and no series", id=quantity.id)
    return Problem(quantity.place, "F606", message, _("write a check that uses it, or name the series it belongs to"))


def _compute(check: Check, quantities: Mapping[str, Quantity]) -> _Computed:
    try:
        tree = parse(check.expression)
    except NotAnExpression as error:
        return _Computed(None, {check.on, *_NAME.findall(check.expression)}, [_unparsed(check, error)])
    named = names(tree) | {check.on}
    missing = sorted(named - quantities.keys())
    if missing:
        return _Computed(None, named, [_unknown(check, name, quantities) for name in missing])
    known = {name: Known(quantities[name].value, quantities[name].date) for name in named}
    try:
        agrees = evaluate(tree, known)
        if agrees != check.agrees:
            return _Computed(None, named, [_surprise(check, agrees, tree, known)])
    except NotComputable as error:
        message = _("check '{id}' cannot be computed: {why}", id=check.id, why=error)
        hint = _("correct the expression, or give the quantities the dates it needs")
        return _Computed(None, named, [Problem(check.expression_place, "F605", message, hint)])
    return _Computed(Outcome(check, agrees), named, [])


def _unparsed(check: Check, error: NotAnExpression) -> Problem:
    message = _(
        "{why} (character {column} of 「{expression}」)",
        why=error,
        column=error.column + 1,
        expression=check.expression,
    )
    hint = error.hint or _("such as: {example}", example="round(part / whole * 100, 2) == percentage")
    return Problem(check.expression_place, "F603", message, hint)


def _unknown(check: Check, name: str, quantities: Collection[str]) -> Problem:
    where = place_of(check, "on") if name == check.on else check.expression_place
    message = _("check '{id}' names '{name}', which is not a quantity", id=check.id, name=name)
    hint = listed(_("the quantities are"), name, sorted(quantities), 8)
    return Problem(where, "F602", message, hint, suggested(name, quantities), _no_name(name))


def _no_name(name: str) -> Cause:
    return Cause(Defect.UNKNOWN_NAME, name)


def _surprise(check: Check, agrees: bool, tree: ast.expr, known: Mapping[str, Known]) -> Problem:
    compared = sides(tree, known)
    shown = f" ({compared})" if compared else ""
    message = (
        _("check '{id}' holds{shown}, but its editor expected that it does not", id=check.id, shown=shown)
        if agrees
        else _("check '{id}' does not hold{shown}, but its editor expected that it does", id=check.id, shown=shown)
    )
    hint = _("look at the source again: correct the quantities or the expression, or change 'expected'")
    return Problem(check.expression_place, "F604", message, hint)


def _body(outcome: Outcome, elsewhere: Sequence[tuple[str, AnchoredQuantity]]) -> str:
    """The note's text, as MyST."""
    set_as = typography()
    check = outcome.check
    found = (
        _("By computation, {says}: the numbers agree.")
        if outcome.agrees
        else _("By computation, {says}: the numbers do not agree.")
    )
    parts = [filled(found, says=on_a_line(set_as.bare(check.says)).text)]
    if check.remark:
        parts.append(sentence(check.remark))
    if elsewhere:
        links: list[tuple[Inline, ...]] = [
            (Passage(set_as.titled(_plain(title)), quantity.docname, quantity.anchor.block),)
            for title, quantity in elsewhere
        ]
        parts.append(filled(_("See {places}."), places=joined(Text(set_as.item), links)))
    return write_line(joined(Text(set_as.sentence), parts), opens_line=True)


def _plain(title: str) -> str:
    """A title as a link's words: roles take no backticks or angle brackets."""
    return title.translate({ord(char): None for char in "`<>\n"})
