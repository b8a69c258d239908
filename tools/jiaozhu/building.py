"""Building the site and the book: beside the old one, then into its place, file by file.

Sphinx writes its pages in place and may be interrupted. So it writes to a stage; only a complete build is carried over,
each file written beside its place and renamed. A reader never sees half a page, a build that fails leaves everything as
it was, and a build that was interrupted begins again from the start.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx.cmd.build import build_main

from jiaozhu.store import Manifest, try_git, write_if_changed

#: Marks a stage in which a build is running, or was when it was interrupted.
UNDER_WAY = "under-way"
#: Bytes of sources from which on a build takes every processor: some three hundred pages.
_MANY = 1_000_000
#: Names in a stage that are not for readers.
_PRIVATE = frozenset({".buildinfo", ".buildinfo.bak", "_sources"})


class BuildFailed(Exception):
    """The Sphinx build failed; see its log above."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are."""

    docs: Path  #: The Sphinx project.
    build: Path  #: What is built.
    corpus: Path  #: What it is built from.

    @property
    def stage(self) -> Path:
        """Where Sphinx writes."""
        return self.build / ".stage"

    @property
    def html(self) -> Path:
        """The site."""
        return self.build / "html"

    @property
    def books(self) -> Path:
        """Books of single texts."""
        return self.build / "pdf"

    @property
    def pdf(self) -> Path:
        """The book."""
        return self.build / "book.pdf"


def build_html(places: Places) -> Path:
    """Build the site, with links to the books of single texts that are there; the path of its first page.

    Raises:
        BuildFailed: a warning or an error; the site is as it was.
    """
    books = os.path.relpath(places.books, places.docs)
    branch = try_git(places.corpus, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    remote = try_git(places.corpus, "remote", "get-url", "origin")
    stage = _sphinx("html", places, jiaozhu_pdf_folder=books, jiaozhu_remote=remote, jiaozhu_branch=branch)
    publish(stage, places.html)
    return places.html / "index.html"


def build_pdf(places: Places) -> Path:
    """Build the book, and a book of each text; the path of the book.

    Raises:
        BuildFailed: a warning or an error; the books are as they were.
    """
    stage = _sphinx("typst", places, jiaozhu_edition=edition(places.corpus), jiaozhu_parts="all")
    write_if_changed(places.pdf, (stage / "book.pdf").read_bytes())
    made = {path.name: path for path in (stage / "parts").glob("*/*.pdf")}
    for name, path in sorted(made.items()):
        write_if_changed(places.books / name, path.read_bytes())
    for path in places.books.glob("*.pdf"):
        if path.name not in made:
            path.unlink()
    return places.pdf


def build_part(places: Places, targets: Sequence[str], paper: str = "a5") -> list[Path]:
    """Build books of single sources (``siglum``) or texts (``siglum/text``); their paths.

    Raises:
        BuildFailed: a warning or an error; the books are as they were.
    """
    settings = {"jiaozhu_edition": edition(places.corpus), "typst_format": paper}
    stage = _sphinx("typst", places, jiaozhu_parts=",".join(targets), typst_whole="0", **settings)
    made = []
    for target in targets:
        name = f"{target.replace('/', '-')}.pdf"
        made.append(places.build / name)
        write_if_changed(made[-1], (stage / "parts" / name.removesuffix(".pdf") / name).read_bytes())
    return made


def build_book(places: Places, paper: str = "a5", *, archive: bool = False) -> Path:
    """Build the whole book on another paper, or as an archive copy; its path.

    The archive copy is PDF/A-3a and carries the files of the corpus.

    Raises:
        BuildFailed: a warning or an error; the book is as it was.
    """
    settings = {"jiaozhu_edition": edition(places.corpus), "typst_format": paper}
    if archive:
        files = os.path.relpath(places.corpus, places.docs)
        settings |= {"typst_pdf_standards": "a-3a", "typst_attachments": f"{files}/**/*"}
        os.environ.setdefault("SOURCE_DATE_EPOCH", _logged(places.corpus, "%ct") or "0")  # the standard wants a date
    stage = _sphinx("typst", places, **settings)
    target = places.build / ("book-archive.pdf" if archive else f"book-{paper}.pdf")
    write_if_changed(target, (stage / "book.pdf").read_bytes())
    return target


def build_epub(places: Places) -> Path:
    """Build the book for readers' own devices; its path.

    Raises:
        BuildFailed: a warning or an error; the book is as it was.
    """
    stage = _sphinx("epub", places, version=edition(places.corpus) or "0", epub_basename="book")
    made = stage / "book.epub"
    target = places.build / "book.epub"
    write_if_changed(target, made.read_bytes())
    return target


def edition(corpus: Path) -> str:
    """The date and the revision of the corpus by its version control; empty without."""
    return _logged(corpus, "%cd（%h）")


def _logged(corpus: Path, form: str) -> str:
    """The last change of the corpus, in a form of git's."""
    return try_git(corpus, "log", "-1", "--date=short", f"--format={form}", "--", ".")


def publish(stage: Path, target: Path) -> tuple[int, int]:
    """Make ``target`` hold what ``stage`` holds; how many files were written, and how many deleted.

    Files of an earlier run that are no more are deleted; files that we did not write never are.
    """
    manifest = Manifest(target.parent / f".{target.name}-manifest.json")
    before = manifest.names()
    names = sorted(_names(stage))
    manifest.save(before | set(names))
    written = sum(_carry(stage / name, target / name) for name in names)
    gone = before - set(names)
    for name in gone:
        (target / name).unlink(missing_ok=True)
    _drop_empty_folders(target, gone)
    manifest.save(names)
    return written, len(gone)


def _sphinx(builder: str, places: Places, **settings: str) -> Path:
    """Run one builder into its stage; every warning is an error."""
    stage = places.stage / builder
    doctrees = places.stage / "doctrees"
    marker = places.stage / f"{builder}.{UNDER_WAY}"
    if marker.exists():
        shutil.rmtree(stage, ignore_errors=True)
        shutil.rmtree(doctrees, ignore_errors=True)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    arguments = ["-b", builder, "-d", str(doctrees), "-W", "--keep-going", "-n", "-j", _jobs(places.corpus)]
    arguments += ["-D", f"jiaozhu_corpus={os.path.relpath(places.corpus, places.docs)}"]
    for name, value in settings.items():
        arguments += ["-D", f"{name}={value}"]
    if not sys.stdout.isatty():
        arguments.append("-q")
    if build_main([*arguments, str(places.docs), str(stage)]) != 0:
        raise BuildFailed(builder)
    marker.unlink()
    return stage


def _jobs(corpus: Path) -> str:
    """Reading and writing in several processes pays from a few hundred pages on, and costs a second below that."""
    if "JIAOZHU_JOBS" in os.environ:
        return os.environ["JIAOZHU_JOBS"]
    size = sum(path.stat().st_size for path in corpus.glob("sources/*/source.*"))
    return "auto" if size > _MANY else "1"


def _carry(source: Path, target: Path) -> bool:
    """Copy one file if it differs. A build touches few files, so sizes and times are compared before contents."""
    mine = source.stat()
    try:
        theirs = target.stat()
    except FileNotFoundError:
        theirs = None
    if theirs is not None and theirs.st_size == mine.st_size and theirs.st_mtime_ns == mine.st_mtime_ns:
        return False
    written = write_if_changed(target, source.read_bytes())
    os.utime(target, ns=(mine.st_atime_ns, mine.st_mtime_ns))
    return written


def _names(stage: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(stage):
        folders[:] = [name for name in folders if name not in _PRIVATE]
        for name in files:
            if name not in _PRIVATE:
                yield (Path(folder) / name).relative_to(stage).as_posix()


def _drop_empty_folders(target: Path, gone: Sequence[str] | set[str]) -> None:
    for folder in sorted({(target / name).parent for name in gone}, key=lambda path: -len(path.parts)):
        while folder != target and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
