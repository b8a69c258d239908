"""The command line: arguments and exit codes. What a command does is a function elsewhere."""

from __future__ import annotations

import difflib
import json
import os
import sys
from pathlib import Path

import click

import jiaozhu
from jiaozhu.checks import check as run_checks
from jiaozhu.model.problem import Problem
from jiaozhu.pipeline import Book, Volume, make_book
from jiaozhu.readers import FORMATS as FORMAT_NAMES
from jiaozhu.reports import FORMATS, accounts, below, ledger_json
from jiaozhu.site import page_text, volume_text
from jiaozhu.store import SCHEMAS, json_schema, load_corpus

_FOLDER = click.Path(path_type=Path, file_okay=False)
#: Exit codes: everything fine; problems found; the command line was wrong.
CLEAN, PROBLEMS, USAGE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(jiaozhu.__version__, prog_name="jiaozhu")
@click.option(
    "--corpus",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The corpus folder (the one with corpus.yaml). Default: 'corpus' here or in a folder above.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """jiaozhu 校注: annotated digital editions as documentation.

    A corpus is a folder of plain files: sources that never change, editions that say how they are read, emendations,
    notes, a glossary and a bibliography. These commands check it and show what becomes of it; 'jiaozhu build' makes
    the site and the book.

    \b
    Examples:
      jiaozhu check                          every problem of the corpus, with its place
      jiaozhu check corpus/sources/NAME      only those of one source
      jiaozhu show NAME/TEXT                 a page as it will be built
      jiaozhu ledger NAME --json             what became of every character
      jiaozhu import FILE                    a new source with a draft edition
      jiaozhu schema figures                 what figures.yaml may say, for your editor
    """
    context.obj = root


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are printed.")
@click.pass_obj
def check(root: Path | None, paths: tuple[Path, ...], style: str) -> None:
    """Report every problem of the corpus in one run.

    With PATHs, only problems in those files and folders are reported (the whole corpus is still read, because
    files refer to each other). Each problem is 'path:line:col: CODE message' with a hint below it.

    Exit code: 0 if there is none, 1 if there are some, 2 if the command line is wrong.
    """
    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"there is no '{path}'", param_hint="PATH")
    root = _root(root or (_corpus_above(paths[0]) if paths else None))
    for path in paths:
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.BadParameter(f"'{path}' is not in the corpus '{root}'", param_hint="PATH")
    book, problems = _book(root)
    if paths:
        problems = [problem for problem in problems if below(problem, paths)]
    output = FORMATS[style](problems, book)
    if output:
        click.echo(output)
    sys.exit(PROBLEMS if problems else CLEAN)


@main.command()
@click.argument("page", metavar="SIGLUM[/TEXT]")
@click.pass_obj
def show(root: Path | None, page: str) -> None:
    """Print a page as MyST, exactly as the site is built from it.

    SIGLUM/TEXT is one text; SIGLUM alone is the page about the source, which lists its texts.
    """
    root = _root(root)
    book, _ = _book(root)
    siglum, _, text = page.partition("/")
    volume = _volume(book, siglum, root)
    if not text:
        click.echo(volume_text(book, volume), nl=False)
        return
    for candidate in volume.pages:
        if candidate.text == text:
            click.echo(page_text(book, candidate), nl=False)
            return
    known = [candidate.text for candidate in volume.pages]
    raise click.UsageError(f"source '{siglum}' has no text '{text}'; {_known('its texts are', text, known)}")


@main.command()
@click.argument("siglum")
@click.option("--json", "as_json", is_flag=True, help="Print the whole ledger as JSON instead of its sums.")
@click.pass_obj
def ledger(root: Path | None, siglum: str, as_json: bool) -> None:
    """Account for every character of a source.

    The sums say how many characters were kept, regularised, corrected, moved, left out or omitted; '--json' gives
    every span: positions are code points of the decoded source, zero-based, end excluded.
    """
    root = _root(root)
    book, _ = _book(root)
    volume = _volume(book, siglum, root)
    account = volume.edited.ledger
    if as_json:
        click.echo(ledger_json(account))
        return
    click.echo(f"{siglum}: {account.accounted:,} of {account.length:,} characters accounted for")
    for kind, count in sorted(account.characters().items(), key=lambda item: -item[1]):
        click.echo(f"  {kind:<12} {count:>9,}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="新编", show_default=True, help="The edition's title.")
def init(folder: Path, title: str) -> None:
    """Make a new project in FOLDER: an empty corpus and the Sphinx project that shows it.

    Exit code: 0, or 2 if there is one already; nothing is overwritten.
    """
    from jiaozhu.importing.skeleton import create

    try:
        for path in create(folder, title):
            click.echo(os.path.relpath(path))
    except FileExistsError as error:
        raise click.UsageError(f"there is '{error}' in '{folder}' already") from None
    except OSError as error:
        raise click.UsageError(f"'{folder}' cannot be written: {error.strerror}") from None
    click.echo(f"next: cd {folder} && jiaozhu import FILE && jiaozhu build")


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--siglum", help="The new source's name; by default that of the file.")
@click.option(
    "--format", "format_", type=click.Choice(sorted(FORMAT_NAMES)), help="The files' kind; by default found out."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to work with.")
@click.option("--dask", metavar="ADDRESS", help="A Dask scheduler to work with, such as tcp://host:8786.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the outcome of each file as JSON."
)
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="Raise or lower a limit, such as pages=9000.")
@click.pass_obj
def import_(
    root: Path | None,
    paths: tuple[Path, ...],
    siglum: str | None,
    format_: str | None,
    jobs: int,
    dask: str | None,
    report: Path | None,
    limits: tuple[str, ...],
) -> None:
    """Make source folders with draft editions of files, or of all files in folders.

    The kind of each file is found from what is in it: text in any usual encoding, hard-wrapped text, newspaper
    recognition, Markdown and HTML posts, web pages, PDF, ALTO, PAGE XML, hOCR, TEI, DOCX, EPUB. What is certain is
    drafted; what is doubtful is written to proposals.yaml and shown on the page for an editor to judge. Files that the
    corpus has already are passed over, so a batch that was cut off is resumed by running it again.

    Exit code: 0 if every file is in the corpus now, 1 if some could not be imported, 2 if the command line is wrong.
    """
    from jiaozhu.importing.command import import_paths

    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"there is no '{path}'", param_hint="PATH")
    if siglum and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--siglum names one source: import one file with it")
    try:
        failed = import_paths(_root(root), paths, siglum, format_, jobs, dask, report, limits)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(PROBLEMS if failed else CLEAN)


@main.command()
@click.argument("name", required=False, type=click.Choice(sorted(SCHEMAS)))
def schema(name: str | None) -> None:
    """Print the JSON Schema of one kind of file, or list the kinds.

    An editor that knows JSON Schema completes keys and marks mistakes as you type. Of notes and terms it describes the
    front matter.
    """
    if name is None:
        for known, kind in SCHEMAS.items():
            click.echo(f"{known:<14} {kind.where}")
    else:
        click.echo(json.dumps(json_schema(name), ensure_ascii=False, indent=2))


@main.command()
@click.argument("parts", nargs=-1, type=click.Choice(["html", "pdf", "epub"]))
@click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The Sphinx project.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Where to build.",
)
@click.pass_obj
def build(root: Path | None, parts: tuple[str, ...], docs: Path, out: Path) -> None:
    """Build the site (html), the book (pdf), both, or the book for readers' own devices (epub).

    The corpus is checked first; if there is any problem, all are printed and nothing is built: what was built before
    stays as it was. At the end there is one line a source that says whether every character is accounted for.

    Exit code: 0 if everything was built, 1 if the corpus has problems or the build failed.
    """
    root = _root(root)
    book, problems = _book(root)
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    from jiaozhu.building import BuildFailed, Places, build_epub, build_html, build_pdf  # Sphinx takes a second

    places = Places(docs.resolve(), out.resolve(), root.resolve())
    makers = {"pdf": build_pdf, "html": build_html, "epub": build_epub}  # the site links to the PDFs of its texts
    wanted = parts or ("html", "pdf")
    made = []
    try:
        for part, maker in makers.items():
            if part in wanted:
                made.append(maker(places))
    except BuildFailed as error:
        click.echo(f"The {error} build failed; what was built before is as it was.", err=True)
        sys.exit(PROBLEMS)
    for line in accounts(book):
        click.echo(line)
    for path in sorted(made, reverse=True):
        click.echo(os.path.relpath(path))


@main.command()
@click.argument("targets", nargs=-1)
@click.option("--paper", type=click.Choice(["a5", "a4", "screen"]), default="a5", show_default=True, help="Its size.")
@click.option("--archive", is_flag=True, help="PDF/A-3a that carries the files of the corpus.")
@click.option("--docs", type=_FOLDER, default=Path("docs"), show_default=True, help="The Sphinx project.")
@click.option("--out", type=_FOLDER, default=Path("build"), show_default=True, help="Where to build.")
@click.pass_obj
def pdf(root: Path | None, targets: tuple[str, ...], paper: str, archive: bool, docs: Path, out: Path) -> None:
    """Build books of single sources (SIGLUM) or texts (SIGLUM/TEXT), with the works they cite.

    Without TARGETS: the whole book on another paper, or its archive copy.

    Exit code: 0 if everything was built, 1 if the corpus has problems or the build failed, 2 for an unknown target.
    """
    if archive and targets:
        raise click.UsageError("--archive is for the whole book")
    root = _root(root)
    book, problems = _book(root)
    known = [*(page.docname for page in book.pages), *(volume.source.siglum for volume in book.volumes)]
    for target in targets:
        if target not in known:
            near = difflib.get_close_matches(target, known, 1)
            raise click.UsageError(f"there is no '{target}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    from jiaozhu.building import BuildFailed, Places, build_book, build_part

    places = Places(docs.resolve(), out.resolve(), root.resolve())
    try:
        made = build_part(places, targets, paper) if targets else [build_book(places, paper, archive=archive)]
    except BuildFailed as error:
        click.echo(f"The {error} build failed; what was built before is as it was.", err=True)
        sys.exit(PROBLEMS)
    for path in made:
        click.echo(os.path.relpath(path))


def _book(root: Path) -> tuple[Book, list[Problem]]:
    corpus, found = load_corpus(root)
    book = make_book(corpus)
    return book, run_checks(book, found)


def _root(root: Path | None) -> Path:
    if root is not None and not (root / "corpus.yaml").is_file():
        raise click.UsageError(f"'{root}' is no corpus: there is no corpus.yaml in it")
    found = root or _corpus_above(Path.cwd())
    if found is None:
        raise click.UsageError("there is no corpus here; name its folder with --corpus")
    return found


def _corpus_above(path: Path) -> Path | None:
    """The corpus that holds ``path``: the nearest folder above with a corpus.yaml, or with a corpus/ that has one."""
    for folder in (path, *path.absolute().parents):
        for candidate in (folder, folder / "corpus"):
            if (candidate / "corpus.yaml").is_file():
                return candidate
    return None


def _volume(book: Book, siglum: str, root: Path) -> Volume:
    for volume in book.volumes:
        if volume.source.siglum == siglum:
            return volume
    sigla = [volume.source.siglum for volume in book.volumes]
    if "/" not in siglum and siglum not in ("", ".", "..") and (root / "sources" / siglum).is_dir():
        raise click.UsageError(f"source '{siglum}' cannot be read: 'jiaozhu check' says why")
    raise click.UsageError(f"there is no source '{siglum}'; {_known('the sources are', siglum, sigla)}")


def _known(lead: str, name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean '{near[0]}'?" if near else f"{lead}: {', '.join(names) or 'none'}"
