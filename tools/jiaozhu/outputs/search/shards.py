"""The search's data as classic scripts, so that they load from ``file://`` too: a head, shards of records, an index.

The head lists pages, shards and sounds. A shard has the records of neighbouring pages. A corpus whose text is small is
searched whole; beyond :data:`WHOLE` code points an index names the shards that can match a query, and the page loads
only those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.language.folding import fold
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.entries import anchor
from jiaozhu.outputs.search.aliases import aliases
from jiaozhu.outputs.search.gram_index import GramIndex
from jiaozhu.outputs.search.nearness import leniency_data
from jiaozhu.outputs.search.records import Kind, SearchPage, SearchRecord
from jiaozhu.outputs.search.script import Script, call

#: About so many code points of reading text make a shard; a page is never divided.
SHARD = 64_000
#: In a corpus with an index. The smaller a shard, the less often it has every pair of a query by chance.
INDEXED_SHARD = 12_000
#: Up to so many code points of records everything is loaded (five megabytes of Chinese in UTF-8).
WHOLE = 1_700_000
_KINDS = list(Kind)


class _Shard(NamedTuple):
    first: int  #: Index of its first page.
    pages: list[SearchPage]


def search_scripts(
    reference: Sequence[SearchPage],
    texts: Sequence[SearchPage],
    terms: Sequence[Term],
    sources: Mapping[str, str],
    *,
    title: str = "",
    shard: int | None = None,
    whole: int = WHOLE,
    profile: LanguageProfile | None = None,
) -> Iterator[Script]:
    """Yield all files of the search.

    Args:
        reference: Pages that are not texts, among them those of entries; they make the first shard.
        texts: The texts, in the order of the book.
        terms: The entries of the glossary and of the registers.
        sources: Titles of the sources by siglum, in the order of the book.
        title: Of the edition: what it says, all of its texts are about.
        shard: Code points of reading text in a shard, if not the usual.
        whole: Up to so many code points there is no index.
        profile: Of the language of the texts; by default the first.
    """
    profile = profile or profile_for()
    pages = [*reference, *texts]
    forms = profile.forms(record.text for page in pages for record in page.records)
    length = sum(len(record.text) for page in pages for record in page.records)
    shard = shard or (SHARD if length <= whole else INDEXED_SHARD)
    divided = [_Shard(0, list(reference)), *_divide(texts, len(reference), shard)]
    sigla = list(sources)
    digests = []
    for number, part in enumerate(divided):
        text = call(f"jiaozhu.searchData.shard({number},", _rows(part))
        digests.append(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8])
        yield Script(f"shard-{number}.js", text)
    head: dict[str, Any] = {
        "kinds": _KINDS,
        "title": title,
        "sources": [[siglum, sources[siglum]] for siglum in sigla],
        "shards": [[digest, part.first, len(part.pages)] for digest, part in zip(digests, divided, strict=True)],
        "length": length,
        "leniency": leniency_data(profile.leniency),
        "aliases": list(aliases(terms, _homes(reference), enumerate(texts, len(reference)), profile)),
        "index": None,
        **_folded(pages, sigla, terms, forms),
    }
    if length > whole:
        index = GramIndex(len(divided))
        for number, part in enumerate(divided):
            index.add(number, (fold(record.text, forms) for page in part.pages for record in page.records))
        for number, text in index.slices():
            yield Script(f"index-{number}.js", call(f"jiaozhu.searchData.slice({number},", text))
        head["index"] = {"slices": index.slice_count, "buckets": index.bucket_count}
    yield Script("head.js", call("jiaozhu.searchData.head(", head))


def _folded(
    pages: Sequence[SearchPage], sigla: list[str], terms: Sequence[Term], forms: Mapping[str, str]
) -> dict[str, Any]:
    """The parts of the head that are of pages, or folded: pages, letters, names of entries, what pages answer."""
    return {
        "pages": [
            [page.address, page.title, sigla.index(page.source) if page.source in sigla else -1, page.year]
            for page in pages
        ],
        "traditional": ["".join(forms), "".join(forms.values())],
        "terms": {fold(name, forms): anchor(term.slug) for term in terms for name in (*term.synonyms, *term.strings)},
        "answers": [
            [[fold(word, forms) for word in answer.words], number, answer.anchor, answer.shown]
            for number, page in enumerate(pages)
            for answer in page.answers
        ],
    }


def _homes(pages: Sequence[SearchPage]) -> dict[str, int]:
    """The index of the page of each entry, by the entry's anchor."""
    return {
        record.anchor: number
        for number, page in enumerate(pages)
        for record in page.records
        if record.kind is Kind.TERM
    }


def _divide(texts: Sequence[SearchPage], first: int, size: int) -> Iterator[_Shard]:
    """Neighbouring pages together, until a shard is full."""
    gathered: list[SearchPage] = []
    filled = 0
    for number, page in enumerate(texts, first):
        if gathered and filled + page.size > size:
            yield _Shard(number - len(gathered), gathered)
            gathered, filled = [], 0
        gathered.append(page)
        filled += page.size
    if gathered:
        yield _Shard(first + len(texts) - len(gathered), gathered)


def _rows(shard: _Shard) -> list[list[Any]]:
    """For each page its records: kind, anchor, text, and what is changed in it."""
    return [[_row(record) for record in page.records] for page in shard.pages]


def _row(record: SearchRecord) -> list[Any]:
    row: list[Any] = [_KINDS.index(record.kind), record.anchor, record.text]
    if record.changed:
        units = _utf16_offsets(record.text)
        row.append([[units(start), units(end), act] for start, end, act in record.changed])
    elif record.entry:
        units = _utf16_offsets(record.text)
        row.append({"head": units(record.entry[0]), "body": units(record.entry[1])})
    elif record.level:
        row.append(record.level)
    return row


def _utf16_offsets(text: str) -> Any:
    """Offsets as JavaScript counts them, where they are others."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda offset: offset
    return lambda offset: len(text[:offset].encode("utf-16-le")) // 2
