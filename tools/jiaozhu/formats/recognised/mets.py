"""Packages of recognised pages: ALTO or PAGE XML files in a ZIP archive, in the order that METS gives.

METS: https://www.loc.gov/standards/mets/. Without one the files are in the order of their names.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.packages import Package, local, walk
from jiaozhu.formats.marked.visiting import words_of
from jiaozhu.formats.recognised.ocr_xml import ALTO_TEXT, count_alto, read_alto
from jiaozhu.formats.recognised.page_xml import read_page
from jiaozhu.formats.sample import Sample
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Transcript

__all__ = ["is_mets", "is_page", "sniff_mets", "transcribe_mets"]

#: Folders of recognised pages.
_FOLDERS = frozenset({"alto", "page", "pagexml", "page_xml"})
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2", ".webp", ".gif", ".pdf")
_DIGITS = re.compile(r"([0-9]+)")
_PAGES = {"alto": count_alto, "PcGts": count_characters}


class _Order(NamedTuple):
    """What METS files say."""

    groups: dict[str, str]  #: By member, the group of files that it is in.
    members: list[str]  #: In the order of the pages.
    title: str


def is_mets(member: str) -> bool:
    """Whether a member of an archive has a METS file's name."""
    name = member.rpartition("/")[2].casefold()
    return "mets" in name and name.endswith(".xml")


def is_page(member: str) -> bool:
    """Whether a member of an archive is in a folder of recognised pages."""
    folder, _slash, name = member.casefold().rpartition("/")
    return folder.rpartition("/")[2] in _FOLDERS and name.endswith(".xml")


def sniff_mets(sample: Sample) -> Sniffed | None:
    """Claim an archive with a METS file, or with a folder of recognised pages."""
    for is_one in (is_mets, is_page):
        found = sorted(name for name in sample.members if is_one(name))
        if found:
            return Sniffed(0.95, lazy("the package has {name}", name=found[0]))
    return None


def transcribe_mets(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a package of recognised pages; of several recognitions of the pages, of one.

    Raises:
        UnreadableSource: The package is damaged, exceeds the limits, or has no recognised page.
    """
    package = Package(data, limits)
    builder = TranscriptBuilder(limits)
    roots = {name: package.xml(name) for name in sorted(package.names) if name.lower().endswith(".xml")}
    order = _order({name: root for name, root in roots.items() if local(root) == "mets"})
    pages = [name for name, root in roots.items() if local(root) in _PAGES]
    if not pages:
        raise UnreadableSource(_("no page in ALTO or PAGE XML in the package"), _("this is not a document"))
    if len(pages) > limits.pages:
        message = _("more than {n} pages", n=f"{limits.pages:,}")
        raise UnreadableSource(message, _("split the file, or raise the limit"))
    chosen = _chosen(pages, order)
    builder.title = order.title
    page = paragraph = 0
    for name in chosen:
        root = roots[name]
        (read_alto if local(root) == "alto" else read_page)(root, builder, page, paragraph, name)
        names = [local(element) for element, _depth in walk(root)]
        page += names.count("Page")
        paragraph += names.count("TextBlock") + names.count("TextRegion")
    _leave_rest(package, roots, set(chosen), builder)
    if len(chosen) < len(pages):
        count = len(pages) - len(chosen)
        builder.notes.append(lazy("{count} other recognitions of the same pages are left out", count=count))
    return builder.finish()


def _chosen(pages: list[str], order: _Order) -> list[str]:
    """The members that are read, in their order: of the groups of files the one with most pages, the last of equals."""
    groups: dict[str, list[str]] = {}
    for name in pages:
        groups.setdefault(order.groups.get(name, posixpath.dirname(name)), []).append(name)
    most = max(map(len, groups.values()))
    ranked = [name for name in dict.fromkeys([*order.groups.values(), *groups]) if len(groups.get(name, ())) == most]
    taken = set(groups[ranked[-1]])
    placed = [name for name in dict.fromkeys(order.members) if name in taken]
    return placed + sorted(taken - set(placed), key=_natural)


def _order(roots: dict[str, Element]) -> _Order:
    groups: dict[str, str] = {}
    members: list[str] = []
    title = ""
    for name, root in roots.items():
        files: dict[str, str] = {}
        for group, file in _files(root):
            for place in (part for part in file if local(part) == "FLocat"):
                address = next((value for key, value in place.attrib.items() if key.endswith("href")), "")
                member = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
                files[file.get("ID", "")] = member.removeprefix("file:/").lstrip("./")
                groups[files[file.get("ID", "")]] = group
        for element, _depth in walk(root):
            if local(element) == "structMap" and element.get("TYPE", "").casefold() == "physical":
                members += [files[id] for id in _pointers(element) if id in files]
            elif local(element) == "title" and not title:
                title = words_of(element)
        title = title or root.get("LABEL", "")
    return _Order(groups, members, title)


def _files(root: Element) -> Iterator[tuple[str, Element]]:
    """Every file with the use of its group."""
    for group, _depth in walk(root):
        if local(group) == "fileGrp":
            for file in group:
                if local(file) == "file":
                    yield group.get("USE", "") or group.get("ID", ""), file


def _pointers(part: Element) -> Iterator[str]:
    """The ids of files in the order of a map's divisions."""
    stack = [part]
    while stack:
        element = stack.pop()
        if local(element) in ("fptr", "area") and element.get("FILEID"):
            yield element.get("FILEID", "")
        divisions = sorted(element, key=_place)
        stack += divisions[::-1]


def _place(division: Element) -> int:
    order = division.get("ORDER", "")
    return int(order) if order.isascii() and order.isdigit() and len(order) < 9 else 0


def _natural(name: str) -> list[tuple[int, str]]:
    """A key by which ``page10`` follows ``page9``."""
    parts = _DIGITS.split(name)
    return [(int(part[:18]), part) if part.isascii() and part.isdigit() else (-1, part) for part in parts]


def _leave_rest(package: Package, roots: dict[str, Element], read: set[str], builder: TranscriptBuilder) -> None:
    """Account for the files that are not read, and count them all."""
    for name in sorted(package.names):
        if name in roots:
            builder.expect(_PAGES.get(local(roots[name]), count_characters)(package.read(name)))
            if name not in read:
                _leave(name, roots[name], builder)
        elif name.lower().endswith(_PICTURES):
            builder.leave("picture", "", name)


def _leave(name: str, root: Element, builder: TranscriptBuilder) -> None:
    kind = "repeated" if local(root) in _PAGES else "metadata"
    for text in filter(str.strip, root.itertext()):
        builder.leave(kind, text, name)
    for element, _depth in walk(root) if local(root) == "alto" else ():
        for key, text in element.attrib.items():
            if text.strip() and not ALTO_TEXT.isdisjoint((f"{local(element)}@{key}", f"*@{key}")):
                builder.leave(kind, text, name)
