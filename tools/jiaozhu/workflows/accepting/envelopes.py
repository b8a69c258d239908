"""Envelopes: the forms in which contributions arrive. Each is a record; the first that recognises a text opens it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from jiaozhu.locale import _
from jiaozhu.model.doors import with_plugins
from jiaozhu.model.limits import MOST_FILES, MOST_SENT
from jiaozhu.workflows.accepting.patches import read_patch
from jiaozhu.workflows.accepting.sent import (
    NOBODY,
    Answer,
    Author,
    Sent,
    SentFile,
    Unreadable,
    author_of,
    joined,
    plain_lines,
)

__all__ = ["ENVELOPES", "GROUP", "Envelope", "open_envelope"]

#: The group of entry points by which other packages add envelopes.
GROUP = "jiaozhu.envelopes"
NAME, VERSION = "contribution", 1
_BODIES = ("body", "description")  # in which hosts export the text of an issue
_NAMED = re.compile(r"#{2,4} +`([^`\s]{1,200})` *\Z")
_HEADING = re.compile(r"### +(\S.{0,200})\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})[a-z]{0,20} *\Z")
_HEADER = re.compile(r"[A-Za-z][A-Za-z-]{0,60}:(?: |\Z)")
_MOST_HEADER = 1_000  # characters of a header that are read
_MOST_LINES, _MOST_PARTS, _MOST_FOLDED = 100_000, 20, 20_000  # of a mail; characters of a folded line
_MBOX = re.compile(r"From \S{1,80} ")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A form in which contributions arrive."""

    name: str
    recognises: Callable[[str], bool]
    open: Callable[[str], Sent]  #: It raises ``Unreadable``.


def open_envelope(data: bytes) -> Sent:
    """Take a contribution out of its envelope.

    Args:
        data: An issue's text, a mail, a patch, or a file that the form on the site has saved.

    Raises:
        Unreadable: It is too large, is not UTF-8, or is in no form that is known.
    """
    if len(data) > MOST_SENT:
        raise Unreadable(_("it is larger than {n} bytes", n=f"{MOST_SENT:,}"))
    try:
        text = "\n".join(plain_lines(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise Unreadable(_("it is not UTF-8")) from None
    try:
        return _opened(text)
    except RecursionError:
        raise Unreadable(_("it is nested too deeply")) from None


def _opened(text: str, inside: str = "") -> Sent:
    """Open a text; an envelope is not looked for in one of its own kind."""
    for envelope in with_plugins(GROUP, Envelope, ENVELOPES):
        if envelope.name != inside and envelope.recognises(text):
            return envelope.open(text)
    raise Unreadable(_("it is not the text of an issue, a mail, a patch or a file that the form on the site has saved"))


# A file that the form has saved -------------------------------------------------------------------------------------


def _read_parcel(text: str) -> Sent:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("it is not JSON: {why}", why=error)) from None
    if isinstance(data, dict) and (issue := next((data[key] for key in _BODIES if isinstance(data.get(key), str)), "")):
        return _opened("\n".join(plain_lines(issue)), inside="parcel")
    if not isinstance(data, dict) or data.get("jiaozhu") != NAME:
        raise Unreadable(_("it is JSON, but not from the form on the site"))
    if data.get("version") != VERSION:
        raise Unreadable(_("it was made by another version of the form"))
    lines = plain_lines(text)
    files = data.get("files")
    if not isinstance(files, list) or not all(_is_file(item) for item in files):
        raise Unreadable(_("'files' is not a list of files, each with its 'path' and its 'text'"))
    found = tuple(
        SentFile(item["path"], joined(plain_lines(item["text"].rstrip("\n"))), _line_with(lines, item["path"]))
        for item in files[: MOST_FILES + 1]
    )
    author = data.get("author")
    name, mail = (author.get("name"), author.get("mail")) if isinstance(author, dict) else (None, None)
    return Sent(found, author=author_of(*(item if isinstance(item, str) else "" for item in (name, mail))))


def _is_file(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("path"), str) and isinstance(item.get("text"), str)


def _line_with(lines: Sequence[str], path: str) -> int:
    """The line on which a path is, for a message; the first if it is written otherwise there."""
    sought = json.dumps(path, ensure_ascii=False)
    return next((number for number, line in enumerate(lines, 1) if sought in line), 1)


# The text of an issue -----------------------------------------------------------------------------------------------


def _has_sections(text: str) -> bool:
    return any(_NAMED.match(line) for line in text.split("\n"))


def _read_issue(text: str) -> Sent:
    """Files below headings that name them, each in a fence."""
    lines = text.split("\n")
    files: list[SentFile] = []
    refused: list[tuple[int, str, str]] = []
    at = 0
    while at < len(lines):
        named = _NAMED.match(lines[at])
        at += 1
        if not named:
            continue
        number = at
        while at < len(lines) and not lines[at].strip():
            at += 1
        fence = _FENCE.match(lines[at]) if at < len(lines) else None
        end = _closing(lines, at + 1, fence[1]) if fence else None
        if end is None:
            hint = _("copy the whole text of the issue, with the lines of backticks around each file")
            refused.append((number, _("the file '{path}' is not whole", path=named[1]), hint))
            at = len(lines) if fence else at  # all the rest is inside a fence that nothing closes
            continue
        files.append(SentFile(named[1], joined(lines[at + 1 : end]), number))
        at = end + 1
    return Sent(tuple(files), refused=tuple(refused))


def _closing(lines: Sequence[str], first: int, fence: str) -> int | None:
    """The line that closes a fence."""
    for number in range(first, len(lines)):
        line = lines[number].strip()
        if len(line) >= len(fence) and line == fence[0] * len(line):
            return number
    return None


def _has_headings(text: str) -> bool:
    return any(_HEADING.match(line) for line in text.split("\n"))


def _read_form(text: str) -> Sent:
    """Answers below the headings of an issue form."""
    answers: dict[str, Answer] = {}
    heading, first, said = "", 0, list[str]()
    for number, line in enumerate(_without_comments(text).split("\n"), 1):
        if found := _HEADING.match(line):
            if heading:
                answers.setdefault(heading, Answer("\n".join(said).strip(), first))
            heading, first, said = found[1].strip(), number, []
        else:
            said.append(line)
    answers.setdefault(heading, Answer("\n".join(said).strip(), first))
    return Sent(answers=answers)


def _without_comments(text: str) -> str:
    """A text without comments of HTML, with its line ends."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + 3
    return "".join([*parts, text[at:]])


# A mail -------------------------------------------------------------------------------------------------------------


def _is_mail(text: str) -> bool:
    head = text.split("\n\n", 1)[0].split("\n")
    if _MBOX.match(head[0]):
        head = head[1:]
    fits = all(_HEADER.match(line) or line[:1] in (" ", "\t") for line in head)
    return bool(head) and fits and any(line.lower().startswith("from:") for line in head)


def _read_mail(text: str) -> Sent:
    """A mail: a patch, a file that is attached, or an issue's text as its body."""
    if not _is_plain_enough(text):
        raise Unreadable(_("it is a mail of more lines, of longer ones or of more parts than are read"))
    first, _end, rest = text.partition("\n")
    mail = message_from_bytes((rest if _MBOX.match(first) else text).encode("utf-8"))
    author = _sender(mail)
    unread: list[str] = []
    for part in _parts(mail):
        try:
            sent = read_patch(part) or _opened(part, inside="mail")
        except Unreadable as error:
            unread.append(str(error))
            continue
        return Sent(sent.files, sent.answers, sent.author if sent.author.name else author, sent.refused)
    raise Unreadable(unread[0] if unread else _("the mail has no text"))


def _is_plain_enough(text: str) -> bool:
    """Whether a mail is read in the time that its length allows: some headers and parts cost the parser its square."""
    if text.count("\n") > _MOST_LINES or text.lower().count("boundary") > _MOST_PARTS:
        return False
    run = 0
    for line in text.split("\n"):
        run = run + len(line) if line[:1] in (" ", "\t") else len(line)
        if run > _MOST_FOLDED:
            return False
    return True


def _sender(mail: Message) -> Author:
    """Who sent a mail; empty if its header cannot be read."""
    header = str(mail["from"] or "")[:_MOST_HEADER]
    try:
        return author_of(*parseaddr(str(make_header(decode_header(header)))))
    except (ValueError, LookupError, HeaderParseError):
        return NOBODY


def _parts(mail: Message) -> Iterator[str]:
    """What a mail holds that may be a contribution: what is attached, then its text."""
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    attached = [part for part in leaves if part.get_filename()]
    plain = [part for part in leaves if part.get_content_type() == "text/plain" and not part.get_filename()]
    for part in (*attached, *plain):
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            try:
                text = "\n".join(plain_lines(data.decode(part.get_content_charset("utf-8"))))
                yield _unflowed(text, part) if part.get_param("format") == "flowed" else text
            except (UnicodeDecodeError, LookupError):
                continue


def _unflowed(text: str, part: Message) -> str:
    """A text as it was before a program for mail broke its lines (RFC 3676): where a blank ends a line, it goes on."""
    together = str(part.get_param("delsp", "no")).lower() == "yes"
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
        if goes_on and together:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _read_bare_patch(text: str) -> Sent:
    sent = read_patch(text)
    assert sent is not None
    return sent


#: Those of this package, in the order in which they are tried.
ENVELOPES: tuple[Envelope, ...] = (
    Envelope("parcel", lambda text: text.lstrip().startswith("{"), _read_parcel),
    Envelope("mail", _is_mail, _read_mail),
    Envelope("patch", lambda text: read_patch(text) is not None, _read_bare_patch),
    Envelope("issue", _has_sections, _read_issue),
    Envelope("form", _has_headings, _read_form),
)
