"""EPUB: the documents of its spine in reading order, one line for each block of text.

What a reading system does not show as text is left out with its words: the package's metadata, tables of contents,
documents that the spine does not name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.marked.counting import count_characters, count_markup
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.markup_lines import MarkupLines
from jiaozhu.formats.marked.packages import Package, beside, local, walk
from jiaozhu.formats.marked.visiting import words_of
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Transcript

_CONTAINER = "META-INF/container.xml"
_ENCRYPTED = "META-INF/encryption.xml"
_MARKUP = frozenset({"application/xhtml+xml", "text/html", "image/svg+xml", "text/x-oeb1-document"})
_MARKUP_ENDINGS = (".xhtml", ".html", ".htm")

#: Authors that are named.
_MOST_AUTHORS = 10


class _Item(NamedTuple):
    """An entry of the package's manifest."""

    member: str
    kind: str
    properties: frozenset[str]


class _Book(NamedTuple):
    """What a package document says."""

    name: str
    items: dict[str, _Item]
    spine: list[tuple[str, bool]]  #: The id of each document, and whether it is in the main line of reading.
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""


def transcribe_epub(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an EPUB file. The page of a line is the number of its document in the spine.

    Raises:
        UnreadableSource: The file is damaged or encrypted, or exceeds the limits.
    """
    package = Package(data, limits)
    book = _book(package)
    if len(book.spine) > limits.pages:
        message = _("more than {n} pages", n=f"{limits.pages:,}")
        raise UnreadableSource(message, _("split the file, or raise the limit"))
    builder = TranscriptBuilder(limits)
    builder.title = book.title
    builder.author, builder.publisher, builder.date = ", ".join(book.authors), book.publisher, book.date
    builder.find_picture = package.picture
    for text in filter(str.strip, package.xml(book.name).itertext()):
        builder.leave("metadata", text, book.name)
    builder.expect(count_characters(package.read(book.name)))
    flow = Flow(builder)
    read: set[str] = set()
    linear = [(number, id) for number, (id, main) in enumerate(book.spine, 1) if main]
    beside_it = [(number, id) for number, (id, main) in enumerate(book.spine, 1) if not main]
    for number, id in linear + beside_it:
        item = book.items.get(id)
        if item and item.kind in _MARKUP and item.member in package.names and item.member not in read:
            flow.page = number
            read.add(item.member)
            _read(package, item, builder, limits, flow)
        elif item and item.kind and item.member not in read:
            shown = item.member.rpartition("/")[2]
            builder.notes.append(lazy("“{address}” in the spine is not text, or is missing", address=shown))
    _leave_rest(package, book, read, builder, limits)
    return builder.finish()


def _read(package: Package, item: _Item, builder: TranscriptBuilder, limits: Limits, flow: Flow) -> None:
    """Read a document of the spine; a table of contents is left out."""
    text = _text(package, item.member)
    builder.expect(count_markup(text))
    leave = "navigation" if "nav" in item.properties else ""
    resolve = _resolver(item.member)
    MarkupLines(builder, limits, flow=flow, member=item.member, resolve=resolve, leave=leave).read(text)


def _leave_rest(package: Package, book: _Book, read: set[str], builder: TranscriptBuilder, limits: Limits) -> None:
    """Account for the documents that the spine does not name."""
    known = {item.member: item for item in book.items.values()}
    for member in sorted(package.names - read):
        item = known.get(member, _Item(member, "", frozenset()))
        if item.kind == "application/x-dtbncx+xml" or (not item.kind and member.endswith(".ncx")):
            for text in filter(str.strip, package.xml(member).itertext()):
                builder.leave("navigation", text, member)
            builder.expect(count_characters(package.read(member)))
        elif item.kind in _MARKUP - {"image/svg+xml"} or (not item.kind and member.endswith(_MARKUP_ENDINGS)):
            text = _text(package, member)
            builder.expect(count_markup(text))
            leave = "navigation" if "nav" in item.properties else "hidden"
            MarkupLines(builder, limits, member=member, leave=leave).read(text)


def _book(package: Package) -> _Book:
    roots = [
        element.get("full-path", "")
        for element, _depth in walk(package.xml(_CONTAINER))
        if local(element) == "rootfile"
    ]
    if not roots:
        raise UnreadableSource(_("the container does not name a book"), _("the file is damaged; get it again"))
    name = beside("", roots[0])
    items: dict[str, _Item] = {}
    spine: list[tuple[str, bool]] = []
    said: dict[str, list[str]] = {"title": [], "creator": [], "publisher": [], "date": []}
    for element, _depth in walk(package.xml(name)):
        kind = local(element)
        if kind == "item":
            member = beside(name, unquote(element.get("href", "")))
            properties = frozenset(element.get("properties", "").split())
            items.setdefault(element.get("id", ""), _Item(member, element.get("media-type", ""), properties))
        elif kind == "itemref":
            spine.append((element.get("idref", ""), element.get("linear", "yes") != "no"))
        elif kind in said:
            said[kind].append(words_of(element))
    first = {kind: next(filter(None, words), "") for kind, words in said.items()}
    authors = tuple(filter(None, said["creator"]))[:_MOST_AUTHORS]
    return _Book(name, items, spine, first["title"], authors, first["publisher"], first["date"])


def _text(package: Package, member: str) -> str:
    content = package.read(member)
    guess = guess_encoding(content)
    if guess is None:
        if _ENCRYPTED in package.names:
            raise UnreadableSource(_("'{member}' is encrypted", member=member), _("get a file without a lock"))
        message = _("'{member}' is not text in a known encoding", member=member)
        raise UnreadableSource(message, _("the file is damaged; get it again"))
    return decode_all(content, guess.encoding).text.removeprefix("\ufeff")


def _resolver(member: str) -> Callable[[str], str]:
    """Return a function that says what an address in a document is in the package, or elsewhere."""

    def resolve(address: str) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        if parts.scheme or parts.netloc:
            return address
        target = beside(member, unquote(parts.path)) if parts.path else member
        return f"{target}#{parts.fragment}" if parts.fragment else target

    return resolve
