"""The compiler: from Typst sources to the bytes of a PDF, and its diagnostics as records."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import TypstBuildError
from .escape import escape_text, quote_string
from .locale import __

if TYPE_CHECKING:
    import typst

__all__ = [
    "Compiled",
    "Diagnostic",
    "compile_pdf",
    "compiler_version",
    "image_fault",
    "missing_characters",
]

_START = re.compile(r"^(error|warning): ", re.MULTILINE)
_LOCATION = re.compile(r"^ *┌─ (.+):(\d+):(\d+)$", re.MULTILINE)
_HINT = re.compile(r"^ *= hint: (.+)$", re.MULTILINE)
#: What the compiler says before and after the characters that it cannot print.
_NO_GLYPH = 'the text `"', '"` could not be displayed with font'
_BAD_CODEPOINT = 'the text contains the disallowed codepoint `"', '"`'
_RUST_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_RUST_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
#: Hints that are no use to authors of documents.
_EMPTY_HINTS = frozenset({"try using a different font", "set the date of the document"})
#: The first version that takes the current time as an argument.
_OLDEST = (0, 15)
_PROBE_HEADER = """\
#import "/template.typ": serif-fonts
#set document(title: "probe")
#set page(height: auto)
#set text(font: serif-fonts)
"""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """An error or a warning of the compiler."""

    severity: str  #: ``error`` or ``warning``.
    message: str  #: With the compiler's hints.
    #: (file, line from 1, column from 0), the place first, then the calls around it.
    locations: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The result of a run of the compiler."""

    pdf: bytes | None  #: ``None`` if there were errors.
    diagnostics: tuple[Diagnostic, ...]


def compiler_version() -> str:
    """Return the version of the compiler, with which the PDF of the same sources may change.

    Raises:
        TypstBuildError: The compiler is not installed, or too old.
    """
    try:
        version = metadata.version("typst")
    except metadata.PackageNotFoundError as error:
        raise TypstBuildError(__("the Typst compiler is not installed: install the package 'typst'")) from error
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise TypstBuildError(__("typst %s is too old; %s or newer is required") % (version, oldest))
    return version


def compile_pdf(
    main: Path | bytes, root: Path, fonts: typst.Fonts, standards: Sequence[str], epoch: int | None = None
) -> Compiled:
    """Compile a book; errors are returned, not raised.

    Args:
        main: The main file, or its source.
        root: The folder that paths in the sources begin in.
        fonts: The fonts; those of the machine are not used.
        standards: PDF standards, as the compiler names them.
        epoch: The current time in seconds since 1970 for the compiler; the clock's would change every PDF.
    """
    import typst

    # The compiler's types demand that all paths are of the type of its input.
    options: dict[str, Any] = {
        "root": root,
        "font_paths": fonts,
        "ignore_system_fonts": True,
        "format": "pdf",
        "pdf_standards": list(standards),
        "timestamp": epoch or 0,
    }
    try:
        pdf, warnings = typst.compile_with_warnings(main, **options)
    except typst.TypstError as error:
        return Compiled(None, tuple(parse_diagnostics(error.diagnostic, root)))
    except (RuntimeError, ValueError) as error:  # an unknown standard, an unreadable file
        return Compiled(None, (Diagnostic("error", str(error), ()),))
    found = [diagnostic for warning in warnings for diagnostic in parse_diagnostics(warning.diagnostic, root)]
    return Compiled(pdf, tuple(found))


def parse_diagnostics(report: str, root: Path) -> Iterator[Diagnostic]:
    """Yield the errors and warnings of a report as the compiler prints it.

    Args:
        report: The text, with an excerpt of the source under each diagnostic.
        root: The folder that the files of the locations are named from.
    """
    starts = [match.start() for match in _START.finditer(report)]
    for start, end in zip(starts, [*starts[1:], len(report)], strict=True):
        part = report[start:end]
        severity, _, rest = part.partition(": ")
        message = re.split(r"\n *(?:┌─|=|\n|$)", rest, maxsplit=1)[0].strip()
        hints = [hint for hint in _HINT.findall(part) if hint not in _EMPTY_HINTS]
        locations = tuple(
            (_relative_path(file, root), int(line), int(column)) for file, line, column in _LOCATION.findall(part)
        )
        yield Diagnostic(severity, "; ".join([_explain(message), *hints]), locations)


def _relative_path(file: str, root: Path) -> str:
    """Return a file of a report relative to *root*; the compiler names it relative to the working directory."""
    return Path(os.path.relpath(Path(file).resolve(), root.resolve())).as_posix()


def _explain(message: str) -> str:
    """Return a message that names the characters it is about: the compiler names only the text and a font."""
    if (text := _between(message, *_NO_GLYPH)) is not None:
        return __("no font contains the character %s") % _name_characters(text)
    if (text := _between(message, *_BAD_CODEPOINT)) is not None:
        return __("the PDF standard does not allow the character %s") % _name_characters(text)
    if message.endswith("missing document date"):
        return __("%s (set SOURCE_DATE_EPOCH to date the book)") % message
    return message


def _between(message: str, before: str, after: str) -> str | None:
    """Return what is between the first *before* and the last *after*, which is text of the document; None without."""
    start = message.find(before)
    end = message.rfind(after)
    return message[start + len(before) : end] if 0 <= start <= end - len(before) else None


def _name_characters(rust_text: str) -> str:
    """Return characters as they are printed, where they can be, and as code points."""

    def unescape(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _RUST_LETTERS.get(match[2], match[2])

    text = _RUST_ESCAPE.sub(unescape, rust_text)
    points = " ".join(f"U+{ord(char):04X}" for char in text)
    return f"“{text}” ({points})" if text.isprintable() else points


def image_fault(file: Path) -> str:
    """Return why the compiler cannot read an image, empty if it can.

    A file that is damaged, or not of the format of its suffix, would otherwise be an error for the whole book.
    """
    import typst

    source = f"#image({quote_string(f'/{file.name}')})".encode()
    options: dict[str, Any] = {"root": file.parent, "font_paths": [], "ignore_system_fonts": True, "format": "svg"}
    try:
        typst.compile(source, **options)
    except typst.TypstError as error:
        return str(error.message)
    return ""


def missing_characters(characters: Iterable[str], root: Path, fonts: typst.Fonts) -> dict[str, str]:
    """Return the characters that no font contains or that PDF/UA does not allow, each with a message.

    The characters alone are compiled with a standard that checks this, each on a line of its own.

    Args:
        characters: The characters to check.
        root: The folder of the book, which has its template.
        fonts: The fonts of the book.
    """
    probe = sorted(characters)
    lines = "".join(f"{escape_text(char)}\n" for char in probe)
    compiled = compile_pdf((_PROBE_HEADER + lines).encode(), root, fonts, ["ua-1"])
    first = _PROBE_HEADER.count("\n") + 1
    found = {}
    for diagnostic in compiled.diagnostics:
        for file, line, _column in diagnostic.locations[:1]:
            # An error of the template itself is reported when the book is compiled.
            if diagnostic.severity == "error" and file != "template.typ" and 0 <= line - first < len(probe):
                found[probe[line - first]] = diagnostic.message
    return found
