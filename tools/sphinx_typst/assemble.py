"""The book as a whole: its order, its links, and the main file that holds it together."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .chapter import Chapter, Source, document_path
from .domain_indices import DomainIndex, domain_index_source
from .escape import escape_text, quote_string
from .index import INDEX, index_source
from .labels import Target, label_value
from .settings import BookSettings
from .tokens import LinkStart

__all__ = ["Book", "TopDocument"]

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[_-][A-Z][a-z]{3})?(?:[_-]([A-Za-z]{2}))?(?:[.@].*)?")


@dataclass(frozen=True, slots=True)
class TopDocument:
    """A document of the root toctree."""

    docname: str
    offset: int  #: How many levels its headings are lowered.
    part: str = ""  #: The caption of its toctree, if a part of the book begins here.


@dataclass(frozen=True, slots=True)
class Book:
    """The translated documents, and their order in the book."""

    root_doc: str
    chapters: Mapping[str, Chapter] = field(default_factory=dict)  #: By docname, in the order of the book.
    top: tuple[TopDocument, ...] = ()
    indices: tuple[DomainIndex, ...] = ()  #: Those of domains.

    def part(self, docnames: Iterable[str]) -> Book:
        """Return a book of some documents, those that are included in them, and the works they cite."""
        chosen: dict[str, Chapter] = {}

        def take(docname: str, levels: int) -> None:
            if docname in self.chapters and docname not in chosen:
                chosen[docname] = self.chapters[docname].moved(levels)
                for name in self.chapters[docname].subdocuments:
                    take(name, levels)

        top = [TopDocument(docname, 0) for docname in docnames if docname in self.chapters]
        for document in top:
            take(document.docname, -self.chapters[document.docname].offset)
        wanted = {link.target for chapter in chosen.values() for link in chapter.links()}
        for docname, chapter in self.chapters.items():
            if docname not in chosen and chapter.optional_targets & wanted:
                chosen[docname] = chapter.without_unwanted(wanted).moved(-chapter.offset)
                top.append(TopDocument(docname, 0))
        return Book(self.root_doc, chosen, tuple(top))

    def targets(self) -> dict[Target, Target]:
        """Return every place that can be linked to, each with the target it is written as."""
        found: dict[Target, Target] = {}
        for chapter in self.chapters.values():
            for target, written in chapter.targets():
                found.setdefault(target, written)
        # The root document need not be in the book; its place is the title page.
        found.setdefault(Target(self.root_doc), Target(self.root_doc))
        for target in (Target(index.docname) for index in self.indices):
            found.setdefault(target, target)
        if any(chapter.index.terms or chapter.index.entries for chapter in self.chapters.values()):
            found.setdefault(INDEX, INDEX)
        return found

    def links(self) -> Iterator[tuple[str, LinkStart]]:
        """Yield every link inside the book, with the document it is in."""
        for chapter in self.chapters.values():
            for link in chapter.links():
                yield chapter.docname, link

    def images(self) -> list[tuple[str, str]]:
        """Return file of the sources and name among the book's images, for each image of the book."""
        return sorted({pair for chapter in self.chapters.values() for pair in chapter.images.items()})

    def attachments(self) -> dict[str, str]:
        """Return file of the sources and name, of the files that documents offer for download."""
        found: dict[str, str] = {}
        for chapter in self.chapters.values():
            for file, name in sorted(chapter.attached.items()):
                is_taken = name in found.values() and file not in found
                found.setdefault(file, file.replace("/", "-") if is_taken else name)
        return found

    def sources(self, targets: Mapping[Target, Target]) -> Iterator[tuple[str, Source]]:
        """Yield the name and the Typst source of every document.

        Args:
            targets: What :meth:`targets` returns.
        """
        wanted = self._wanted(targets)
        header = '#import "/template.typ": *\n\n'
        for docname, chapter in self.chapters.items():
            yield docname, chapter.render(targets, wanted, header)

    def _wanted(self, targets: Mapping[Target, Target]) -> set[Target]:
        links = {link.target for _docname, link in self.links()}
        listed = {entry.target for index in self.indices for _letter, entries in index.letters for entry in entries}
        return {targets[target] for target in links | listed if target is not None and target in targets}

    def main_source(self, settings: BookSettings, targets: Mapping[Target, Target], boxed: str = "") -> str:
        """Return the main file: settings, the documents of the root toctree in order, the index.

        Args:
            settings: Settings and words of the book.
            targets: What :meth:`targets` returns.
            boxed: Characters that no font contains, which are printed as boxes.
        """
        root = Target(self.root_doc)
        is_title_page_wanted = root in self._wanted(targets) and self.root_doc not in self.chapters
        lines = [*_header(settings, label_value(root) if is_title_page_wanted else "", boxed)]
        lines += [_attachment(path, name) for path, name in settings.attachments]
        if self.root_doc in self.chapters:
            lines += [self._chapter(TopDocument(self.root_doc, 0)), ""]
        for document in self.top:
            if document.part:
                lines += [f"#part[{escape_text(document.part)}]"]
            lines += [self._chapter(document), ""]
        for domain_index in self.indices:
            lines += [domain_index_source(domain_index, targets), ""]
        if settings.index:
            index = index_source((chapter.index for chapter in self.chapters.values()), settings.index)
            lines += [index, ""] if index else []
        lines += [f"#colophon({_array(settings.colophon)})", ""] if settings.colophon else []
        return "\n".join(lines).rstrip("\n") + "\n"

    def _chapter(self, document: TopDocument) -> str:
        title = quote_string(self.chapters[document.docname].title)
        path = quote_string(f"/{document_path(document.docname)}")
        sections = ", sections: true" if len(self.chapters) == 1 else ""
        depth = self.chapters[document.docname].tocdepth
        tocdepth = f", tocdepth: {depth}" if depth is not None else ""
        return f"#chapter(title: {title}, offset: {document.offset}{sections}{tocdepth}, include {path})"


def _header(settings: BookSettings, label: str, boxed: str) -> Iterator[str]:
    """Yield the beginning of the main file; *label* is that of the title page, if something links to it."""
    before, _page, after = settings.page_reference.partition("{page}")
    yield '#import "/template.typ": *'
    yield ""
    if boxed:
        yield f"#show: boxed.with({quote_string(boxed)})"
    yield "#show: book.with("
    yield f"  title: {quote_string(settings.title)},"
    yield f"  subtitle: {quote_string(settings.subtitle)},"
    yield f"  author: {quote_string(settings.author)},"
    for name, value in _locale(settings.language):
        yield f"  {name}: {value},"
    if settings.edition:
        yield f"  edition: {_array(settings.edition)},"
    yield f"  date: {_date(settings.epoch)},"
    yield f"  contents-title: {quote_string(settings.contents_title)},"
    yield f"  page-reference: ({quote_string(before)}, {quote_string(after)}),"
    if label:
        yield f"  label: {label},"
    if settings.imprint:
        yield f"  imprint: {_array(settings.imprint)},"
    yield ")"
    yield ""


def _array(lines: Iterable[str]) -> str:
    return f"({''.join(f'{quote_string(line)}, ' for line in lines)})"


def _attachment(path: str, name: str) -> str:
    """Return the markup of an embedded file, with all that PDF/A-3 requires."""
    content = f"{quote_string(name)}, read({quote_string(f'/{path}')}, encoding: none)"
    mime_type, description = quote_string(_mime_type(name)), quote_string(name)
    return f'#pdf.attach({content}, relationship: "source", mime-type: {mime_type}, description: {description})'


def _mime_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "text/plain"


def _locale(language: str) -> Iterator[tuple[str, str]]:
    """Yield language and region as Typst names them."""
    match = _LANGUAGE.fullmatch(language)
    lang, region = (match[1], match[2]) if match else ("en", None)
    yield "language", quote_string(lang)
    yield "region", quote_string((region or ("cn" if lang == "zh" else "")).lower())


def _date(epoch: int | None) -> str:
    if epoch is None:
        return "none"
    date = datetime.fromtimestamp(epoch, UTC)
    return (
        f"datetime(year: {date.year}, month: {date.month}, day: {date.day},"
        f" hour: {date.hour}, minute: {date.minute}, second: {date.second})"
    )
