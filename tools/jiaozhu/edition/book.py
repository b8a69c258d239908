"""The book: everything that is written and everything that is wrong, as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.glossary import sort_key
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.model.corpus import Corpus, Source
from jiaozhu.model.event import AnchoredEvent
from jiaozhu.model.note import AnchoredNote
from jiaozhu.model.page import Page
from jiaozhu.model.problem import Problem
from jiaozhu.model.quantity import AnchoredQuantity, Outcome
from jiaozhu.model.term import Occurrence, Term
from jiaozhu.model.witness import AnchoredVariant

__all__ = ["Book", "Draft", "Volume"]


class Draft(NamedTuple):
    """One source on its way: edited, with what is anchored to its words, not yet in pages."""

    edited: EditedSource
    notes: list[AnchoredNote]
    quantities: list[AnchoredQuantity]
    events: list[AnchoredEvent]
    variants: list[AnchoredVariant]


@dataclass(frozen=True, slots=True)
class Volume:
    """One source of the book: its account and its pages."""

    edited: EditedSource
    pages: tuple[Page, ...]

    @property
    def source(self) -> Source:
        """The source it was made from."""
        return self.edited.source


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is written, and everything that is wrong."""

    corpus: Corpus
    volumes: tuple[Volume, ...]  #: Oldest first: the order of the book.
    terms: Mapping[str, Term]  #: The entries of the glossary and of the registers, by slug.
    occurrences: Mapping[str, tuple[Occurrence, ...]]  #: By slug, in the order of the pages.
    problems: tuple[Problem, ...]
    referred: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: Blocks that others refer to, by docname.
    quantities: tuple[AnchoredQuantity, ...] = ()  #: Those whose place is known, by source.
    outcomes: tuple[Outcome, ...] = ()  #: In the order of the register.
    events: tuple[AnchoredEvent, ...] = ()  #: In the order of the pages.
    language: str = ""  #: Of the site, in which its own notes are written.

    @property
    def pages(self) -> Iterator[Page]:
        """All pages in order."""
        return (page for volume in self.volumes for page in volume.pages)

    @property
    def dictionary(self) -> list[Term]:
        """The entries of the glossary and of the registers, in the order of a dictionary of their language."""
        profile = self.profile
        return sorted(self.terms.values(), key=lambda term: sort_key(term, profile))

    @property
    def profile(self) -> LanguageProfile:
        """What is known of the language of the texts."""
        return profile_for(self.corpus.info.language)
