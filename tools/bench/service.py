"""The search service: what an index costs, and how long an answer takes, on corpora that no browser should search.

The corpora are those of the search in the browser, made by Zipf's law. An answer is found, verified and ranked, as the
service does it; what is sent over HTTP is not measured. Recall is counted against a scan of all records.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from jiaozhu.outputs.search import SearchPage, search_scripts
from jiaozhu.service import Records, read_site, write_records
from jiaozhu.service.engines import Narrowed, engine_for
from jiaozhu.service.finding import MOST_RECORDS, Asked, find

from bench.report import Budget, Row
from bench.search import quantile, queries_of, synthetic

GROUP = "service"
#: Issue 17: milliseconds, the slowest in twenty, at fifty megabytes of text.
SLOWEST = Budget(100)
#: Queries whose records are counted by a scan.
_COUNTED = 15


def measure(folder: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    length = 2_000_000 if quick else 17_000_000
    chance = Random(length)
    pages, words = synthetic(chance, length)
    queries = queries_of(chance, pages, words)
    data = folder / "site" / "_static" / "jiaozhu"
    data.mkdir(parents=True)
    size = sum(len(record.text.encode()) for page in pages for record in page.records) / 1e6
    start = time.process_time()
    for script in search_scripts([SearchPage("g.html", "词汇", ())], pages, [], {"s": "来源"}):
        (data / script.name).write_text(script.text, "utf-8")
    yield Row(GROUP, "search data of the site", (time.process_time() - start) / size, "s/MB", None, f"{size:.0f} MB")
    records_folder = folder / "records"
    records_folder.mkdir()
    start = time.process_time()
    write_records(read_site(folder / "site"), records_folder)
    yield Row(GROUP, "records", (time.process_time() - start) / size, "s/MB")
    with closing(Records(records_folder)) as records:
        yield from _asked(records, folder / "index", queries, size)


def _asked(records: Records, folder: Path, queries: list[str], size: float) -> Iterator[Row]:
    start = time.process_time()
    with closing(engine_for("tantivy", records, folder)) as engine:
        yield Row(GROUP, "tantivy: index", (time.process_time() - start) / size, "s/MB")
        kept = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        yield Row(GROUP, "tantivy: index ÷ text", kept / size, "times")
        times = []
        for query in queries:
            begun = time.perf_counter()
            find(records, engine, Asked(query))
            times.append(1000 * (time.perf_counter() - begun))
        yield Row(GROUP, "query, median", statistics.median(times), "ms", None, f"{len(times)} queries")
        yield Row(GROUP, "query, 95 of 100", quantile(times, 0.95), "ms", SLOWEST)
        words = [word for query in queries[:_COUNTED] for word in query.split()]
        truth = dict.fromkeys(words, 0)
        for record in records:
            for word in words:
                truth[word] += word in record.folded
        named = {word: len(engine.containing(word, Narrowed(), len(records))) for word in words}
        recall = 100 * sum(named.values()) / max(1, sum(truth.values()))
        rare = sum(number <= MOST_RECORDS for number in truth.values())
        yield Row(GROUP, "recall", recall, "%", Budget(100, at_least=True), f"{rare} of {len(truth)} counts exact")
