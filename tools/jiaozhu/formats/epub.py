"""EPUB: the documents of its spine in reading order, one line for each block of text."""

from __future__ import annotations

from urllib.parse import unquote

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.markup_lines import MarkupLines
from jiaozhu.formats.packages import Package, beside, local, walk
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Transcript

_CONTAINER = "META-INF/container.xml"


def transcribe_epub(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an EPUB file. The page of a line is the number of its document in the spine.

    Raises:
        UnreadableSource: The file is damaged or encrypted, or exceeds the limits.
    """
    package = Package(data, limits)
    roots = [
        element.get("full-path", "")
        for element, _depth in walk(package.xml(_CONTAINER))
        if local(element) == "rootfile"
    ]
    if not roots:
        raise UnreadableSource(_("the container does not name a book"), _("the file is damaged; get it again"))
    names = [beside("", roots[0])]
    items: dict[str, tuple[str, str]] = {}
    spine: list[str] = []
    builder = TranscriptBuilder(limits)
    for element, _depth in walk(package.xml(names[0])):
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
                message = _("'{member}' is not text in a known encoding", member=member)
                raise UnreadableSource(message, _("the file is damaged; get it again"))
            text = decode_all(content, guess.encoding).text.removeprefix("\ufeff")
            MarkupLines(builder, limits, page=number).read(text)
        elif kind:
            builder.notes.append(lazy("“{address}” in the spine is not text, or is missing", address=address))
    return builder.finish()
