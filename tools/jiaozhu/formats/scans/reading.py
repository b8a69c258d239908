"""Pictures become a transcript: recognised, put into reading order, with the place and the score of every line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jiaozhu.formats.format import NoTextLayer
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.pdf import metadata, opened
from jiaozhu.formats.scans.arranging import Arranged, Arrangement, arranged, box_of
from jiaozhu.formats.scans.engines import recognizer
from jiaozhu.formats.scans.facsimile import page_image
from jiaozhu.formats.scans.pictures import Picture, pictures_of_image, pictures_of_pdf
from jiaozhu.formats.scans.recognizer import Letter, Recognizer
from jiaozhu.formats.scans.turning import Turned, read_upright
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import Doubt, PageImage, PageSpot, Transcript
from jiaozhu.model.watch import part

__all__ = ["recognize_image", "recognize_pdf", "recognize_pictures", "without_text"]

#: A character of which an engine is less certain than this is doubtful.
_DOUBTFUL = 0.8
#: Slant in degrees from which a page is said to be askew.
_ASKEW = 0.3


def without_text(_data: bytes, _limits: Limits) -> Transcript:
    """Refuse to read a picture as if it had text.

    Raises:
        NoTextLayer: Always.
    """
    raise NoTextLayer(_("a picture has no text of its own"), _("have it recognised: --ocr auto"))


def recognize_image(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of an image file: one line for each line on it, in reading order.

    Args:
        data: The file.
        limits: Of pages, pixels and characters.
        engine: The recogniser's name; by default the first that is installed.

    Raises:
        UnreadableSource: No recogniser is installed, the file is damaged, or it exceeds the limits.
    """
    return recognize_pictures(pictures_of_image(data, limits), recognizer(engine), limits)


def recognize_pdf(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of the pages of a PDF as they look, whatever text the file has.

    Args:
        data: The file.
        limits: Of pages, pixels and characters.
        engine: The recogniser's name; by default the first that is installed.

    Raises:
        UnreadableSource: No recogniser is installed, the file is damaged or locked, or it exceeds the limits.
    """
    reader = recognizer(engine)
    with opened(data, limits) as document:
        return recognize_pictures(pictures_of_pdf(document, limits), reader, limits, metadata(document, "Title"))


def recognize_pictures(pictures: Iterator[Picture], reader: Recognizer, limits: Limits, title: str = "") -> Transcript:
    """Return the transcript of pages: one line for each line on them, in reading order.

    Args:
        pictures: The pages.
        reader: The recogniser.
        limits: Of what is kept.
        title: Of the whole.

    Raises:
        UnreadableSource: A page cannot be recognised, or the limits are exceeded.
    """
    builder = TranscriptBuilder(limits)
    builder.title = title
    builder.reader = reader.identity
    images: list[PageImage] = []
    kept = paragraphs = 0
    for picture in pictures:
        builder.notes += picture.notes
        turned = part(partial(_read, picture, reader))
        page = arranged(turned.lines)
        image = page_image(picture._replace(image=turned.image), page.slant)
        kept += len(image.data)
        if kept > limits.unpacked:
            message = _("pictures of more than {n} bytes", n=f"{limits.unpacked:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit 'unpacked'"))
        images.append(image)
        _note(picture.number, page, turned.degrees, builder)
        for item in page.lines:
            _add(item, picture.number, paragraphs, builder)
        paragraphs += 1 + max((item.paragraph for item in page.lines), default=0)
    builder.images = images
    return builder.finish()


def _read(picture: Picture, reader: Recognizer) -> Turned:
    try:
        return read_upright(picture.image, reader)
    except UnreadableSource:
        raise
    except Exception as error:  # an engine is another's code, and a picture a stranger's
        words = " ".join(str(error).split())
        if "alloc" in words:  # ONNX Runtime says so where Python would raise this
            raise MemoryError(words) from None
        message = _("page {number} cannot be recognised: {why}", number=picture.number, why=words[-300:])
        raise UnreadableSource(message, _("save the picture in another format, or without this page")) from None


def _has_rivals(letter: Letter) -> bool:
    return letter.char.isalnum() and any(char.isalnum() for char, _score in letter.others)


def _note(number: int, page: Arrangement, degrees: int, builder: TranscriptBuilder) -> None:
    if not page.lines:
        builder.notes.append(lazy("page {number} has no text", number=number))
    if degrees:
        builder.notes.append(lazy("page {number} was turned by {angle} degrees", number=number, angle=degrees))
    if page.vertical:
        builder.notes.append(lazy("page {number} is set vertically", number=number))
    if abs(page.slant) >= _ASKEW:
        builder.notes.append(lazy("page {number} is askew by {angle} degrees", number=number, angle=page.slant))


def _add(item: Arranged, page: int, before: int, builder: TranscriptBuilder) -> None:
    """Add a line. Its doubts count from its first character that is not blank, as the transcript has it."""
    line = item.line
    builder.expect(solid(line.text))
    letters = [letter for letter in line.letters if letter.char.isprintable()]
    if dropped := "".join(letter.char for letter in line.letters if not letter.char.isprintable()):
        builder.leave("control", dropped)
    while letters and letters[0].char.isspace():
        del letters[0]
    doubts, at = [], 0
    for letter in letters:
        if (letter.score < _DOUBTFUL or _has_rivals(letter)) and not letter.char.isspace():
            doubts.append(Doubt(at, letter.char, letter.score, letter.others))
        at += len(letter.char)
    text = "".join(letter.char for letter in letters)
    spot = PageSpot(item.kind, before + item.paragraph + 1, page, box_of(line.corners), round(line.score, 4))
    builder.add(text, spot._replace(doubts=tuple(doubts)))
