"""What a corpus gives the builder of the book: imprint and colophon, groups of the index, books of single texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _, ngettext, pgettext
from jiaozhu.sphinx_ext.books.plates import Plates
from jiaozhu.sphinx_ext.products import part_name
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.state import state_of


@in_site_language
def prepare_book(app: Sphinx) -> None:
    """Settle those settings of the builder that a project leaves open."""
    if app.builder.name != "typst":
        return
    app.add_post_transform(KeptBlanks)
    if app.config.jiaozhu_plates:
        app.add_post_transform(Plates)
    book, config = state_of(app).book, app.config
    if config.typst_theme == "book":
        config.typst_theme = str(Path(__file__).with_name("edition.typ"))
    config.typst_styles = [str(Path(__file__).with_name("book.typ")), *config.typst_styles]
    config.typst_imprint = config.typst_imprint or list(_imprint(book, config.jiaozhu_edition))
    config.typst_colophon = config.typst_colophon or list(_colophon(book, config.jiaozhu_edition))
    if config.typst_missing_glyphs == "warning":
        config.typst_missing_glyphs = "message"  # a rare character in one text must not keep back the edition
    if config.jiaozhu_parts:
        config.typst_parts = {**config.typst_parts, **dict(_parts(book, config.jiaozhu_parts, config.jiaozhu_folder))}


class KeptBlanks(SphinxPostTransform):
    """Keeps the blanks of code, of which the compiler would make one."""

    default_priority = 900
    formats = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for paragraph in self.document.findall(nodes.paragraph):
            if "jz-code" in paragraph["classes"]:
                for text in list(paragraph.findall(nodes.Text)):
                    text.parent.replace(text, nodes.Text(text.astext().replace(" ", "\u00a0")))


@in_site_language
def index_groups(app: Sphinx) -> dict[str, str]:
    """Return the group of each headword in the index."""
    corpus = state_of(app).book.corpus
    groups = corpus.info.kinds.groups
    return {term.headword: _(group) for group in groups for term in corpus.entries if term.kind.group == group}


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
            raise ExtensionError(f"'{target}' is neither a source nor a text", modname=__name__)


def _imprint(book: Book, edition: str) -> Iterator[str]:
    info = book.corpus.info
    editors = pgettext("between names", ", ").join(info.editors)
    yield f"{info.title}\u3000{info.subtitle}"
    yield _("Edited by {editors}", editors=editors)
    yield info.description
    if edition:
        yield _("Version: {version}", version=edition)
    yield _("Rights: {rights}", rights=info.rights)
    year = edition[:4] if edition[:4].isdigit() else ""
    version = _("version {version}. ", version=edition) if edition else ""
    cited = f"{editors}. {info.title}[M/OL]. {version}{f'{year}. ' if year else ''}{info.repository or ''}"
    yield _("Cite as: {reference}", reference=cited).rstrip()


def _colophon(book: Book, edition: str) -> Iterator[str]:
    texts = sum(1 for _page in book.pages)
    characters = sum(volume.edited.ledger.length for volume in book.volumes)
    accounted = sum(volume.edited.ledger.accounted for volume in book.volumes)
    sources = ngettext("{count} source", "{count} sources", len(book.volumes), count=len(book.volumes))
    count = ngettext("{count} text", "{count} texts", texts, count=texts)
    yield _("{title} has {sources} and {texts}.", title=book.corpus.info.title, sources=sources, texts=count)
    yield _(
        "The sources have {characters} characters; {accounted} are accounted for.",
        characters=f"{characters:,}",
        accounted=f"{accounted:,}",
    )
    yield _(
        "Set in Noto Serif SC, with headings in Noto Sans SC (SIL Open Font License) and Latin letters in Libertinus "
        "Serif, by Typst."
    )
    if edition:
        yield _("Printed from version {version}.", version=edition)
