"""The files of pictures of pages: brought beside the pages if they may be published, and taken away if not any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from jiaozhu.edition.pipeline import Book
from jiaozhu.sphinx_ext.around.facsimiles import FOLDER, picture_name
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["ship_pictures"]


def ship_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Copy the pictures that may be published beside the pages, and delete those that may not be any more."""
    if exception is not None or not is_site(app):
        return
    wanted = dict(_published(state_of(app).book, Path(app.confdir, app.config.jiaozhu_corpus)))
    out = Path(app.outdir)
    for name, source in wanted.items():
        write_if_changed(out / name, source.read_bytes(), lasting=False)
    for path in sorted((out / FOLDER).rglob("*")) if (out / FOLDER).is_dir() else ():
        if path.is_file() and path.relative_to(out).as_posix() not in wanted:
            path.unlink()


def _published(book: Book, corpus: Path) -> Iterator[tuple[str, Path]]:
    for volume in book.volumes:
        source = volume.source
        if source.facsimile is not None and source.facsimile.is_published:
            for picture in source.facsimile.pages:
                if picture.file is not None:
                    yield picture_name(source.siglum, picture), corpus / "sources" / source.siglum / picture.file
