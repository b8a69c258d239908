"""Writing the generated pages into the Sphinx source folder: deterministic, only what changed, nothing half."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util import logging

from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.outputs.site import WORKS, generate
from jiaozhu.problems.checks import check
from jiaozhu.store import History, Manifest, load_corpus, read_history, write_if_changed
from jiaozhu.store.bibliography import as_bibtex

logger = logging.getLogger(__name__)

#: Says which files are ours. Nothing else is ever deleted.
MANIFEST = ".jiaozhu-manifest.json"
#: What our files end in.
_OURS = frozenset({".bib", ".inc", ".md", ".svg"})


def read_corpus(app: Sphinx, config: Config) -> None:
    """The corpus, before anything else: the works that notes bring must be there when the bibliography is read."""
    corpus, found = load_corpus((Path(app.confdir) / config.jiaozhu_corpus).resolve())
    app.jiaozhu_read = (corpus, found)  # type: ignore[attr-defined]
    if not config.bibtex_bibfiles:
        config.bibtex_bibfiles = [f"{config.jiaozhu_corpus}/references.bib"]
    name = f"{config.jiaozhu_folder}/{WORKS}"
    works = list(corpus.works)
    if works and name not in config.bibtex_bibfiles:
        write_if_changed(Path(app.srcdir) / name, as_bibtex(works).encode("utf-8"))
        config.bibtex_bibfiles = [*config.bibtex_bibfiles, name]


def generate_pages(app: Sphinx) -> None:
    """The corpus, carried to pages.

    Raises:
        ExtensionError: the corpus has problems. All are logged; nothing is written.
    """
    corpus, found = app.jiaozhu_read  # type: ignore[attr-defined]
    book = make_book(corpus)
    problems = check(book, found)
    for problem in problems:
        logger.error(
            "%s: %s %s%s",
            problem.place.path,
            problem.code,
            problem.message,
            _hint(problem.hint),
            location=_at(problem.place),
        )
    if problems:
        raise ExtensionError(f"the corpus has {len(problems)} problems; nothing was built", modname=__name__)
    history = read_history((Path(app.confdir) / app.config.jiaozhu_corpus).resolve())
    app.jiaozhu_history = history  # type: ignore[attr-defined]
    written = write_pages(book, Path(app.srcdir) / app.config.jiaozhu_folder, history)
    logger.info("jiaozhu: %d pages, %d files written anew", sum(1 for _ in book.pages), len(written))
    app.jiaozhu_book = book  # type: ignore[attr-defined]  # read again when the search records are written


def write_pages(book: Book, folder: Path, history: History) -> list[str]:
    """All generated files of ``book`` under ``folder``; the names of those that were not there already.

    Pages of an earlier run that are no more are deleted, if the manifest says that they were ours.
    """
    manifest = Manifest(folder / MANIFEST)
    before = manifest.names()
    names: list[str] = []
    written: list[str] = []
    for file in generate(book, history):
        names.append(file.name)
        if write_if_changed(folder / file.name, file.text.encode("utf-8")):
            written.append(file.name)
    for name in sorted(before - set(names)):
        _delete(folder, name)
    manifest.save(names)
    return written


def _delete(folder: Path, name: str) -> None:
    path = (folder / name).resolve()
    if path.is_relative_to(folder.resolve()) and path.suffix in _OURS:
        path.unlink(missing_ok=True)
        if path.parent != folder.resolve() and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _hint(hint: str) -> str:
    return f" (hint: {hint})" if hint else ""


def _at(place: tuple[str, int, int]) -> str:
    return f"{place[0]}:{place[1]}"
