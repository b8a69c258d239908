"""The files that are offered for download and that no builder of books has made: texts, data, sources as received."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx.application import Sphinx

import jiaozhu
from jiaozhu.edition.book import Book
from jiaozhu.model.corpus import Source
from jiaozhu.model.facsimile import FOLDER as PAGES
from jiaozhu.model.facsimile import PICTURES
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.registry import Output, export, outputs
from jiaozhu.sphinx_ext.generation import MANIFEST
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import Manifest, write_if_changed
from jiaozhu.store.files import is_passed_over

__all__ = ["FOLDER", "made_files", "offered_outputs", "received_name"]

#: Where they are, from the site's root.
FOLDER = "downloads"
#: The endings that a browser shows as text, and those that it neither shows nor runs. Whatever else a stranger has sent
#: (a web page, a drawing) might run in the site's name; it is offered as text.
_TEXTS = frozenset({".txt", ".md", ".csv"})
_INERT = frozenset({".pdf", ".docx", ".odt", ".epub", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
#: The first moment that a zip archive can name.
_FIRST = (1980, 1, 1, 0, 0, 0)
#: Of the file that says for which state of the corpus the downloads were made.
_STAMP = "downloads.json"


def offered_outputs() -> list[Output]:
    """Return the outputs that readers may download."""
    return [output for output in outputs().values() if output.offered]


def received_name(source: Source) -> str:
    """Return where a source is offered as it was received, below its folder: nothing that a browser would run."""
    suffix = Path(source.about.file).suffix.lower()
    shown = suffix in _TEXTS or suffix in _INERT
    return f"{source.siglum}/{source.about.file}{'' if shown else '.txt'}"


def made_files(app: Sphinx, out: Path) -> dict[str, int]:
    """Write what is made of the book, unless the corpus is as it was.

    Args:
        app: The build.
        out: The site's folder.

    Returns:
        The size of each file in bytes, by its name from the site's root.
    """
    stamp, state = Path(app.doctreedir) / _STAMP, _state(app)
    known, before = _read(stamp)
    if known == state and all((out / name).is_file() for name in before):
        return before
    made: dict[str, int] = {}
    for name, data in _made(app):
        write_if_changed(out / name, data, lasting=False)
        made[name] = len(data)
    for name in before.keys() - made.keys():
        (out / name).unlink(missing_ok=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(stamp, json.dumps([state, made]).encode(), lasting=False)
    return made


def _read(stamp: Path) -> tuple[str, dict[str, int]]:
    """For which state of the corpus files were made, and their sizes."""
    try:
        state, made = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return "", {}
    return state, made


def _state(app: Sphinx) -> str:
    """A digest of all that downloads are made of."""
    state, config = state_of(app), app.config
    found = hashlib.sha256(
        repr((jiaozhu.__version__, config.language, [item.name for item in offered_outputs()])).encode()
    )
    found.update(repr(sorted(state.history.items())).encode("utf-8", "replace"))
    for path in _corpus_files(state.root, state.corpus.sources):
        about = path.stat()
        found.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _made(app: Sphinx) -> Iterator[tuple[str, bytes]]:
    """What is made of the book and of the corpus, by its name on the site."""
    state = state_of(app)
    book, texts = state.book, {page.docname for page in state.book.pages}
    for output in offered_outputs():
        files = [file for file in _files(app, output, book) if file.text]
        for file in files:
            if len(files) == 1 or file.name.rpartition(".")[0] in texts:
                yield f"{FOLDER}/{output.name}/{file.name}", file.text.encode("utf-8")
        if len(files) > 1:
            yield f"{FOLDER}/{output.name}.zip", _zip((file.name, file.text.encode("utf-8")) for file in files)
    for source in book.corpus.sources:
        yield f"{FOLDER}/sources/{received_name(source)}", source.data
    root = state.root
    paths = _corpus_files(root, book.corpus.sources)
    yield (
        f"{FOLDER}/corpus.zip",
        _zip((f"corpus/{path.relative_to(root).as_posix()}", path.read_bytes()) for path in paths),
    )


def _files(app: Sphinx, output: Output, book: Book) -> Iterator[Generated]:
    """The files of an output. The pages of the site have been written already."""
    if output.name != "myst":
        yield from export(output, book, state_of(app).history, app.config.language)
        return
    folder = Path(app.srcdir) / app.config.jiaozhu_folder
    for name in sorted(Manifest(folder / MANIFEST).names()):
        yield Generated(name, (folder / name).read_text("utf-8"))


def _corpus_files(root: Path, sources: tuple[Source, ...]) -> Iterator[Path]:
    """The files of a corpus, in order: no links, no copies of editors, no pictures that readers may not see."""
    closed = {
        root / "sources" / source.siglum / folder
        for source in sources
        for folder in (PAGES, PICTURES)
        if source.facsimile is None or not source.facsimile.is_published
    }
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not is_passed_over(name) and Path(folder, name) not in closed)
        for name in sorted(names):
            path = Path(folder, name)
            if not is_passed_over(name) and path.is_file() and not path.is_symlink():
                yield path


def _zip(files: Iterator[tuple[str, bytes]]) -> bytes:
    """An archive that is alike wherever and whenever it is made."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in files:
            info = ZipInfo(name, _FIRST)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, data)
    return made.getvalue()
