"""The service over HTTP: one address that answers searches, as a WSGI application.

``GET /search?q=WORDS`` answers with JSON. The page's dialog asks it, and so may anything else; nothing can be changed.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.wrappers import Request, Response

from jiaozhu.service.engines import Engine, EngineFailed
from jiaozhu.service.finding import MOST_QUERY, Asked, Found, Hit, find, units
from jiaozhu.service.records import VERSION, Records

__all__ = ["MOST_HITS", "PATH", "application"]

PATH = "/search"
#: Once an answer has so many hits, no further page begins in it; of one page it has no more.
MOST_HITS = 500
_LOG = logging.getLogger(__name__)
_Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def application(records: Records, engine: Engine, *, site: Path | None = None, origin: str = "") -> _Wsgi:
    """Return the service.

    Args:
        records: What is searched.
        engine: What searches it.
        site: A built site that is served beside it; none is served by default.
        origin: The origin whose pages may ask, such as ``https://example.org``; by default only the service's own.
    """

    @Request.application
    def answer(request: Request) -> Response:
        try:
            return _allowed(_answer(records, engine, request), origin)
        except HTTPException as error:
            return _allowed(_json({"error": str(error.description)}, error.code or 500), origin)

    if site is None:
        return answer
    return SharedDataMiddleware(_with_index(answer), {"/": str(site)})


def _with_index(inner: _Wsgi) -> _Wsgi:
    """Send those who ask for the site's root to its first page."""

    def outer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "") in ("", "/"):
            return Response(status=302, headers={"Location": "index.html"})(environ, start)
        return inner(environ, start)

    return outer


def _answer(records: Records, engine: Engine, request: Request) -> Response:
    if request.path.rstrip("/") != PATH:
        raise NotFound("no such address")
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        return _json({"error": "only GET"}, 405)
    query = request.args.get("q", "")
    if len(query) > MOST_QUERY:
        return _json({"error": f"a query has at most {MOST_QUERY} characters"}, 400)
    asked = Asked(query, *(request.args.get(name, "")[:200] for name in Asked._fields[1:]))
    try:
        found = find(records, engine, asked)
    except EngineFailed as error:
        _LOG.warning("%s", error)
        return _json({"error": "the search engine does not answer"}, 503)
    return _json(_shown(records, found))


def _shown(records: Records, found: Found) -> dict[str, Any]:
    """An answer, with pages listed once and named by their index."""
    hits = list(_first(found.hits))
    pages = list(dict.fromkeys(hit.record.page for hit in hits))
    numbers = {page: number for number, page in enumerate(pages)}
    sigla = list(records.about.sources)
    return {
        "version": VERSION,
        "title": records.about.title,
        "sources": list(records.about.sources.items()),
        "forms": ["".join(records.about.forms), "".join(records.about.forms.values())],
        "words": found.words,
        "term": found.term,
        "exact": found.exact,
        "count": len(found.hits),
        "times": sum(hit.times for hit in found.hits),
        "tallies": found.tallies,
        "pages": [
            [page.address, page.title, sigla.index(page.source) if page.source in sigla else -1, page.year]
            for page in pages
        ],
        "hits": [_hit(hit, numbers[hit.record.page]) for hit in hits],
    }


def _first(hits: list[Hit]) -> Iterator[Hit]:
    """The hits of the pages that come first, in the order of rank: a page is shown with all that it has."""
    counts = Counter(hit.record.page for hit in hits)  # in the order in which the pages come
    before = accumulate(counts.values(), initial=0)
    room = {page: MOST_HITS for page, others in zip(counts, before, strict=False) if others < MOST_HITS}
    for hit in hits:
        if room.get(hit.record.page, 0):
            room[hit.record.page] -= 1
            yield hit


def _hit(hit: Hit, page: int) -> dict[str, Any]:
    record = hit.record
    return {
        "page": page,
        "kind": record.kind,
        "anchor": hit.anchor,
        "own": record.anchor,
        "text": record.text,
        "level": record.level,
        "entry": record.entry,
        "under": record.under,
        "times": hit.times,
        "spots": [[units(record.folded, at) for at in spot] for spot in hit.spots],
    }


def _json(data: object, status: int = 200) -> Response:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(text.encode("utf-8", "replace"), status, headers, mimetype="application/json")


def _allowed(response: Response, origin: str) -> Response:
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
    return response
