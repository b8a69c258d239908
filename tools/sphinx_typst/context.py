"""What the writer of a document is given: plain data about the document's place in the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from .colours import CodeColours
from .labels import Target
from .latex_tokens import Macros

__all__ = ["DocumentContext", "Subdocument"]

#: The parts of a number: 3.1 is (3, 1).
Number = tuple[int, ...]


class Subdocument(NamedTuple):
    """A document that is included in another, at the toctree that names it."""

    docname: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """A document's place in the project. Nothing in it changes while the document is written."""

    docname: str
    source_folder: Path
    offset: int = 0  #: How many levels its headings are lowered in the book.
    #: Of each toctree the documents that are included there; a toctree that is missing includes none.
    subdocuments: Mapping[nodes.Element, tuple[Subdocument, ...]] = field(default_factory=dict)
    section_numbers: Mapping[str, Number] = field(default_factory=dict)  #: By ``#id``; the document's own by ``""``.
    #: Kind (``figure``, ``table``, ``code-block``) → id → number; empty without ``numfig``.
    figure_numbers: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    number_formats: Mapping[str, str] = field(default_factory=dict)  #: Kind → ``Fig. %s``.
    image_names: Mapping[str, str] = field(default_factory=dict)  #: File of the sources → name among the images.

    equation_numbers: Mapping[str, str] = field(default_factory=dict)  #: Id of a displayed formula → its number.
    #: Types of nodes that extensions number → kind of :attr:`figure_numbers`.
    numbered_types: Mapping[type, str] = field(default_factory=dict)
    macros: Macros = field(default_factory=dict)  #: The project's own commands of mathematics.
    colours: CodeColours = field(default_factory=lambda: CodeColours("sphinx"))  #: Those of code.
    downloads: Mapping[str, str] = field(default_factory=dict)  #: File of the sources → name among the attachments.
    link_schemes: frozenset[str] = frozenset({"http", "https", "mailto"})  #: Schemes of addresses that become links.

    def target(self, id_: str = "") -> Target:
        """Return an id of the document, or the document itself, as a target."""
        return Target(self.docname, id_)

    def targets_of(self, node: nodes.Element) -> tuple[Target, ...]:
        """Return the ids of *node* as targets."""
        return tuple(self.target(id_) for id_ in node["ids"])

    def caption_number(self, node: nodes.Element, kind: str) -> str:
        """Return the number of a figure, table or code block as text (``Fig. 1``), empty if it has none."""
        numbers = self.figure_numbers.get(kind, {})
        number = next((numbers[id_] for id_ in node["ids"] if id_ in numbers), None)
        if number is None:
            return ""
        words = ".".join(map(str, number))
        pattern = self.number_formats.get(kind, "%s")
        return pattern % words if pattern.count("%s") == 1 else f"{pattern} {words}"
