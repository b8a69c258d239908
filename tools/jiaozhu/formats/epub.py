"""EPUB: the documents of its spine in reading order, one line for each block of text."""

from __future__ import annotations

from urllib.parse import unquote

from jiaozhu.formats.decoding import guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.markup_lines import MarkupLines
from jiaozhu.formats.packages import Package, beside, local, walk
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Transcript

_CONTAINER = "META-INF/container.xml"


def transcribe_epub(data: bytes, limits: Limits) -> Transcript:
    """The transcript of an EPUB file. A place's ``page`` is the number of its document in the spine.

    Raises:
        UnreadableSource: damaged, encrypted, or past the limits.
    """
    package = Package(data, limits)
    roots = [
        element.get("full-path", "") for element, _ in walk(package.xml(_CONTAINER)) if local(element) == "rootfile"
    ]
    if not roots:
        raise UnreadableSource("the container names no book", "the file is damaged; get it again")
    names = [beside("", roots[0])]
    items: dict[str, tuple[str, str]] = {}
    spine: list[str] = []
    builder = TranscriptBuilder(limits)
    for element, _ in walk(package.xml(names[0])):
        name = local(element)
        if name == "item":
            items[element.get("id", "")] = (element.get("href", ""), element.get("media-type", ""))
        elif name == "itemref":
            spine.append(element.get("idref", ""))
        elif name == "title" and not builder.title:
            builder.title = element.text or ""
    for number, id in enumerate(spine[: limits.pages], 1):
        address, kind = items.get(id, ("", ""))
        member = beside(names[0], unquote(address))
        if kind in ("application/xhtml+xml", "text/html") and member in package.names:
            content = package.read(member)
            guess = guess_encoding(content)
            if guess is None:
                raise UnreadableSource(
                    f"'{member}' is in no encoding that is known", "the file is damaged; get it again"
                )
            lines = MarkupLines(builder, limits, page=number)
            lines.feed(content.decode(guess.encoding).removeprefix("\ufeff"))
            lines.close()
        elif kind:
            builder.notes.append(f"书脊所列“{address}”不是文字，或已缺失")
    return builder.finish()
