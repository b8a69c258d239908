"""Records of a search engine: one JSON object a line (NDJSON), and a file that says what they are of.

``records.ndjson`` loads into any engine that takes JSON documents; ``records.json`` names the version, the folding and
how many there are. The folded text is what is searched: a record contains a query if its folded text contains the
folded query.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from array import array
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from jiaozhu.language.folding import fold
from jiaozhu.locale import _
from jiaozhu.service.site import NoSearchData, Page, Row, Site
from jiaozhu.store import write_if_changed

__all__ = ["ABOUT", "NAME", "VERSION", "About", "Record", "Records", "write_records"]

#: Of the form of the records; an engine's index of another version is made again.
VERSION = 1
NAME, ABOUT = "records.ndjson", "records.json"


class Record(NamedTuple):
    """One thing that can be found. Offsets are UTF-16 units, as scripts on a page count."""

    id: int  #: Its place among the records, from 1: some engines have no document 0.
    page: Page
    kind: str
    anchor: str
    text: str
    folded: str
    changed: tuple[tuple[int, int, str], ...]  #: Of a source reading: what the edition changed, in the folded text.
    level: int  #: Of a heading, from 1; 0 for what is no heading.
    entry: tuple[int, int] | None  #: Of an entry of the glossary: where headword and opening end, in the text.
    under: tuple[str, ...]  #: The headings that it is under, without the page's own.


class About(NamedTuple):
    """What records are of."""

    title: str
    sources: dict[str, str]
    terms: dict[str, str]
    forms: dict[str, str]
    size: int  #: How many there are.
    digest: str  #: SHA-256 of ``records.ndjson``.


def write_records(site: Site, folder: Path) -> About:
    """Write the records of a site.

    Args:
        site: The site.
        folder: Where; it exists.

    Returns:
        What was written.

    Raises:
        NoSearchData: The site's search data are damaged; earlier files stay as they were.
    """
    digest, count = hashlib.sha256(), 0
    path = folder / NAME
    fresh = path.with_suffix(".new")
    try:
        with fresh.open("wb") as file:
            for line in _lines(site):
                digest.update(line)
                file.write(line)
                count += 1
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    about = About(site.title, site.sources, site.terms, site.forms, count, digest.hexdigest())
    text = json.dumps({"version": VERSION, **about._asdict()}, ensure_ascii=False, indent=1)
    write_if_changed(folder / ABOUT, f"{text}\n".encode())
    return about


def _lines(site: Site) -> Iterator[bytes]:
    page, headings = -1, dict[int, str]()
    for number, row in enumerate(site.rows(), 1):
        if row.page != page:
            page, headings = row.page, {}
        if row.level:
            headings = {level: text for level, text in headings.items() if level < row.level} | {row.level: row.text}
        below = [text for level, text in sorted(headings.items()) if level > 1 and (not row.level or level < row.level)]
        yield f"{json.dumps(_document(site, number, row, below), ensure_ascii=False)}\n".encode()


def _document(site: Site, number: int, row: Row, under: list[str]) -> dict[str, Any]:
    page = site.pages[row.page]
    return {
        "id": number,
        **page._asdict(),
        "kind": row.kind,
        "anchor": row.anchor,
        "text": row.text,
        "folded": fold(row.text, site.forms),
        "changed": [[*(_folded_at(row.text, at, site.forms) for at in (start, end)), act]
                    for start, end, act in row.changed],
        "level": row.level,
        "entry": row.entry,
        "under": under,
    }  # fmt: skip


def _folded_at(text: str, at: int, forms: dict[str, str]) -> int:
    """A place of a text in its folded form; both in UTF-16 units."""
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "surrogatepass")
    return len(fold(before, forms).encode("utf-16-le", "surrogatepass")) // 2


class Records:
    """Records on the disk, read one by one by their number.

    Args:
        folder: What ``write_records`` wrote to.

    Raises:
        NoSearchData: They are missing, of another version, or not those that are described.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.about = _read_about(folder / ABOUT)
        self._file = (folder / NAME).open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if self.about.size else b""
        self._starts = array("Q", chain([0], _ends(self._map)))
        if len(self._starts) != self.about.size + 1:
            self.close()
            raise NoSearchData(_("'{path}' is not what {about} describes", path=folder / NAME, about=ABOUT))

    def __len__(self) -> int:
        return self.about.size

    def __getitem__(self, number: int) -> Record:
        """Return a record by its ``id``.

        Raises:
            IndexError: No record has it.
        """
        if not 0 < number <= len(self):
            raise IndexError(number)
        data = json.loads(self._map[self._starts[number - 1] : self._starts[number]].decode())
        page = Page(*(data[field] for field in Page._fields))
        changed = tuple((start, end, act) for start, end, act in data["changed"])
        entry = tuple(data["entry"]) if data["entry"] else None
        kind, anchor, text, folded = (data[field] for field in ("kind", "anchor", "text", "folded"))
        return Record(data["id"], page, kind, anchor, text, folded, changed, data["level"], entry, tuple(data["under"]))

    def __iter__(self) -> Iterator[Record]:
        return (self[number] for number in range(1, len(self) + 1))

    def close(self) -> None:
        """Close the file."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()
        self._file.close()


def _ends(data: mmap.mmap | bytes) -> Iterator[int]:
    end = data.find(b"\n")
    while end >= 0:
        yield end + 1
        end = data.find(b"\n", end + 1)


def _read_about(path: Path) -> About:
    try:
        data = json.loads(path.read_bytes())
        version = data.pop("version")
        if version == VERSION:
            return About(**data)
    except FileNotFoundError:
        message = _("'{path}' does not exist: 'jiaozhu search-export' writes it", path=path)
        raise NoSearchData(message) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise NoSearchData(_("'{path}' is of another version: write it again with 'jiaozhu search-export'", path=path))
