"""The header of a TEI file: what it is, who made it, from what, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from jiaozhu.edition.book import Book
from jiaozhu.language import label
from jiaozhu.locale import _
from jiaozhu.model.corpus import CorpusInfo, Source
from jiaozhu.model.page import Page
from jiaozhu.outputs.tei.elements import add

__all__ = ["SOURCE", "responsible", "write_header", "write_plain_header"]

#: Id of the source as a witness.
SOURCE = "source"


def responsible(source: Source, info: CorpusInfo) -> Mapping[str, str]:
    """Return the ids of those who did something to a source's texts, by name."""
    names = [*info.editors, *(emendation.resp for emendation in source.emendations)]
    names += [note.author for note in source.notes] + [reading.by for reading in source.proofreadings]
    return {name: f"r-{number}" for number, name in enumerate(dict.fromkeys(filter(None, names)), 1)}


def write_plain_header(root: Element, title: str, info: CorpusInfo) -> Element:
    """Write the header of a file that has no text of a source; return the element of its description."""
    header = add(root, "teiHeader")
    description = add(header, "fileDesc")
    statement = add(description, "titleStmt")
    add(statement, "title", title)
    for name in info.editors:
        add(statement, "editor", name)
    _published(description, info)
    add(add(description, "sourceDesc"), "p", info.description or info.title)
    return header


def write_header(root: Element, book: Book, source: Source, page: Page, people: Mapping[str, str]) -> None:
    """Write the header of a text.

    Args:
        root: The file's element.
        book: The edition.
        source: Of the text.
        page: The text.
        people: Ids of those who are responsible, by name.
    """
    info, about = book.corpus.info, source.about
    header = add(root, "teiHeader")
    description = add(header, "fileDesc")
    statement = add(description, "titleStmt")
    add(statement, "title", page.title)
    for author in page.authors:
        add(statement, "author", author)
    for name, id in people.items():
        made = add(statement, "respStmt", id=id)
        add(made, "resp", _("edition"))
        add(made, "name", name)
    _published(description, info)
    listed = add(add(description, "sourceDesc"), "listWit")
    witness = add(listed, "witness", id=SOURCE)
    bibl = add(witness, "bibl")
    add(bibl, "title", about.title)
    if about.publisher:
        add(bibl, "publisher", about.publisher)
    if page.date:
        add(bibl, "date", page.date, when=page.date)
    add(bibl, "idno", about.sha256, type="sha256")
    add(bibl, "note", about.provenance, type="provenance")
    add(bibl, "note", about.rights, type="rights")
    for other in page.witnesses:
        made = add(listed, "witness", id=f"w-{other.siglum}")
        add(made, "abbr", other.name)
        add(add(made, "bibl"), "title", other.title)
    _encoded(header, page)
    profile = add(header, "profileDesc")
    add(add(profile, "langUsage"), "language", info.language, ident=info.language)
    add(add(add(profile, "textClass"), "keywords"), "term", label(page.genre))
    readings = [reading for reading in source.proofreadings if reading.text == page.text]
    if readings:
        revised = add(header, "revisionDesc")
        for reading in readings:
            words = _("Proofread against the source.") + (f" {reading.note}" if reading.note else "")
            add(revised, "change", words, when=reading.date, who=f"#{people[reading.by]}")


def _published(description: Element, info: CorpusInfo) -> None:
    published = add(description, "publicationStmt")
    add(published, "publisher", ", ".join(info.editors) or info.title)
    if info.date:
        add(published, "date", info.date, when=info.date)
    add(add(published, "availability"), "licence", info.rights or info.title)
    series = add(description, "seriesStmt")
    add(series, "title", info.title)


def _encoded(header: Element, page: Page) -> None:
    """How emendations and variants are encoded, and what rules have done to the text, in sums."""
    encoded = add(header, "encodingDesc")
    add(encoded, "variantEncoding", method="parallel-segmentation", location="internal")
    if page.witnesses:
        add(encoded, "variantEncoding", method="double-end-point", location="external")
    if page.rules:
        declared = add(add(encoded, "editorialDecl"), "normalization")
        for rule in page.rules:
            words = _("{reason}: {places} places, {characters} characters")
            said = words.format(reason=_(rule.reason), places=rule.places, characters=rule.characters)
            add(declared, "p", said, n=rule.rule)
