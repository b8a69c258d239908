"""The embedded engine: tantivy, with every character a token of its own.

Texts are indexed as characters with blanks between them, under the tokenizer that parts at white space; a word is a
phrase of its characters. So a phrase is found wherever its characters follow each other, whatever language they are of.
(tantivy's own tokenizer of n-grams loses phrases.)
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import tantivy

from jiaozhu.locale import _
from jiaozhu.service.engines.engine import EngineFailed, Narrowed
from jiaozhu.service.records import VERSION, Records

__all__ = ["Embedded"]

#: Says which records an index is of.
_MARK = "jiaozhu.json"
#: Bytes of memory that the writer of the index may use before it writes a segment.
_HEAP = 64_000_000


class Embedded:
    """tantivy in this process.

    Args:
        records: What is searched.
        folder: Where the index is, or is made; it is made again for other records.

    Raises:
        EngineFailed: The index cannot be made or opened.
    """

    def __init__(self, records: Records, folder: Path) -> None:
        self._schema = _schema()
        mark = {"version": VERSION, "tantivy": version("tantivy"), "records": records.about.digest}
        try:
            if not _is_of(folder, mark):
                _make(records, self._schema, folder, mark)
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._searcher = self._index.searcher()
        except (OSError, ValueError) as error:
            raise EngineFailed(_("the index in '{folder}' cannot be made: {why}", folder=folder, why=error)) from None

    def containing(self, word: str, narrowed: Narrowed, most: int) -> Sequence[int]:
        """Return the records that contain a word; see ``Engine``."""
        parts = [(tantivy.Occur.Must, self._phrase(word))]
        for field, value in narrowed._asdict().items():
            if value:
                parts.append((tantivy.Occur.Must, tantivy.Query.term_query(self._schema, field, value, "basic")))
        found = self._searcher.search(
            tantivy.Query.boolean_query(parts), most, count=False, order_by_field="id", order=tantivy.Order.Asc
        )
        return [int(number) for number, _address in found.hits]

    def _phrase(self, word: str) -> tantivy.Query:
        characters = list(word)
        if len(characters) == 1:
            return tantivy.Query.term_query(self._schema, "folded", word, "basic")
        return tantivy.Query.phrase_query(self._schema, "folded", list(characters))

    def close(self) -> None:
        """Nothing is kept open."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_text_field("folded", tokenizer_name="whitespace", index_option="position")
    for field in Narrowed._fields:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _is_of(folder: Path, mark: dict[str, object]) -> bool:
    try:
        return bool(json.loads((folder / _MARK).read_bytes()) == mark)
    except (OSError, ValueError):
        return False


def _make(records: Records, schema: tantivy.Schema, folder: Path, mark: dict[str, object]) -> None:
    """Make an index beside its place, and put it there when it is whole."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    writer = tantivy.Index(schema, path=str(fresh)).writer(_HEAP, 1)
    for record in records:
        document = tantivy.Document(folded=" ".join(record.folded), source=record.page.source, year=record.page.year)
        document.add_unsigned("id", record.id)  # as an argument it would be signed
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    (fresh / _MARK).write_text(json.dumps(mark), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
