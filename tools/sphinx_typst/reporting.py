"""Diagnostics of the compiler as messages of Sphinx, each with the line of the document that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sphinx.util import logging

from .chapter import Part, Source
from .compiler import Diagnostic
from .escape import quote_string
from .locale import __

__all__ = [
    "BookSources",
    "broken_part",
    "log_broken_part",
    "log_diagnostics",
    "log_missing_characters",
    "plain_source",
    "used_characters",
]

logger = logging.getLogger(__name__)

#: File in the output folder → its document and its source.
BookSources = Mapping[str, tuple[str, Source]]

_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def log_diagnostics(diagnostics: Iterable[Diagnostic], sources: BookSources) -> int:
    """Log errors and warnings.

    Args:
        diagnostics: What the compiler reported.
        sources: The sources of the book.

    Returns:
        The number of errors.
    """
    errors = 0
    for diagnostic in diagnostics:
        message, location = diagnostic.message, _document_place(diagnostic, sources)
        if location is None and diagnostic.locations:
            file, line, column = diagnostic.locations[0]
            message = f"{file}:{line}:{column}: {message}"
        if diagnostic.severity == "error":
            errors += 1
            logger.error(message, location=location, type="typst", subtype="compile")
        else:
            logger.warning(message, location=location, type="typst", subtype="compile")
    return errors


def _document_place(diagnostic: Diagnostic, sources: BookSources) -> tuple[str, int | None] | None:
    """Return document and line of the innermost place that is in a document rather than in the template."""
    for file, line, column in diagnostic.locations:
        if file in sources:
            docname, source = sources[file]
            return docname, source.document_line(line, column)
    return None


def broken_part(diagnostic: Diagnostic, sources: BookSources) -> tuple[str, Part, str] | None:
    """Return what an error of the compiler is in: its file, the innermost part of a document, and the message.

    Args:
        diagnostic: What the compiler reports.
        sources: The sources of the book.

    Returns:
        ``None`` for a warning, and for an error outside all parts of documents.
    """
    if diagnostic.severity != "error":
        return None
    for file, line, column in diagnostic.locations:
        if file in sources and (part := sources[file][1].part_at(line, column)):
            return file, part, diagnostic.message
    return None


def plain_source(part: Part) -> str:
    """Return the Typst source that prints a part as plain text in a box."""
    return f"#broken-{'block' if part.is_block else 'line'}({quote_string(part.node.astext())})"


def log_broken_part(part: Part, message: str) -> None:
    """Warn that a part is printed as plain text."""
    text = __("it cannot be printed as it should be, so it is printed as plain text: %s")
    logger.warning(text, message, location=part.node, type="typst", subtype="compile")


def used_characters(sources: BookSources, main: str) -> set[str]:
    """Return the characters of the documents and the main file; not the visible ones of ASCII, which fonts contain."""
    found: set[str] = set()
    for text in (main, *(source.text for _, source in sources.values())):
        found.update(text)
        found.update(chr(int(code, 16)) for code in _ESCAPED.findall(text))
    return {char for char in found if not (" " <= char <= "~" or char in "\t\n\r")}


def log_missing_characters(missing: Mapping[str, str], sources: BookSources, severity: str) -> int:
    """Log characters that no font contains, at the first use of each in each document.

    Args:
        missing: Character → message.
        sources: The sources of the book.
        severity: ``error``; ``warning``; or ``message``, which fails no build.

    Returns:
        The number of errors.
    """
    log = {"error": logger.error, "warning": logger.warning}.get(severity, logger.info)
    count = 0
    for docname, source in sources.values():
        for char, message in missing.items():
            use = next(_uses(char, source.text), None)
            if use is not None:
                count += 1
                log(message, location=(docname, source.document_line(*use)), type="typst", subtype="glyph")
    return count if severity == "error" else 0


def _uses(char: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield line (from 1) and column (from 0) of every use of *char*, as itself or escaped."""
    for match in re.finditer(f"{re.escape(char)}|\\\\u\\{{{ord(char):x}\\}}", text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        yield text.count("\n", 0, match.start()) + 1, match.start() - line_start
