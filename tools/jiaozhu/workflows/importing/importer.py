"""One file: detected, read, drafted. Pure: bytes in, the files of a source folder out; nothing on disk."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jiaozhu.formats import (
    DEFAULT_LIMITS,
    FORMATS,
    Detected,
    Limits,
    UndecodableSource,
    Undetectable,
    UnreadableSource,
    decode,
    detect,
    guess_encoding,
)
from jiaozhu.locale import SOURCE_LANGUAGE, lazy, use_language
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.drafting import Draft, draft
from jiaozhu.workflows.importing.folder import folder
from jiaozhu.workflows.importing.verifying import unanchored

#: The evidence for a format that the user names.
_CHOSEN = lazy("chosen by the user")
_BLANK = re.compile(r"\s+")


class Imported(NamedTuple):
    """What became of a file."""

    name: str  #: As the user named it.
    siglum: str
    files: dict[str, bytes]  #: Empty if it could not be imported.
    format: str = ""
    summary: str = ""
    error: str = ""  #: Why not, with a hint.


def import_bytes(
    data: bytes,
    name: str,
    siglum: str,
    *,
    format: str | None = None,
    others: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
    language: str = SOURCE_LANGUAGE,
) -> Imported:
    """The source folder of ``data``; never raises for what is in it.

    Args:
        data: The file.
        name: Its name, for the record.
        siglum: Of the source to be.
        format: Overrides detection.
        others: Texts of other sources of the corpus.
        limits: Past which a file is refused.
        language: Of the corpus: what is drafted is written in it, errors in the user's.
    """
    try:
        if len(data) > limits.bytes:
            raise UnreadableSource(f"larger than {limits.bytes:,} bytes", "split the file, or raise the limit")
        detected = forced(data, format) if format else detect(data)
        return _import(data, name, siglum, detected, others, limits, language)
    except Undetectable as error:
        tried = f"; tried: {', '.join(error.tried)}" if error.tried else ""
        return Imported(name, siglum, {}, error=f"{error}{tried} (hint: name its kind with --format)")
    except UnreadableSource as error:
        return Imported(name, siglum, {}, error=f"{error}{f' (hint: {error.hint})' if error.hint else ''}")
    except UndecodableSource as error:
        return Imported(name, siglum, {}, error=f"line {error.line}: {error} (hint: the file is damaged)")
    except (RecursionError, MemoryError):
        return Imported(name, siglum, {}, error="more than can be read (hint: split the file)")


def forced(data: bytes, format: str) -> Detected:
    """What ``data`` is, as the user says: its encoding is still found out.

    Raises:
        Undetectable: it is to be text and is not.
    """
    if FORMATS[format].transcribe is not None:
        return Detected(format, "utf-8", 1.0, _CHOSEN)
    guess = guess_encoding(data)
    if guess is None:
        tried = ("UTF-8", "UTF-16", "GB18030", "Big5")
        raise Undetectable("it is not text in any encoding that is known", tried)
    return Detected(format, guess.encoding, guess.score, _CHOSEN)


def document_of(data: bytes, detected: Detected, limits: Limits) -> tuple[Document, Transcript | None]:
    """The text of ``data``, and the transcript it is if the file is not text itself.

    Raises:
        UnreadableSource: it is not what it seems, too much, or without text.
        UndecodableSource: it is text in another encoding.
    """
    format = FORMATS[detected.format]
    transcript = format.transcribe(data, limits) if format.transcribe is not None else None
    text = transcript.text if transcript is not None else decode(data, detected.encoding)
    limits.check_characters(len(text))
    document = format.read(text)
    if not document.lines:
        raise UnreadableSource("there is no text in it", "it may be pictures: have them recognised first")
    return document, transcript


def _import(
    data: bytes, name: str, siglum: str, detected: Detected, others: Sequence[str], limits: Limits, language: str
) -> Imported:
    document, transcript = document_of(data, detected, limits)
    main, title = main_text(document.text) if FORMATS[detected.format].whole_page else (None, "")
    places = transcript.places if transcript else ()
    title = title or (transcript.title if transcript else "")
    with use_language(language):
        made = draft(document, FORMATS[detected.format], places, title=title, others=others, is_main=main)
    if not made.texts:
        raise UnreadableSource("there is no text in it", "it may be pictures: have them recognised first")
    with use_language(language):
        files = folder(siglum, data, name, detected, document, made, transcript)
        loose = unanchored(siglum, files)
        if loose:
            files = folder(siglum, data, name, detected, document, made, transcript, loose)
    return Imported(name, siglum, files, detected.format, _summary(made))


def main_text(page: str) -> tuple[Callable[[str], bool] | None, str]:
    """Whether a paragraph is of the article, as trafilatura judges; and the title it finds."""
    try:
        import trafilatura
    except ImportError:
        raise UnreadableSource("whole web pages need trafilatura", "pip install 'jiaozhu[web]'") from None
    extracted = trafilatura.extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    metadata = trafilatura.extract_metadata(page)
    title = html.unescape(metadata.title or "") if metadata else ""
    flat = _BLANK.sub("", extracted)
    lines = {_BLANK.sub("", line) for line in extracted.split("\n")}
    if len(flat) < 20:
        return None, title  # it found no article: everything stays, for an editor to judge

    def is_main(words: str) -> bool:
        needle = _BLANK.sub("", words)
        # A short line may stand in the article by chance: a link to it, say.
        return needle in lines or needle == _BLANK.sub("", title) or (len(needle) >= 25 and needle in flat)

    return is_main, title


def _summary(made: Draft) -> str:
    kinds = Counter(finding.kind for finding in made.findings)
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    texts = len(made.texts)
    blocks = sum(len(text.entries) for text in made.texts)
    return f"{texts} text{'s' if texts != 1 else ''}, {blocks} blocks" + (f"; to judge: {found}" if found else "")
