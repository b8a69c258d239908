"""The settings of ``conf.py``, and what the title page, the contents and the index are made of."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.config import ENUM, Config
from sphinx.locale import _ as sphinx_word
from sphinx.util.i18n import format_date

from .collation import choose_collation
from .errors import TypstBuildError
from .index import IndexSettings
from .locale import _, __

__all__ = [
    "SETTINGS",
    "BookSettings",
    "Setting",
    "add_settings",
    "book_name",
    "find_attachments",
    "read_settings",
    "source_date",
]

#: Languages whose books are set as Chinese ones.
_CJK = frozenset({"zh", "ja", "ko"})
#: What Sphinx calls the author of a project that names none.
_NO_AUTHOR = "Author name not set"
#: Characters that a file name must not contain on some system.
_RESERVED = frozenset('/\\:*?"<>|')


class Setting(NamedTuple):
    """A setting of ``conf.py``."""

    name: str
    default: object  #: A value, or a function of the configuration.
    types: frozenset[type] | ENUM
    description: str


def _project(config: Config) -> str:
    return str(config.project)


def _author(config: Config) -> str:
    return "" if config.author == _NO_AUTHOR else str(config.author)


def _edition(config: Config) -> list[str]:
    """Return the lines under the author: the release, and the day if the project or the environment names one."""
    release = [str(_("Release {release}")).format(release=config.release)] if config.release else []
    day = str(config.today)
    epoch = source_date()
    if not day and epoch is not None:
        pattern = config.today_fmt or sphinx_word("%b %d, %Y")
        day = format_date(pattern, date=datetime.fromtimestamp(epoch, UTC), language=config.language)
    return [*release, *([day] if day else [])]


def _theme(config: Config) -> str:
    """Return the usual theme of the project's language: a small book for Chinese, a manual for Latin scripts."""
    return "book" if str(config.language)[:2] in _CJK else "manual"


_TEXT, _FLAG, _TABLE = frozenset({str}), frozenset({bool}), frozenset({dict})
_LIST = frozenset({list, tuple})

#: No setting affects the reading of documents, so Sphinx reads no document again after a change.
SETTINGS = (
    Setting("typst_title", _project, _TEXT, "Title of the book"),
    Setting("typst_subtitle", "", _TEXT, "Line below the title"),
    Setting("typst_author", _author, _TEXT, "Author or editor of the book"),
    Setting("typst_theme", _theme, _TEXT, "Look of the book: book, manual, report, or a file relative to conf.py"),
    Setting(
        "typst_format", "", ENUM("", "a5", "a4", "letter", "screen"), "Paper of the book, if not that of its theme"
    ),
    Setting("typst_bleed", 0, frozenset({int, float}), "Millimetres around each page that are cut off"),
    Setting("typst_pdf_standards", ["ua-1"], _LIST, "Standards that the PDF conforms to"),
    Setting("typst_font_paths", [], _LIST, "Folders of fonts, relative to conf.py"),
    Setting(
        "typst_missing_glyphs",
        "warning",
        ENUM("warning", "error", "message"),
        "What a character is that no font contains: it is printed as a box with its code point",
    ),
    Setting("typst_styles", [], _LIST, "Files of Typst with styles of classes, relative to conf.py"),
    Setting("typst_filename", "book", _TEXT, "Name of the output files, without a suffix"),
    Setting("typst_exclude", [], _LIST, "Patterns of documents to leave out"),
    Setting("typst_link_schemes", ["http", "https", "mailto"], _LIST, "Schemes of addresses that become links"),
    Setting("typst_edition", _edition, _LIST, "Lines under the author: release and date"),
    Setting("typst_appendices", [], _LIST, "Documents after all others"),
    Setting("typst_imprint", [], _LIST, "Lines on the back of the title page"),
    Setting("typst_colophon", [], _LIST, "Lines on the last page"),
    Setting("typst_attachments", [], _LIST, "Patterns of files to embed in the PDF, relative to conf.py"),
    Setting("typst_parts", {}, _TABLE, "Books of some documents: name to title and list of documents"),
    Setting(
        "typst_documents", [], _LIST, "Books: start document, target, title, author, theme, whether only its toctrees"
    ),
    Setting("typst_domain_indices", True, frozenset({bool, list, tuple}), "Indices of domains: all, or some by name"),
    Setting("typst_whole", True, _FLAG, "Whether to make the book of all documents"),
)


def add_settings(app: Sphinx) -> None:
    """Register the settings, and check them when they have been read."""
    for name, default, types, description in SETTINGS:
        app.add_config_value(name, default, "", types, description)
    app.connect("config-inited", _check_settings)


def _check_settings(app: Sphinx, config: Config) -> None:
    _check_name("typst_filename", config.typst_filename)
    for entry in config.typst_documents:
        if not isinstance(entry, (list, tuple)) or not 4 <= len(entry) <= 6 or not all(map(_is_text, entry[:5])):
            message = __("typst_documents: %r is not (start, target, title, author, theme, only)")
            raise TypstBuildError(message % (entry,))
        _check_name("typst_documents", book_name(entry[1]))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def book_name(target: str) -> str:
    """Return the name of a book whose target is ``name``, ``name.pdf`` or ``name.typ``."""
    return target.removesuffix(".pdf").removesuffix(".typ")


def _check_name(setting: str, name: str) -> None:
    if not name or name != name.strip() or set(name) & _RESERVED or name in {".", "..", "template"}:
        raise TypstBuildError(__("%s: %r is not a valid file name") % (setting, name))


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What the main file of a book is made of, beside its documents."""

    title: str
    subtitle: str
    author: str
    language: str  #: As Sphinx names it: ``zh_CN``.
    edition: tuple[str, ...]  #: Lines under the author.
    contents_title: str
    page_reference: str  #: The number of a page after a link, with ``{page}``.
    epoch: int | None  #: The date of the book in seconds since 1970, if it has one.
    template: str | None = None  #: Its own look, if not that of the other books.
    imprint: tuple[str, ...] = ()  #: Lines on the back of the title page.
    colophon: tuple[str, ...] = ()  #: Lines on the last page.
    index: IndexSettings | None = None  #: Nothing: the book has no index.
    attachments: tuple[tuple[str, str], ...] = ()  #: Files to embed: path in the output folder, and name.


def read_settings(config: Config, index_groups: Mapping[str, str], attachments: Mapping[str, Path]) -> BookSettings:
    """Return the settings of the book of all documents.

    Args:
        config: The configuration of the project.
        index_groups: Headword → heading of the group of the index that it is listed in.
        attachments: Path in the output folder → file, of the files to embed.
    """
    return BookSettings(
        title=config.typst_title,
        subtitle=config.typst_subtitle,
        author=config.typst_author,
        language=config.language,
        edition=tuple(map(str, config.typst_edition)),
        contents_title=str(sphinx_word("Table of Contents")),
        page_reference=str(_(" (page {page})")),
        epoch=source_date(),
        imprint=tuple(config.typst_imprint),
        colophon=tuple(config.typst_colophon),
        index=IndexSettings(
            title=str(sphinx_word("Index")),
            other_terms=str(_("Terms")),
            subentry=str(_("{entry}, {subentry}")),
            collation=choose_collation(config.language),
            groups=index_groups,
        ),
        attachments=tuple((path, path.removeprefix("attachments/")) for path in attachments),
    )


def find_attachments(folder: Path, patterns: Sequence[str]) -> dict[str, Path]:
    """Return the files to embed in the PDF.

    Args:
        folder: The folder of ``conf.py``.
        patterns: Patterns of ``glob``, relative to it.

    Returns:
        Path in the output folder → file; a file keeps its path below the folder that its pattern begins with.
    """
    found: dict[str, Path] = {}
    for pattern in patterns:
        base = (folder / pattern.partition("*")[0]).resolve()
        base = base if base.is_dir() else base.parent
        for file in sorted(folder.glob(pattern)):
            if file.is_file():
                found[f"attachments/{file.resolve().relative_to(base).as_posix()}"] = file
    return dict(sorted(found.items()))


def source_date() -> int | None:
    """Return the date that ``SOURCE_DATE_EPOCH`` gives the book, in seconds since 1970; the clock is never used."""
    try:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    except (KeyError, ValueError):
        return None
