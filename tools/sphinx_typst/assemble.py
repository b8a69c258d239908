"""The book as a whole: its order, its links, and the main file that holds it together."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .chapter import Chapter, LinkStart, Source
from .escape import escape_text, quote_string
from .index import BookIndex
from .labels import Target, label_value
from .translator import document_path

__all__ = ["Book", "BookSettings", "Entry"]

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[_-][A-Z][a-z]{3})?(?:[_-]([A-Za-z]{2}))?(?:[.@].*)?")


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What the title page and the template need to know."""

    title: str
    subtitle: str
    author: str
    language: str  #: as Sphinx names it: ``zh_CN``
    paper: str  #: ``a5`` or ``a4``
    contents_title: str
    epoch: int | None  #: the book's date, if it has one
    imprint: tuple[str, ...] = ()  #: lines on the back of the title page
    colophon: tuple[str, ...] = ()  #: lines on the last page
    index_title: str = ""
    index_groups: Mapping[str, str] = field(default_factory=dict)  #: of some terms the group they are listed in
    attachments: tuple[tuple[str, str], ...] = ()  #: files that the PDF carries: path in the book's folder, and name


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the root toctree."""

    docname: str
    offset: int  #: how many levels its headings go down
    part: str = ""  #: the caption of its toctree, if a part of the book begins here


@dataclass(slots=True)
class Book:
    """The translated documents, and how they stand in the book."""

    root_doc: str
    chapters: dict[str, Chapter] = field(default_factory=dict)  #: in the order of the book
    entries: list[Entry] = field(default_factory=list)
    index: BookIndex = field(default_factory=BookIndex)
    under: dict[str, list[str]] = field(default_factory=dict)  #: documents that stand in another, in order

    def part(self, docnames: Iterable[str]) -> Book:
        """Return a book of some documents, those that stand in them, and the works they cite."""
        chosen: dict[str, Chapter] = {}

        def take(docname: str, levels: int) -> None:
            if docname in self.chapters and docname not in chosen:
                chosen[docname] = self.chapters[docname].moved(levels)
                for name in self.under.get(docname, ()):
                    take(name, levels)

        entries = [Entry(docname, 0) for docname in docnames if docname in self.chapters]
        for entry in entries:
            take(entry.docname, -self.chapters[entry.docname].offset)
        wanted = {link.target for chapter in chosen.values() for link in chapter.links()}
        for docname, chapter in self.chapters.items():
            if docname not in chosen and chapter.optional_targets & wanted:
                chosen[docname] = chapter.without_unwanted(wanted).moved(-chapter.offset)
                entries.append(Entry(docname, 0))
        return Book(self.root_doc, chosen, entries)

    def targets(self) -> dict[Target, Target]:
        """Return every place that can be linked to, each with the one that stands for it."""
        found: dict[Target, Target] = {}
        for chapter in self.chapters.values():
            for target, standing in chapter.targets():
                found.setdefault(target, standing)
        # The root document need not be in the book; its place is the title page.
        found.setdefault(Target(self.root_doc), Target(self.root_doc))
        return found

    def links(self) -> Iterator[tuple[str, LinkStart]]:
        """Yield every link inside the book, with the document it stands in."""
        for chapter in self.chapters.values():
            for link in chapter.links():
                yield chapter.docname, link

    def sources(self, targets: Mapping[Target, Target]) -> Iterator[tuple[str, Source]]:
        """Yield the Typst source of every document."""
        wanted = self._wanted(targets)
        header = '#import "/template.typ": *\n\n'
        for docname, chapter in self.chapters.items():
            yield docname, chapter.render(targets, wanted, header)

    def _wanted(self, targets: Mapping[Target, Target]) -> set[Target]:
        return {targets[link.target] for _, link in self.links() if link.target in targets}

    def main_source(self, settings: BookSettings, targets: Mapping[Target, Target]) -> str:
        """Return the main file: settings, then the documents of the root toctree in order."""
        root = Target(self.root_doc)
        is_title_page_wanted = root in self._wanted(targets) and self.root_doc not in self.chapters
        lines = [
            '#import "/template.typ": *',
            "",
            "#show: book.with(",
            f"  title: {quote_string(settings.title)},",
            f"  subtitle: {quote_string(settings.subtitle)},",
            f"  author: {quote_string(settings.author)},",
            *(f"  {name}: {value}," for name, value in _locale(settings.language)),
            f"  paper: {quote_string(settings.paper)},",
            f"  date: {_date(settings.epoch)},",
            f"  contents-title: {quote_string(settings.contents_title)},",
            *([f"  label: {label_value(root)},"] if is_title_page_wanted else []),
            *([f"  imprint: {_array(settings.imprint)},"] if settings.imprint else []),
            ")",
            "",
        ]
        lines += [_attachment(path, name) for path, name in settings.attachments]
        if self.root_doc in self.chapters:
            lines += [self._chapter(Entry(self.root_doc, 0)), ""]
        for entry in self.entries:
            if entry.part:
                lines += [f"#part[{escape_text(entry.part)}]"]
            lines += [self._chapter(entry), ""]
        index = self.index.source(settings.index_title, settings.index_groups)
        lines += [index, ""] if index else []
        lines += [f"#colophon({_array(settings.colophon)})", ""] if settings.colophon else []
        return "\n".join(lines).rstrip("\n") + "\n"

    def _chapter(self, entry: Entry) -> str:
        title = quote_string(self.chapters[entry.docname].title)
        path = quote_string(f"/{document_path(entry.docname)}")
        sections = ", sections: true" if len(self.chapters) == 1 else ""
        return f"#chapter(title: {title}, offset: {entry.offset}{sections}, include {path})"


def _array(lines: Iterable[str]) -> str:
    return f"({''.join(f'{quote_string(line)}, ' for line in lines)})"


def _attachment(path: str, name: str) -> str:
    """A file that the PDF carries, with all that PDF/A-3 wants to know of it."""
    content = f"{quote_string(name)}, read({quote_string(f'/{path}')}, encoding: none)"
    mime_type, description = quote_string(_mime_type(name)), quote_string(name)
    return f'#pdf.attach({content}, relationship: "source", mime-type: {mime_type}, description: {description})'


def _mime_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "text/plain"


def _locale(language: str) -> Iterator[tuple[str, str]]:
    """Yield language and region as Typst names them."""
    match = _LANGUAGE.fullmatch(language)
    lang, region = (match[1], match[2]) if match else ("zh", "CN")
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
