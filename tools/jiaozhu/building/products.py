"""What can be built: the site, the book, books of parts, the book for e-readers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from jiaozhu.building.places import Places, working
from jiaozhu.building.publishing import Publication, settle_all
from jiaozhu.building.running import Run
from jiaozhu.store import locked, try_git, unbroken

__all__ = ["build", "build_book", "build_epub", "build_html", "build_part", "build_pdf", "edition"]

#: Names in a stage that are not for readers.
_PRIVATE = frozenset({".buildinfo", ".buildinfo.bak", "_sources"})
_Tell = Callable[[str], None]


def build(places: Places, parts: Sequence[str], tell: _Tell | None = None) -> list[Path]:
    """Build some of the site (``html``), the book (``pdf``) and the book for e-readers (``epub``).

    All are built before the first is put into its place, so that a build that fails leaves everything as it was.

    Args:
        places: Where things are.
        parts: What is built.
        tell: Reports which other build is waited for.

    Returns:
        The paths of what was built.

    Raises:
        BuildFailed: A warning or an error; everything is as it was.
        OSError: It cannot be written; everything is as it was.
    """
    with _begun(places, tell) as (run, publication):
        made = []
        books, book, epub = places.books, places.pdf, places.epub
        if "pdf" in parts:
            stage = run.stage("typst", {"jiaozhu_edition": edition(places.corpus), "jiaozhu_parts": "all"})
            book = stage / "book.pdf"
            publication.file(places.pdf, book.read_bytes())
            of_texts = {path.name: path for path in (stage / "parts").glob("*/*.pdf")}
            before = {path.name for path in places.books.glob("*.pdf")}
            books = publication.folder(places.books, of_texts, before)
            made.append(places.pdf)
        if "epub" in parts:
            settings = {"version": edition(places.corpus) or "0", "epub_basename": "book"}
            epub = run.stage("epub", settings) / "book.epub"
            publication.file(places.epub, epub.read_bytes())
            made.append(places.epub)
        if "html" in parts:  # the last: the site offers the books
            stage = run.stage("html", _of_the_site(places, books, book, epub))
            publication.folder(places.html, dict(_files(stage)))
            made.append(places.html / "index.html")
        publication.commit()
    return made


def build_html(places: Places) -> Path:
    """Build the site, with links to the books of single texts that are there; the path of its first page.

    Raises:
        BuildFailed: A warning or an error; the site is as it was.
    """
    return build(places, ["html"])[0]


def build_pdf(places: Places) -> Path:
    """Build the book, and a book of each text; the path of the book.

    Raises:
        BuildFailed: A warning or an error; the books are as they were.
    """
    return build(places, ["pdf"])[0]


def build_epub(places: Places) -> Path:
    """Build the book for readers' own devices; its path.

    Raises:
        BuildFailed: A warning or an error; the book is as it was.
    """
    return build(places, ["epub"])[0]


def build_part(places: Places, targets: Sequence[str], paper: str = "a5", tell: _Tell | None = None) -> list[Path]:
    """Build books of single sources (``siglum``) or texts (``siglum/text``); their paths.

    Raises:
        BuildFailed: A warning or an error; the books are as they were.
    """
    settings = {"jiaozhu_edition": edition(places.corpus), "typst_format": paper}
    with _begun(places, tell) as (run, publication):
        stage = run.stage("typst", {"jiaozhu_parts": ",".join(targets), "typst_whole": "0", **settings})
        made = []
        for target in targets:
            name = f"{target.replace('/', '-')}.pdf"
            made.append(places.build / name)
            publication.file(made[-1], (stage / "parts" / name.removesuffix(".pdf") / name).read_bytes())
        publication.commit()
    return made


def build_book(places: Places, paper: str = "a5", *, archive: bool = False, tell: _Tell | None = None) -> Path:
    """Build the whole book on another paper, or as an archive copy; its path.

    The archive copy is PDF/A-3a and carries the files of the corpus.

    Raises:
        BuildFailed: A warning or an error; the book is as it was.
    """
    settings = {"jiaozhu_edition": edition(places.corpus), "typst_format": paper}
    if archive:
        files = os.path.relpath(places.corpus, places.docs)
        settings |= {"typst_pdf_standards": "a-3a", "typst_attachments": f"{files}/**/*"}
    date = _logged(places.corpus, "%ct") or "0" if archive else ""  # the standard wants a date
    target = places.build / ("book-archive.pdf" if archive else f"book-{paper}.pdf")
    with _dated(date), _begun(places, tell) as (run, publication):
        publication.file(target, (run.stage("typst", settings) / "book.pdf").read_bytes())
        publication.commit()
    return target


def edition(corpus: Path) -> str:
    """The date and the revision of the corpus by its version control; empty without."""
    date, _blank, revision = _logged(corpus, "%cd %h").partition(" ")
    return f"{date}（{revision}）" if date else ""


@contextmanager
def _begun(places: Places, tell: _Tell | None) -> Iterator[tuple[Run, Publication]]:
    """A build that no other one disturbs; whatever becomes of it, nothing is left over."""
    places.build.mkdir(parents=True, exist_ok=True)
    publication = Publication()
    with locked(places.build, tell), locked(places.docs, tell), working(places) as folder:
        settle_all(places.build)
        try:
            yield Run(places, folder), publication
        finally:
            with unbroken():
                publication.clean()


@contextmanager
def _dated(epoch: str) -> Iterator[None]:
    """The date of a book, in seconds since 1970, unless the user has set one."""
    name = "SOURCE_DATE_EPOCH"
    if not epoch or name in os.environ:
        yield
        return
    os.environ[name] = epoch
    try:
        yield
    finally:
        del os.environ[name]


def _of_the_site(places: Places, books: Path, book: Path, epub: Path) -> Mapping[str, str]:
    """The settings of the site: where contributions go, and where the books are that it offers."""
    branch = try_git(places.corpus, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    remote = try_git(places.corpus, "remote", "get-url", "origin")
    return {
        "jiaozhu_pdf_folder": os.path.relpath(books, places.docs),
        "jiaozhu_book": os.path.relpath(book, places.docs),
        "jiaozhu_epub": os.path.relpath(epub, places.docs),
        "jiaozhu_remote": remote,
        "jiaozhu_branch": branch,
    }


def _logged(corpus: Path, form: str) -> str:
    """The last change of the corpus, in a form of git's."""
    return try_git(corpus, "log", "-1", "--date=short", f"--format={form}", "--", ".")


def _files(stage: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, files in os.walk(stage):
        folders[:] = [name for name in folders if name not in _PRIVATE]
        for name in files:
            if name not in _PRIVATE:
                path = Path(folder) / name
                yield path.relative_to(stage).as_posix(), path
