"""One file: detected, read, drafted. Pure: bytes in, the files of a source folder out; nothing on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from jiaozhu.edition.garbage import collected_seldom
from jiaozhu.formats import (
    FORMATS,
    Decoded,
    Detected,
    Format,
    Limits,
    NoTextLayer,
    PageRecognizer,
    Undetectable,
    UnreadableSource,
    column_format,
    decode_all,
    detect,
    guess_encoding,
    read_text,
)
from jiaozhu.locale import _, lazy, ngettext, use_language
from jiaozhu.model.document import Document
from jiaozhu.model.file_account import kind_label
from jiaozhu.model.transcript import Transcript
from jiaozhu.model.watch import Budget, Overrun, run, watching
from jiaozhu.workflows.importing.drafting import Draft, draft
from jiaozhu.workflows.importing.folder import PROPOSALS, Reading, folder, proposals_file
from jiaozhu.workflows.importing.metadata import Metadata, iso_date
from jiaozhu.workflows.importing.options import DEFAULT_OCR, ImportOptions, Ocr
from jiaozhu.workflows.importing.origins import ON_DISK, Origin
from jiaozhu.workflows.importing.pages.web_pages import main_text
from jiaozhu.workflows.importing.picture_files import pictures_of
from jiaozhu.workflows.importing.proposing import proposals
from jiaozhu.workflows.importing.verifying import tried

__all__ = ["Imported", "document_of", "forced", "import_bytes"]

#: The evidence for a format that the user names.
_CHOSEN = lazy("chosen by the user")
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


def import_bytes(data: bytes, name: str, siglum: str, options: ImportOptions, origin: Origin = ON_DISK) -> Imported:
    """Return the source folder of a file. Whatever is in the file, this does not raise.

    Args:
        data: The file.
        name: Its name, for the record.
        siglum: Of the source to be.
        options: The corpus, the limits, and what the user said of the file.
        origin: Where it comes from.
    """
    try:
        limits = options.limits
        if len(data) > limits.bytes:
            message = _("larger than {n} bytes", n=f"{limits.bytes:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))
        with watching(Budget(limits.seconds, limits.memory)), collected_seldom():
            return run(name, partial(_import, data, name, siglum, options, origin))
    except Overrun as error:
        return Imported(name, siglum, {}, error=with_hint(str(error), error.hint))
    except Undetectable as error:
        why = _("{why}; tried: {tried}", why=error, tried=", ".join(error.tried)) if error.tried else str(error)
        return Imported(name, siglum, {}, error=with_hint(why, _("name its kind with --format")))
    except UnreadableSource as error:
        return Imported(name, siglum, {}, error=with_hint(str(error), error.hint))
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
    data: bytes, detected: Detected, limits: Limits, ocr: Ocr = DEFAULT_OCR, column: str = ""
) -> tuple[Document, Transcript | None]:
    """Return the text of a file, and its transcript if the file is not text itself.

    Args:
        data: The file.
        detected: What it is.
        limits: Larger files are refused.
        ocr: When its pages are recognised as pictures, and by what.
        column: That is the text, of a table.

    Raises:
        UnreadableSource: It is not what it seems, exceeds the limits, or has no text.
    """
    format = FORMATS[detected.format]
    transcript = format.columns(data, limits, column) if format.columns else _transcript(data, format, limits, ocr)
    decoded = Decoded(transcript.text, ()) if transcript is not None else decode_all(data, detected.encoding)
    limits.check_characters(len(decoded.text))
    document = read_text(format, decoded)
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
        read = format.transcribe(data, limits)
    except NoTextLayer:
        if format.recognize is None or ocr.when == "never":
            raise
        return format.recognize(data, limits, ocr.engine)
    if read.unreliable and format.recognize is not None and ocr.when == "auto":
        return _better(read, format.recognize, data, limits, ocr.engine)
    return read


def _better(read: Transcript, recognize: PageRecognizer, data: bytes, limits: Limits, engine: str) -> Transcript:
    """The transcript of what pages look like; if they cannot be recognised, that of the unreliable text they have."""
    try:
        found = recognize(data, limits, engine)
    except UnreadableSource as error:
        if not read.text:
            raise
        return replace(read, notes=(*read.notes, str(error)))
    said = set(map(str, found.notes))
    notes = (*(note for note in read.notes if str(note) not in said), *found.notes)
    return replace(found, notes=notes) if found.text else read


def _without_text() -> UnreadableSource:
    return UnreadableSource(_("it has no text"), _("if it is pictures, have them recognised first"))


def _import(data: bytes, name: str, siglum: str, options: ImportOptions, origin: Origin) -> Imported:
    detected = _detected(data, options)
    document, transcript = document_of(data, detected, options.limits, options.ocr, options.column)
    format = FORMATS[detected.format]
    main = main_text(document) if format.whole_page else None
    places = transcript.places if transcript else ()
    title = main.title if main is not None else transcript.title if transcript else ""
    stated = Metadata("", transcript.author, transcript.publisher, iso_date(transcript.date)) if transcript else None
    make = partial(draft, document, format, options, places, title=title, main=main, stated=stated)
    pictures = pictures_of(document, transcript, main, options.limits)
    reading = Reading(data, name, detected, document, transcript, origin, pictures)
    files, made, trouble = _sound(siglum, reading, make, options)
    summary = "; ".join(filter(None, (_summary(made), *trouble, *_missed(transcript), *_undecodable(document))))
    return Imported(name, siglum, files, detected.format, summary, title=made.title)


def _detected(data: bytes, options: ImportOptions) -> Detected:
    """What the file is, as the user says or as it looks; to name a column is to say that it has some."""
    name = options.format or (column_format(data) if options.column else "")
    if options.column and FORMATS[name].columns is None:
        message = _("a file of the format {format} has no columns", format=name)
        raise UnreadableSource(message, _("--column is for the formats csv and json"))
    return forced(data, name) if name else detect(data)


def _sound(
    siglum: str, reading: Reading, make: Callable[..., Draft], options: ImportOptions
) -> tuple[dict[str, bytes], Draft, list[str]]:
    """The files of a draft that its own check accepts, and what had to be dropped for it, for the terminal.

    Raises:
        UnreadableSource: It has no text, or not even the simplest draft is accepted.
    """
    trouble: list[str] = []
    for simple in (False, True):
        with use_language(options.language):
            made = make(simple=simple)
            if not made.texts:
                raise _without_text()
            proposed = list(proposals(reading.document, made))
            files = folder(siglum, reading, made, options.genre, proposed)
        trial = tried(siglum, files, reading.document)
        if not trial.wrong:
            break
        what = "; ".join(f"{problem.code} {problem.message}" for problem in trial.wrong[:3])
        if simple:
            message = _("the draft made of it is not sound ({what})", what=what)
            raise UnreadableSource(message, _("the importer is wrong: please report it with the file"))
        trouble.append(_("texts and joins dropped, for the draft was not sound ({what}); please report it", what=what))
    if trial.loose:
        with use_language(options.language):
            del files[PROPOSALS]
            files |= proposals_file([item for item in proposed if item.id not in trial.loose])
    return files, made, trouble


def _undecodable(document: Document) -> Iterator[str]:
    """What of the file is not text, and where it is first, for the terminal."""
    gap = next((mark for mark in document.markup if mark.what == "undecodable"), None)
    if gap is None:
        return
    before = document.text[: gap.span.start]
    yield ngettext(
        "{n} byte is not text and is a gap: line {line}, column {column} ({bytes})",
        "{n} bytes are not text and are gaps, the first in line {line}, column {column} ({bytes})",
        document.undecodable,
        n=f"{document.undecodable:,}",
        line=before.count("\n") + 1,
        column=gap.span.start - before.rfind("\n"),
        bytes=gap.detail,
    )


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
    if made.habits:
        usual = ", ".join(f"{count} {kind}" for kind, count in sorted(made.habits.items()))
        counted = _("{drafted}; too many to judge: {found}", drafted=counted, found=usual)
    if not kinds:
        return counted
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return _("{drafted}; to judge: {found}", drafted=counted, found=found)
