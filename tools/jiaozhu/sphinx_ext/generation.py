"""Reading the corpus and writing its pages into the Sphinx source folder: only what changed, nothing half written.

Sphinx publishes every document that it finds there. So nothing may be there that was not generated: a file that a
stranger has committed would be on the site without being in the corpus.
"""

from __future__ import annotations

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util import logging

from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.locale import _, use_language
from jiaozhu.outputs.drawings.drawing import TEMPLATES
from jiaozhu.outputs.rendering import Renderer
from jiaozhu.outputs.site import WORKS, generate
from jiaozhu.problems.checks import check
from jiaozhu.sphinx_ext.rendering import OWN_TEMPLATES
from jiaozhu.sphinx_ext.state import BuildState, begin, state_of
from jiaozhu.store import History, Manifest, load_corpus, read_history, settle, sweep, write_if_changed
from jiaozhu.store.bibliography import as_bibtex
from jiaozhu.store.files import is_passed_over

logger = logging.getLogger(__name__)

#: Lists the files that are generated. Nothing else is ever deleted.
MANIFEST = ".jiaozhu-manifest.json"
#: The endings of generated files.
_OURS = frozenset({".bib", ".inc", ".md", ".svg"})
#: The endings of files that Sphinx and MyST may read by themselves.
_READ = frozenset({".ipynb", ".md", ".myst", ".rst", ".txt"})


def read_corpus(app: Sphinx, config: Config) -> None:
    """Read the corpus, before anything else: works that notes bring are needed when the bibliography is read."""
    root = (Path(app.confdir) / config.jiaozhu_corpus).resolve()
    settle(root)
    corpus, found = load_corpus(root)
    folders = [Path(app.confdir, folder) for folder in config.templates_path]
    begin(app, BuildState(Renderer([*folders, OWN_TEMPLATES, TEMPLATES], config.language), corpus, found, root))
    if not config.bibtex_bibfiles:
        config.bibtex_bibfiles = [f"{config.jiaozhu_corpus}/references.bib"]
    folder = Path(app.srcdir) / config.jiaozhu_folder
    refuse_links(folder)
    name = f"{config.jiaozhu_folder}/{WORKS}"
    works = list(corpus.works)
    if works and name not in config.bibtex_bibfiles:
        Manifest(folder / MANIFEST).note(WORKS)
        write_if_changed(folder / WORKS, as_bibtex(works).encode("utf-8"))
        config.bibtex_bibfiles = [*config.bibtex_bibfiles, name]


def generate_pages(app: Sphinx) -> None:
    """Make the book of the corpus and write its pages.

    Raises:
        ExtensionError: The corpus has problems. All are logged; nothing is written.
    """
    state = state_of(app)
    book = make_book(state.corpus, app.config.language)
    problems = check(book, state.problems)
    for problem in problems:
        hint = f" (hint: {problem.hint})" if problem.hint else ""
        place = problem.place
        logger.error(
            "%s: %s %s%s", place.path, problem.code, problem.message, hint, location=f"{place.path}:{place.line}"
        )
    if problems:
        raise ExtensionError(f"the corpus has {len(problems)} problems; nothing was built", modname=__name__)
    folder = Path(app.srcdir) / app.config.jiaozhu_folder
    with use_language(app.config.language):
        state.history = read_history((Path(app.confdir) / app.config.jiaozhu_corpus).resolve())
        written = write_pages(book, folder, state.history)
    refuse_strays(folder)
    logger.info("jiaozhu: %d pages; files written: %d", sum(1 for _ in book.pages), len(written))
    state.made, state.identity, state.openings = book, None, None


def write_pages(book: Book, folder: Path, history: History) -> list[str]:
    """Write all generated files of a book.

    Pages of an earlier run that are not generated any more are deleted if the manifest lists them.

    Args:
        book: The book.
        folder: Where its files go.
        history: Who changed which file of the corpus.

    Returns:
        The names of the files that were not there, or had other contents.
    """
    refuse_links(folder)
    for path in (folder, *_paths(folder)):
        sweep(path)
    manifest = Manifest(folder / MANIFEST)
    before = manifest.names()
    names: list[str] = []
    written: list[str] = []
    for file in generate(book, history):
        names.append(file.name)
        if file.name not in before:
            manifest.note(file.name)
        if write_if_changed(folder / file.name, file.text.encode("utf-8")):
            written.append(file.name)
    for name in sorted(before - set(names)):
        _delete(folder, name)
    manifest.save(names)
    return written


def refuse_links(folder: Path) -> None:
    """Refuse to write through links.

    Args:
        folder: Where generated files go.

    Raises:
        ExtensionError: It is a link, or there is one in it.
    """
    links = [folder] if folder.is_symlink() else [path for path in _paths(folder) if path.is_symlink()]
    if links:
        names = ", ".join(sorted(map(os.path.relpath, links)))
        raise ExtensionError(
            _("the folder of generated files has links: {names}; delete them", names=names), modname=__name__
        )


def refuse_strays(folder: Path) -> None:
    """Refuse files that were not generated: they would be published. An editor's copies are passed over, if Sphinx
    does not read them.

    Args:
        folder: Where generated files are.

    Raises:
        ExtensionError: There are such files.
    """
    manifest = Manifest(folder / MANIFEST)
    known = manifest.names() | manifest.files
    names = {path.relative_to(folder).as_posix() for path in _paths(folder) if not path.is_dir()}
    strays = sorted(name for name in names - known if Path(name).suffix in _READ or not is_passed_over(Path(name).name))
    if strays:
        shown = ", ".join(os.path.relpath(folder / name) for name in strays)
        message = _("the folder of generated files has others: {names}; move them elsewhere", names=shown)
        raise ExtensionError(message, modname=__name__)


def _paths(folder: Path) -> list[Path]:
    """Everything below a folder; links are not followed."""
    found = []
    for above, folders, files in os.walk(folder):
        found += [Path(above, name) for name in (*folders, *files)]
    return found


def _delete(folder: Path, name: str) -> None:
    path = (folder / name).resolve()
    if path.is_relative_to(folder.resolve()) and path.suffix in _OURS:
        path.unlink(missing_ok=True)
        if path.parent != folder.resolve() and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
