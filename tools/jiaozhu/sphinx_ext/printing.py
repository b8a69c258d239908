"""What a corpus says to the builder of the book: imprint and colophon, groups of the index, books of single texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from jiaozhu.edition.pipeline import Book

#: Kinds of term that are listed by themselves; all others follow as words.
_GROUPS = {"person": "人名", "place": "地名", "institution": "机构", "firm": "机构"}


def prepare_book(app: Sphinx) -> None:
    """Settings of the builder that a project leaves open."""
    if app.builder.name != "typst":
        return
    book: Book = app.jiaozhu_book  # type: ignore[attr-defined]
    config = app.config
    config.typst_styles = [str(Path(__file__).with_name("book.typ")), *config.typst_styles]
    config.typst_imprint = config.typst_imprint or list(_imprint(book, config.jiaozhu_edition))
    config.typst_colophon = config.typst_colophon or list(_colophon(book, config.jiaozhu_edition))
    if config.jiaozhu_parts:
        config.typst_parts = {**config.typst_parts, **dict(_parts(book, config.jiaozhu_parts, config.jiaozhu_folder))}


def index_groups(app: Sphinx) -> dict[str, str]:
    """The group of each headword."""
    order = dict.fromkeys(_GROUPS.values())
    book: Book = app.jiaozhu_book  # type: ignore[attr-defined]
    terms = [(_GROUPS[term.kind], term.headword) for term in book.corpus.terms if term.kind in _GROUPS]
    return {headword: group for wanted in order for group, headword in terms if group == wanted}


def part_name(target: str) -> str:
    """The name of the book of a source or a text: ``nanbei-2019-05/jishi`` as ``nanbei-2019-05-jishi``."""
    return target.replace("/", "-")


def _parts(book: Book, wanted: str, folder: str) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    """The books that ``wanted`` names: ``all`` for each text, or sigla and texts with commas between."""
    pages = {page.docname: page for page in book.pages}
    volumes = {volume.source.siglum: volume for volume in book.volumes}
    for target in list(pages) if wanted == "all" else wanted.split(","):
        if target in pages:
            yield part_name(target), (pages[target].title, [f"{folder}/{target}"])
        elif target in volumes:
            yield part_name(target), (volumes[target].source.about.title, [f"{folder}/{target}/index"])
        else:
            raise ExtensionError(f"there is no source and no text '{target}'", modname=__name__)


def _imprint(book: Book, edition: str) -> Iterator[str]:
    info = book.corpus.info
    editors = "、".join(info.editors)
    yield f"{info.title}　{info.subtitle}"
    yield f"{editors} 编"
    yield info.description
    if edition:
        yield f"版本：{edition}"
    yield f"权利：{info.rights}"
    year = edition[:4] if edition[:4].isdigit() else ""
    cited = f"{editors}. {info.title}[M/OL]. {f'{edition}版. ' if edition else ''}{f'{year}. ' if year else ''}"
    yield f"引用：{cited}{info.repository or ''}".rstrip()


def _colophon(book: Book, edition: str) -> Iterator[str]:
    texts = sum(1 for _ in book.pages)
    characters = sum(volume.edited.ledger.length for volume in book.volumes)
    accounted = sum(volume.edited.ledger.accounted for volume in book.volumes)
    yield f"《{book.corpus.info.title}》收来源 {len(book.volumes)} 种，文字 {texts} 篇。"
    yield f"原文共 {characters:,} 字，入账 {accounted:,} 字。"
    yield "正文宋体与小标题黑体用思源宋体、思源黑体（SIL 开放字体许可），西文用 Libertinus Serif，以 Typst 排版。"
    if edition:
        yield f"本书据 {edition} 的版本排印。"
