"""What readers may take with them: books, texts and data, each only if it is there.

Books come from the folder of what was built. The rest is made of the book by the registered outputs that are offered
(``Output.offered``), so that an output of another package is offered too; a source is offered as it was received.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from jiaozhu.locale import _
from jiaozhu.sphinx_ext.files.download_files import FOLDER, made_files, offered_outputs, received_name
from jiaozhu.sphinx_ext.offers import Download, Downloads
from jiaozhu.sphinx_ext.products import BOOKS, is_site, part_name
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["offer_downloads", "safe_name"]


@in_site_language
def offer_downloads(app: Sphinx) -> None:
    """Write what is offered, and note it for the pages that offer it."""
    if is_site(app):
        state, out = state_of(app), Path(app.outdir)
        books = _Books.of(app)
        books.ship(out)
        made = made_files(app, out)
        state.downloads = Downloads(tuple(_of_edition(app, books, made)), _of_texts(app, books, made))


class _Books(NamedTuple):
    """Books that were built, by their names on the site."""

    files: Mapping[str, Path]

    @staticmethod
    def of(app: Sphinx) -> _Books:
        """Find those that the settings name."""
        config = app.config
        folder = Path(app.confdir, config.jiaozhu_pdf_folder) if config.jiaozhu_pdf_folder else None
        found = {f"{BOOKS}/{path.name}": path for path in sorted(folder.glob("*.pdf"))} if folder else {}
        for name, setting in (("book.pdf", config.jiaozhu_book), ("book.epub", config.jiaozhu_epub)):
            path = Path(app.confdir, setting)
            if setting and path.is_file():
                found[f"{FOLDER}/{name}"] = path
        return _Books(found)

    def ship(self, out: Path) -> None:
        """Copy them beside the pages, and delete those that are no more."""
        for name, path in self.files.items():
            write_if_changed(out / name, path.read_bytes(), lasting=False)
        for path in [*(out / BOOKS).glob("*.pdf"), out / FOLDER / "book.pdf", out / FOLDER / "book.epub"]:
            if path.relative_to(out).as_posix() not in self.files:
                path.unlink(missing_ok=True)

    def offered(self, name: str, label: str, saved: str) -> Iterator[Download]:
        """Yield a book, if there is one of that name."""
        if name in self.files:
            yield Download(label, name, saved, self.files[name].stat().st_size)


def _of_edition(app: Sphinx, books: _Books, made: Mapping[str, int]) -> Iterator[Download]:
    title = safe_name(state_of(app).corpus.info.title)
    yield from books.offered(f"{FOLDER}/book.pdf", _("The book (PDF)"), f"{title}.pdf")
    yield from books.offered(f"{FOLDER}/book.epub", _("The book for e-readers (EPUB)"), f"{title}.epub")
    for output in offered_outputs():
        archive = f"{FOLDER}/{output.name}.zip"
        single = [name for name in made if name.startswith(f"{FOLDER}/{output.name}/")]
        if archive in made:
            yield Download(_(output.offered), archive, f"{title}-{output.name}.zip", made[archive])
        elif len(single) == 1:
            yield Download(_(output.offered), single[0], Path(single[0]).name, made[single[0]])
    name = f"{FOLDER}/corpus.zip"
    if name in made:
        yield Download(_("All data: sources, readings, notes, glossary"), name, f"{title}-corpus.zip", made[name])


def _of_texts(app: Sphinx, books: _Books, made: Mapping[str, int]) -> dict[str, tuple[Download, ...]]:
    book, found = state_of(app).book, {}
    title = safe_name(book.corpus.info.title)
    endings, offered = sorted({Path(name).suffix for name in made}), offered_outputs()
    for volume in book.volumes:
        source = f"{FOLDER}/sources/{received_name(volume.source)}"
        for page in volume.pages:
            name, saved = part_name(page.docname), safe_name(page.title)
            items = [
                *books.offered(f"{BOOKS}/{name}.pdf", _("This text (PDF)"), f"{saved}.pdf"),
                *books.offered(f"{FOLDER}/book.pdf", _("The book (PDF)"), f"{title}.pdf"),
                *books.offered(f"{FOLDER}/book.epub", _("The book for e-readers (EPUB)"), f"{title}.epub"),
            ]
            for output in offered:
                names = [f"{FOLDER}/{output.name}/{page.docname}{ending}" for ending in endings]
                items += [
                    Download(_(output.offered), name, saved + Path(name).suffix, made[name])
                    for name in names
                    if name in made
                ]
            if source in made:
                items.append(Download(_("The source as received"), source, Path(source).name, made[source]))
            found[page.docname] = tuple(items)
    return found


def safe_name(title: str) -> str:
    """Return a title as a file's name on any system: no separators, no control characters, at most 60 code points."""
    kept = "".join(" " if char in '\\/:*?"<>|' or not char.isprintable() else char for char in title)
    return " ".join(kept.split())[:60].strip(". ") or "text"
