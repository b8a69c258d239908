"""One file: detected, read, drafted. Pure: bytes in, the files of a source folder out; nothing on disk."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from jiaozhu.formats import (
    FORMATS,
    Detected,
    Format,
    Limits,
    NoTextLayer,
    UndecodableSource,
    Undetectable,
    UnreadableSource,
    decode,
    detect,
    guess_encoding,
)
from jiaozhu.locale import _, lazy, ngettext, use_language
from jiaozhu.model.document import Document
from jiaozhu.model.file_account import kind_label
from jiaozhu.model.transcript import Transcript
from jiaozhu.model.watch import Budget, Overrun, run, watching
from jiaozhu.workflows.importing.drafting import Draft, draft
from jiaozhu.workflows.importing.folder import Reading, folder
from jiaozhu.workflows.importing.options import DEFAULT_OCR, ImportOptions, Ocr
from jiaozhu.workflows.importing.verifying import unanchored

__all__ = ["Imported", "document_of", "forced", "import_bytes", "main_text"]

#: The evidence for a format that the user names.
_CHOSEN = lazy("chosen by the user")
_BLANK = re.compile(r"\s+")
_ENCODINGS = ("UTF-8", "UTF-16", "GB18030", "Big5")


class Imported(NamedTuple):
    """What became of a file."""

    name: str  #: As the user named it.
    siglum: str
    files: dict[str, bytes]  #: Empty if it could not be imported.
    format: str = ""
    summary: str = ""
    error: str = ""  #: Why it could not be imported, with a hint.
    title: str = ""  #: Of the source.


def import_bytes(data: bytes, name: str, siglum: str, options: ImportOptions) -> Imported:
    """Return the source folder of a file. Whatever is in the file, this does not raise.

    Args:
        data: The file.
        name: Its name, for the record.
        siglum: Of the source to be.
        options: The corpus, the limits, and what the user said of the file.
    """
    try:
        limits = options.limits
        if len(data) > limits.bytes:
            message = _("larger than {n} bytes", n=f"{limits.bytes:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))
        with watching(Budget(limits.seconds, limits.memory)):
            return run(name, partial(_import, data, name, siglum, options))
    except Overrun as error:
        return Imported(name, siglum, {}, error=with_hint(str(error), error.hint))
    except Undetectable as error:
        why = _("{why}; tried: {tried}", why=error, tried=", ".join(error.tried)) if error.tried else str(error)
        return Imported(name, siglum, {}, error=with_hint(why, _("name its kind with --format")))
    except UnreadableSource as error:
        return Imported(name, siglum, {}, error=with_hint(str(error), error.hint))
    except UndecodableSource as error:
        why = _("line {line}: {why}", line=error.line, why=error)
        return Imported(name, siglum, {}, error=with_hint(why, _("the file is damaged; get it again")))
    except (RecursionError, MemoryError):
        return Imported(name, siglum, {}, error=with_hint(_("too large to be read"), _("split the file")))


def with_hint(message: str, hint: str) -> str:
    """Return a message with a hint, if there is one, in one line."""
    return _("{message} (hint: {hint})", message=message, hint=hint) if hint else message


def forced(data: bytes, format: str) -> Detected:
    """Return what a file is, as the user says; its encoding is still detected.

    Raises:
        Undetectable: A file said to be text is not.
    """
    if FORMATS[format].transcribe is not None:
        return Detected(format, "utf-8", 1.0, _CHOSEN)
    guess = guess_encoding(data)
    if guess is None:
        raise Undetectable(_("not text in a known encoding"), _ENCODINGS)
    return Detected(format, guess.encoding, guess.score, _CHOSEN)


def document_of(
    data: bytes, detected: Detected, limits: Limits, ocr: Ocr = DEFAULT_OCR
) -> tuple[Document, Transcript | None]:
    """Return the text of a file, and its transcript if the file is not text itself.

    Args:
        data: The file.
        detected: What it is.
        limits: Larger files are refused.
        ocr: When its pages are recognised as pictures, and by what.

    Raises:
        UnreadableSource: It is not what it seems, exceeds the limits, or has no text.
        UndecodableSource: It is text in another encoding.
    """
    format = FORMATS[detected.format]
    transcript = _transcript(data, format, limits, ocr)
    text = transcript.text if transcript is not None else decode(data, detected.encoding)
    limits.check_characters(len(text))
    document = format.read(text)
    if not document.lines:
        raise _without_text()
    return document, transcript


def _transcript(data: bytes, format: Format, limits: Limits, ocr: Ocr) -> Transcript | None:
    """What a reader makes of a file that is not text itself, or a recogniser of the pictures of its pages."""
    if format.recognize is not None and ocr.when == "always":
        return format.recognize(data, limits, ocr.engine)
    if format.transcribe is None:
        return None
    try:
        return format.transcribe(data, limits)
    except NoTextLayer:
        if format.recognize is None or ocr.when == "never":
            raise
        return format.recognize(data, limits, ocr.engine)


def _without_text() -> UnreadableSource:
    return UnreadableSource(_("it has no text"), _("if it is pictures, have them recognised first"))


def _import(data: bytes, name: str, siglum: str, options: ImportOptions) -> Imported:
    detected = forced(data, options.format) if options.format else detect(data)
    document, transcript = document_of(data, detected, options.limits, options.ocr)
    format = FORMATS[detected.format]
    main, title = main_text(document.text) if format.whole_page else (None, "")
    places = transcript.places if transcript else ()
    title = title or (transcript.title if transcript else "")
    with use_language(options.language):
        made = draft(document, format, options, places, title=title, is_main=main)
    if not made.texts:
        raise _without_text()
    reading = Reading(data, name, detected, document, transcript)
    with use_language(options.language):
        files = folder(siglum, reading, made, options.genre)
        loose = unanchored(siglum, files)
        if loose:
            files = folder(siglum, reading, made, options.genre, loose)
    summary = "; ".join(filter(None, (_summary(made), *_missed(transcript))))
    return Imported(name, siglum, files, detected.format, summary, title=made.title)


def main_text(page: str) -> tuple[Callable[[str], bool] | None, str]:
    """Find the article of a whole web page, as trafilatura judges.

    Args:
        page: The page, in HTML.

    Returns:
        Whether a paragraph is part of the article (None if it found no article, so that an editor judges all), and the
        title.

    Raises:
        UnreadableSource: trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError:
        raise UnreadableSource(_("whole web pages need trafilatura"), "pip install 'jiaozhu[web]'") from None
    extracted = trafilatura.extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    metadata = trafilatura.extract_metadata(page)
    title = html.unescape(metadata.title or "") if metadata else ""
    flat = _BLANK.sub("", extracted)
    lines = {_BLANK.sub("", line) for line in extracted.split("\n")}
    if len(flat) < 20:
        return None, title

    def is_main(words: str) -> bool:
        needle = _BLANK.sub("", words)
        # A short line may be in the article by chance: a link to it, say.
        return needle in lines or needle == _BLANK.sub("", title) or (len(needle) >= 25 and needle in flat)

    return is_main, title


def _missed(transcript: Transcript | None) -> Iterator[str]:
    """What of the file is not in its transcript, for the terminal."""
    account = transcript.account if transcript is not None else None
    if account is None:
        return
    if account.left_out:
        counts = ", ".join(f"{kind_label(kind)} {count.items:,}" for kind, count in account.left_out.items())
        yield _("left out of the transcript: {counts}", counts=counts)
    if account.unaccounted:
        yield _("the account of the file is {n} characters short (S112)", n=f"{account.unaccounted:,}")


def _summary(made: Draft) -> str:
    """What was drafted, for the terminal."""
    kinds = Counter(finding.kind for finding in made.findings)
    texts, blocks = len(made.texts), sum(len(text.blocks) for text in made.texts)
    counted = ", ".join(
        (ngettext("{n} text", "{n} texts", texts, n=texts), ngettext("{n} block", "{n} blocks", blocks, n=blocks))
    )
    if not kinds:
        return counted
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return _("{drafted}; to judge: {found}", drafted=counted, found=found)
