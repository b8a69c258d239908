"""Quantities: numbers that the sources state, and what can be computed from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Date, Expression, Flat, Id, Key, Name, Special, Unit, Words
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Place, Places


@dataclass(frozen=True, slots=True)
class Series:
    """Quantities that belong in one table, and in one chart if there are enough of them."""

    id: Name
    title: Annotated[Words, Key(about="What the numbers are of.")]
    unit: Annotated[Words, Key(about="The unit of all of them, such as km.")]
    place: Annotated[Place, At(("id",))]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source states it."""

    id: Annotated[Name, Key(about="Its name in expressions.")]
    source: Annotated[Id, Key(about="The source's siglum.")]
    #: The words that state it; ``target.text`` is always set.
    target: Annotated[
        Target,
        Flat(
            ("text", "quote", "prefix", "suffix"),
            required=("text",),
            unlimited=True,
            about=(
                ("quote", "The words that state it, exactly as on the page and only once in the text."),
                ("prefix", "The words right before the quote, if the quote is not unique."),
                ("suffix", "The words right after the quote, if the quote is not unique."),
            ),
        ),
    ]
    claim: Annotated[Words, Key(about="What the number says, in a few words.")]
    value: Annotated[Fraction, Special.NUMBER, Key(about="The number as it stands: 92.37 for 92.37%.")]
    shown: Annotated[str, Beside]  #: The value as it was written down: ``92.37``.
    unit: Annotated[Unit, Key(about="Its unit, such as km or a per cent sign; empty for a bare number.", default="")]
    date: Annotated[Date | None, Key(about="The time the number speaks of; null if it is not known.")]
    place: Annotated[Place, At(("id",))]
    series: Name | None = None
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Check:
    """What can be computed from quantities, and what its editor found."""

    id: Name
    on: Annotated[Name, Key(about="The quantity at whose place the result is shown.")]
    expression: Annotated[
        Expression,
        Key(
            about="A comparison of quantities and numbers, with + - * / **, brackets, and, or, not, round, abs, min, "
            "max, years(a, b), days(a, b) and weekday(a)."
        ),
    ]
    #: How it was computed, for the reader.
    says: Annotated[Words, Key(about="How it was computed, in plain words and numbers for the reader.")]
    agrees: Annotated[bool, Special.FINDING, Key("expected", about="What the editor found.")]
    place: Annotated[Place, At(("id",))]
    expression_place: Annotated[Place, At(("expression",))]
    remark: Words = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """``figures.yaml``: all quantities of a corpus and the checks on them."""

    series: tuple[Series, ...] = ()
    quantities: Annotated[tuple[Quantity, ...], Key("figures")] = ()
    checks: tuple[Check, ...] = ()


class Outcome(NamedTuple):
    """A check and what came of it."""

    check: Check
    agrees: bool


class AnchoredQuantity(NamedTuple):
    """A quantity and where it is stated."""

    quantity: Quantity
    anchor: Anchor

    @property
    def docname(self) -> str:
        """The page on which it is stated."""
        return f"{self.quantity.source}/{self.anchor.text}"
