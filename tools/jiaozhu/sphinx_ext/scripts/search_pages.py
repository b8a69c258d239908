"""Built pages as records of the search. A page is read again only if its file has changed since it was read last."""

from __future__ import annotations

import json
from collections.abc import Set
from pathlib import Path
from typing import Any

from jiaozhu.outputs.search import Kind, SearchPage, SearchRecord, html_page
from jiaozhu.store import write_if_changed

#: Changes with what is read of a page: what an older version kept is of no use then.
_VERSION = 2


class BuiltPages:
    """Reads built pages, and keeps what it read in a file.

    Args:
        kept: The file; one that cannot be read is taken for empty.
    """

    def __init__(self, kept: Path) -> None:
        self._path = kept
        self._old = _read(kept)
        self._new: dict[str, Any] = {}

    def page(
        self,
        path: Path,
        address: str,
        kind: Kind = Kind.PAGE,
        *,
        covered: Set[str] = frozenset(),
        skipped: Set[str] = frozenset(),
    ) -> SearchPage:
        """Return the page at ``address``, whose file is ``path``; the rest is as in ``html_page``."""
        state = path.stat()
        key = [state.st_mtime_ns, state.st_size, kind, sorted(covered), sorted(skipped)]
        known = self._old.get(address)
        if not known or known["key"] != key:
            read = html_page(address, path.read_text("utf-8"), kind, covered=covered, skipped=skipped)
            known = {
                "key": key,
                "title": read.title,
                "records": [[r.kind, r.anchor, r.text, r.level] for r in read.records],
            }
        self._new[address] = known
        found = (SearchRecord(Kind(name), anchor, text, level=level) for name, anchor, text, level in known["records"])
        return SearchPage(address, known["title"], tuple(found))

    def keep(self) -> None:
        """Write what was read, for the next build."""
        text = json.dumps({"version": _VERSION, "pages": self._new}, ensure_ascii=False)
        write_if_changed(self._path, text.encode("utf-8", "surrogatepass"), lasting=False)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    pages = data.get("pages") if isinstance(data, dict) and data.get("version") == _VERSION else None
    return pages if isinstance(pages, dict) else {}
