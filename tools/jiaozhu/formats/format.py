"""A format: how a file of one kind is recognised, read and treated. ``jiaozhu.formats.FORMATS`` has all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.sample import Sample
from jiaozhu.locale import Lazy, _
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Transcript

__all__ = ["ColumnReader", "Format", "NoTextLayer", "PageRecognizer", "Sniffed", "Transcriber"]

Transcriber = Callable[[bytes, Limits], Transcript]
#: Gets the name of the column that is the text, too; empty if the user named none.
ColumnReader = Callable[[bytes, Limits, str], Transcript]
#: Gets the name of a recogniser, too; empty for the first that is installed.
PageRecognizer = Callable[[bytes, Limits, str], Transcript]


class NoTextLayer(UnreadableSource):
    """The file has no text, or none that can be used: its pages are pictures, and can be recognised."""


class Sniffed(NamedTuple):
    """A format's claim on a file."""

    score: float  #: How sure it is, from 0 to 1.
    evidence: str | Lazy  #: What it was recognised by.


@dataclass(frozen=True, slots=True)
class Format:
    """A format that an ``about.yaml`` may name.

    A format is either text itself, whose transcript is the file, or something else (a PDF, a package, XML), of which
    ``transcribe`` makes a transcript once, deterministically, to be stored beside it.
    """

    name: str  #: As ``about.yaml`` has it; lowercase letters, digits and hyphens.
    label: str  #: What readers see, in English; translated by the catalogues.
    ending: str  #: Of the file, in a source's folder.
    read: Callable[[str], Document]  #: From the text, or the transcript.
    sniff: Callable[[Sample], Sniffed | None]  #: None if the file is of another format.
    transcribe: Transcriber | None = None  #: None if the transcript is the file itself.
    version: str = ""  #: Of the transcriber; a new one may make another transcript of the same bytes.
    kind: str = ""  #: What such a source is, for a drafted ``about.yaml``; English, translated. Empty for a document.
    scattered: bool = False  #: Whether its lines are paragraphs in whatever order a recogniser met them.
    marks_headings: bool = True  #: Whether it says which paragraphs are headings.
    whole_page: bool = False  #: Whether it holds more than the article: the menus and comments of a web page.
    family: str = ""  #: Detection can only guess between formats of one family; a person's word goes before a guess.
    rules: frozenset[str] = frozenset()  #: Rules of regularisation that it needs beside those of every text.
    fallback: bool = False  #: Whether it takes any text, so that all others, plug-ins too, are asked first.
    columns: ColumnReader | None = None  #: Makes the transcript of one column; None if it has no columns.
    recognize: PageRecognizer | None = None  #: Makes the transcript of what its pages look like; None if it has none.

    @property
    def shown(self) -> str:
        """The label in the current language."""
        return _(self.label)
