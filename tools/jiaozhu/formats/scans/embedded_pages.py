"""Books whose pages are pictures: the pictures in a package are recognised, and read at their places in its text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from jiaozhu.formats.format import Transcriber
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.marked.epub import transcribe_epub
from jiaozhu.formats.marked.mobi import transcribe_mobi
from jiaozhu.formats.office.docx import transcribe_docx
from jiaozhu.formats.office.odt import transcribe_odt
from jiaozhu.formats.scans.engines import recognizer
from jiaozhu.formats.scans.pictures import Picture, pictures_of_image
from jiaozhu.formats.scans.reading import recognize_pictures
from jiaozhu.locale import lazy
from jiaozhu.model.file_account import FileAccount, Sum
from jiaozhu.model.transcript import PageSpot, Transcript

__all__ = ["recognize_docx", "recognize_epub", "recognize_in", "recognize_mobi", "recognize_odt"]


def recognize_in(transcribe: Transcriber, data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of a package with what the pictures that are its pages look like.

    Args:
        transcribe: Reads the package.
        data: The file.
        limits: Of the file.
        engine: The recogniser's name; by default the first that is installed.

    Raises:
        UnreadableSource: No recogniser is installed, the file is damaged, or it exceeds the limits.
    """
    read = transcribe(data, limits)
    if not read.unreliable:
        note = lazy("the file has text of its own; what is written in its pictures was not recognised")
        return replace(read, notes=(*read.notes, note)) if read.inlines else read
    pages = _Pages(read, limits)
    found = recognize_pictures(iter(pages), recognizer(engine), limits, read.title)
    return _joined(read, found, pages.lines) if found.text else replace(read, unreliable=False)


def recognize_docx(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of a DOCX file, as ``recognize_in`` does."""
    return recognize_in(transcribe_docx, data, limits, engine)


def recognize_epub(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of an EPUB, as ``recognize_in`` does."""
    return recognize_in(transcribe_epub, data, limits, engine)


def recognize_mobi(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of a Mobipocket or Kindle book, as ``recognize_in`` does."""
    return recognize_in(transcribe_mobi, data, limits, engine)


def recognize_odt(data: bytes, limits: Limits, engine: str = "") -> Transcript:
    """Return the transcript of an OpenDocument text, as ``recognize_in`` does."""
    return recognize_in(transcribe_odt, data, limits, engine)


class _Pages:
    """The pictures of a package as pages, in its order, each once."""

    def __init__(self, read: Transcript, limits: Limits) -> None:
        self._read, self._limits = read, limits
        self.lines: dict[int, int] = {}  #: The line of the transcript after which each page is.

    def __iter__(self) -> Iterator[Picture]:
        find = self._read.find_picture
        seen: set[str] = set()
        for item in self._read.inlines if find is not None else ():
            if item.kind != "picture" or item.value in seen:
                continue
            seen.add(item.value)
            data = find(item.value) if find is not None else None
            try:
                pictures = list(pictures_of_image(data, self._limits)) if data else []
            except UnreadableSource:
                continue  # a drawing or a damaged picture: it is counted among those that are not kept
            for picture in pictures:
                number = len(self.lines) + 1
                self.lines[number] = item.line
                yield picture._replace(number=number)


def _joined(read: Transcript, found: Transcript, after: Mapping[int, int]) -> Transcript:
    """What a package has as text, with what its pictures have where they are."""
    recognised: defaultdict[int, list[tuple[str, PageSpot]]] = defaultdict(list)
    for line, place in zip(found.text.splitlines(), found.places, strict=True):
        recognised[after[place.page]].append((line, place))
    paragraphs = max((place.paragraph for place in read.places), default=0)
    lines, places, numbers = [], [], {0: 0}
    own = zip(read.text.splitlines(), read.places, strict=True)
    for number, (line, place) in enumerate([("", PageSpot()), *own]):
        if number:
            lines.append(line)
            places.append(place._replace(page=0))
            numbers[number] = len(lines)
        for words, spot in recognised.get(number, ()):
            lines.append(words)
            places.append(spot._replace(paragraph=spot.paragraph + paragraphs))
    return replace(
        read,
        text="".join(f"{line}\n" for line in lines),
        places=tuple(places),
        notes=(*read.notes, *found.notes),
        account=_added(read.account, found.account),
        inlines=tuple(item._replace(line=numbers[item.line]) for item in read.inlines),
        choices=tuple(choice._replace(line=numbers[choice.line]) for choice in read.choices),
        pictures=(),  # they are the pictures of pages
        images=found.images,
        reader=found.reader,
        unreliable=False,
    )


def _added(one: FileAccount | None, other: FileAccount | None) -> FileAccount | None:
    """The account of what two readers have read."""
    if one is None or other is None:
        return None
    return FileAccount(
        (one.counted or 0) + (other.counted or 0),
        one.kept + other.kept,
        _sums(one.supplied, other.supplied),
        _sums(one.left_out, other.left_out),
        (*one.items, *other.items),
    )


def _sums(one: Mapping[str, Sum], other: Mapping[str, Sum]) -> dict[str, Sum]:
    items, characters = Counter[str](), Counter[str]()
    for sums in (one, other):
        for kind, found in sums.items():
            items[kind] += found.items
            characters[kind] += found.characters
    return {kind: Sum(items[kind], characters[kind]) for kind in items}
