"""Figures: numbers the sources state, and what can be reckoned of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Place, Places


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that belong in one table, and in one chart if there are enough of them."""

    id: str
    title: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a source states it."""

    id: str
    source: str  #: Siglum.
    target: Target  #: The words that state it; ``target.text`` is always set.
    claim: str  #: What the number says.
    value: Fraction
    shown: str  #: The value as it was written down: ``92.37``.
    unit: str
    date: str | None  #: The time the number speaks of.
    place: Place
    series: str | None = None
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Check:
    """What can be reckoned of figures, and what its editor found."""

    id: str
    on: str  #: Id of the figure at whose place the result is told.
    expression: str
    says: str  #: How it was reckoned, for the reader.
    agrees: bool  #: What the editor found.
    place: Place
    expression_place: Place
    remark: str = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """``figures.yaml``: all figures of a corpus and the checks on them."""

    series: tuple[Series, ...] = ()
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()


class Outcome(NamedTuple):
    """A check and what came of it."""

    check: Check
    agrees: bool


class AnchoredFigure(NamedTuple):
    """A figure and where it stands."""

    figure: Figure
    anchor: Anchor

    @property
    def docname(self) -> str:
        """The page on which it stands."""
        return f"{self.figure.source}/{self.anchor.text}"
