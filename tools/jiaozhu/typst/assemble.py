"""The book as a whole: its order, its links, and the main file that holds it together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .chapter import Chapter, LinkStart, Source
from .escape import escape_text, quote_string
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
            ")",
            "",
        ]
        if self.root_doc in self.chapters:
            lines += [self._chapter(Entry(self.root_doc, 0)), ""]
        for entry in self.entries:
            if entry.part:
                lines += [f"#part[{escape_text(entry.part)}]"]
            lines += [self._chapter(entry), ""]
        return "\n".join(lines).rstrip("\n") + "\n"

    def _chapter(self, entry: Entry) -> str:
        title = quote_string(self.chapters[entry.docname].title)
        path = quote_string(f"/{document_path(entry.docname)}")
        sections = ", sections: true" if len(self.chapters) == 1 else ""
        return f"#chapter(title: {title}, offset: {entry.offset}{sections}, include {path})"


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
