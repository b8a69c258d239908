"""MHTML: a web page saved as one file (RFC 2557), as browsers write it. Its transcript is the page's HTML.

So the page is read as any whole web page is. The other parts are left out: pictures, scripts, styles and attached files
with their number, further texts with their words, and the file's own head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message
from itertools import count

import webencodings

from jiaozhu.formats.decoding import ENCODINGS, decode_all, guess_encoding
from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.formats.sample import Sample
from jiaozhu.formats.web.mime_counting import count_mail
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import PageSpot, Transcript

__all__ = ["sniff_mhtml", "transcribe_mhtml"]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PROGRAMS = frozenset({"text/css", "text/javascript"})
_HEAD = 16_384
_FIRST = re.compile(rb"[!-9;-~]{1,80}+:")
_KIND = re.compile(rb"^content-type:\s*+(?:multipart/related|text/html)\b", re.M)
_BLANK = re.compile(rb"\r?\n\r?\n")
_ENDS = re.compile("\r\n?")


def sniff_mhtml(sample: Sample) -> Sniffed | None:
    """Claim a message of MIME that is a web page with its parts."""
    data = sample.data[:_HEAD]
    end = _BLANK.search(data)
    if end is None or not _FIRST.match(data):
        return None
    head = data[: end.start()].lower()
    if b"mime-version:" not in head or not _KIND.search(head):
        return None
    return Sniffed(0.95, lazy("the head of a web page saved as one file (MIME)"))


def transcribe_mhtml(data: bytes, limits: Limits) -> Transcript:
    """Return the HTML of a saved web page; of further pages, which are frames, the words are left out.

    Raises:
        UnreadableSource: It has no page, its parts are damaged, or it exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    try:
        builder.expect(count_mail(data, limits.depth, text_of))
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(_leaves(message))
    except RecursionError:
        raise too_deep(limits.depth) from None
    _refuse_damaged(message)
    page = _page(message, parts)
    if page is None:
        raise UnreadableSource(_("it has no page in HTML"), _("the file is damaged; get it again"))
    for name, value in message.raw_items():
        head = f"{name}: {value}".encode("utf-8", "surrogateescape").decode("latin-1")
        builder.leave("metadata", head, name[:80])
    text = ""
    for number, part in zip(count(1), parts):
        content = _bytes(part)
        where = f"part {number}"
        if part is page:
            text = _ENDS.sub("\n", text_of(content, part.get_content_charset() or ""))
            builder.add(text, PageSpot("p", at=where))
        else:
            _leave(builder, part, content, where)
    stray = text.count("\ufffd")
    if stray:
        builder.notes.append(lazy("bytes of the page that are not text: {n}", n=f"{stray:,}"))
    for around in _around(message):
        builder.leave("comment", around.encode("utf-8", "surrogateescape").decode("latin-1"))
    read = builder.finish()
    if read.account is None or read.account.unaccounted:
        # Two parsers disagree about its parts, so the words of the page are not certain.
        raise _damaged(_("where its parts end is uncertain"))
    # The reader of HTML finds the paragraphs, in the page as it is.
    text = text if text.endswith("\n") else f"{text}\n"
    return replace(read, text=text, places=(), parts=dict(_pictures(parts)))


def _refuse_damaged(message: Message) -> None:
    for part in message.walk():
        for defect in part.defects:
            raise _damaged(type(defect).__name__)


def _damaged(why: str) -> UnreadableSource:
    message = _("its parts are damaged: {why}", why=why)
    return UnreadableSource(message, _("save the page again, or as HTML alone"))


def _leave(builder: TranscriptBuilder, part: Message, content: bytes, where: str) -> None:
    kind = part.get_content_type()
    if kind in _PROGRAMS:
        builder.leave("script", "", where)
    elif part.get_content_maintype() == "image":
        builder.leave("picture", "", where)
    elif part.get_content_maintype() == "text" or kind in _HTML:
        builder.leave("attachment", text_of(content, part.get_content_charset() or ""), where)
    else:
        builder.leave("attachment", "", where)


def _pictures(parts: Iterable[Message]) -> Iterator[tuple[str, bytes]]:
    """The pictures by the addresses that the page may name them by."""
    for part in parts:
        if part.get_content_maintype() == "image":
            content = _bytes(part)
            if name := str(part.get("Content-ID", "")).strip().strip("<>"):
                yield f"cid:{name}", content
            if address := str(part.get("Content-Location", "")).strip():
                yield address, content


def _leaves(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that the head names, or the first in HTML."""
    pages = [part for part in parts if part.get_content_type() in _HTML]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID", "").strip() == start]
    return next(iter(named or pages), None)


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _around(message: Message) -> Iterator[str]:
    """What is before the first part and after the last, at any depth."""
    for part in message.walk():
        if part.is_multipart():
            yield from (around for around in (part.preamble, part.epilogue) if around)


def text_of(data: bytes, charset: str) -> str:
    """Return the text of a part, in the encoding that its head says, or in that which it seems to have."""
    found = webencodings.lookup(charset)
    name = {"gbk": "gb18030"}.get(found.name, found.name) if found is not None else ""
    if name not in ENCODINGS:
        guess = guess_encoding(data)
        name = guess.encoding if guess is not None else "windows-1252"
    return decode_all(data, name).text
