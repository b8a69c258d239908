"""The compiler: Typst sources to the bytes of a PDF, and its complaints as records."""

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

if TYPE_CHECKING:
    import typst

__all__ = [
    "Compiled",
    "Diagnostic",
    "checks_characters",
    "compile_pdf",
    "compiler_version",
    "image_fault",
    "missing_characters",
]

_START = re.compile(r"^(error|warning): ", re.MULTILINE)
_LOCATION = re.compile(r"^ *┌─ (.+):(\d+):(\d+)$", re.MULTILINE)
_HINT = re.compile(r"^ *= hint: (.+)$", re.MULTILINE)
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed with font')
_BAD_CODEPOINT = re.compile(r'the text contains the disallowed codepoint `"(.*)"`')
_RUST_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_RUST_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
#: Hints that say nothing to whoever writes documents.
_EMPTY_HINTS = frozenset({"try using a different font", "set the date of the document"})
#: Before this the compiler could not be told the time.
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

    severity: str  #: ``error`` or ``warning``
    message: str  #: with the compiler's hints
    locations: tuple[tuple[str, int, int], ...]  #: (file, line, column): the place first, then the calls around it


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a run of the compiler gave."""

    pdf: bytes | None  #: nothing, if there were errors
    diagnostics: tuple[Diagnostic, ...]


def compiler_version() -> str:
    """Return the version of the compiler: another may make another PDF of the same sources."""
    try:
        version = metadata.version("typst")
    except metadata.PackageNotFoundError as error:
        raise TypstBuildError("no compiler: install typst") from error
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < _OLDEST:
        raise TypstBuildError(f"typst {version} is too old: {'.'.join(map(str, _OLDEST))} is needed")
    return version


def compile_pdf(
    main: Path | bytes, root: Path, fonts: typst.Fonts, standards: Sequence[str], epoch: int | None = None
) -> Compiled:
    """Compile *main*; errors are returned, not raised.

    The compiler gets no clock but *epoch*: today's date would make every PDF another one.
    """
    import typst

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
    """Yield the errors and warnings of a report as the compiler prints it, a source excerpt under each."""
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
    """Return a file of a report, which the compiler names from the working directory, as it stands under *root*."""
    return Path(os.path.relpath(Path(file).resolve(), root.resolve())).as_posix()


def _explain(message: str) -> str:
    """Say of a character that cannot be printed which it is: the compiler names only the text and a font."""
    if match := _NO_GLYPH.search(message):
        return f"no font of the book has {_name_characters(match[1])}"
    if match := _BAD_CODEPOINT.search(message):
        return f"the PDF standard does not allow {_name_characters(match[1])}"
    if message.endswith("missing document date"):
        return f"{message} (a book is dated by SOURCE_DATE_EPOCH)"
    return message


def _name_characters(rust_text: str) -> str:
    """Return characters as a reader sees them and as code points."""

    def unescape(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _RUST_LETTERS.get(match[2], match[2])

    text = _RUST_ESCAPE.sub(unescape, rust_text)
    points = " ".join(f"U+{ord(char):04X}" for char in text)
    return f"the character “{text}” ({points})" if text.isprintable() else f"the character {points}"


def image_fault(file: Path) -> str:
    """Return what keeps the compiler from reading an image, empty if nothing does.

    A damaged file, or one of another kind than its name says, would be the end of the whole book.
    """
    import typst

    source = f"#image({quote_string(f'/{file.name}')})".encode()
    options: dict[str, Any] = {"root": file.parent, "font_paths": [], "ignore_system_fonts": True, "format": "svg"}
    try:
        typst.compile(source, **options)
    except typst.TypstError as error:
        return str(error.message)
    return ""


def checks_characters(standards: Iterable[str]) -> bool:
    """Say whether one of the PDF standards makes a character without a glyph an error."""
    return any(standard.startswith(("ua-", "a-")) for standard in standards)


def missing_characters(characters: Iterable[str], root: Path, fonts: typst.Fonts) -> dict[str, str]:
    """Return the characters that no font has, each with a message.

    For books made without a standard that checks this: the characters alone are compiled under one that does.
    """
    probe = sorted(characters)
    lines = "".join(f"{escape_text(char)}\n" for char in probe)
    compiled = compile_pdf((_PROBE_HEADER + lines).encode(), root, fonts, ["ua-1"])
    first = _PROBE_HEADER.count("\n") + 1
    return {
        probe[diagnostic.locations[0][1] - first]: diagnostic.message
        for diagnostic in compiled.diagnostics
        if diagnostic.severity == "error" and diagnostic.locations
    }
