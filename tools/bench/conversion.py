"""Conversion: bytes → document → edition → ledger → pages, in code points a second, and how the time grows.

A corpus is loaded first and then converted in memory: reading YAML is not conversion (it has a row of its own).
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.corpus import Corpus
from jiaozhu.outputs.site import generate
from jiaozhu.store import load_corpus

from bench.corpora import FORMATS, Shape, write_corpus
from bench.report import Budget, Row

GROUP = "conversion"
#: DESIGN.md: code points a second on one core.
THROUGHPUT = Budget(1_000_000, at_least=True)
#: Ten times the source may cost ten times the time, and a fifth more for caches that no longer hold it.
TENFOLD = Budget(12)
#: A source of about the size of the largest real one.
_UNIT = Shape(texts=2, paragraphs=20, length=300)


def measure(folder: Path, real: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    runs = 2 if quick else 5
    for format in FORMATS:
        corpus, _ = _synthetic(folder / format, format, Shape(texts=20, paragraphs=20, length=250))
        yield Row(GROUP, format, _points(corpus) / _seconds(corpus, runs), "code points/s", THROUGHPUT)
    yield from _notes(folder, runs)
    yield from _real(real, runs)
    yield from _growth(folder, quick=quick)


def _notes(folder: Path, runs: int) -> Iterator[Row]:
    """What a note costs: the same source with a note to every paragraph, and with none."""
    shape = Shape(texts=20, paragraphs=20, length=250)
    plain, _ = _synthetic(folder / "plain", "newspaper-ocr", shape)
    noted, seconds = _synthetic(folder / "noted", "newspaper-ocr", Shape(20, 20, 250, noted=1))
    count = sum(len(source.notes) for source in noted.sources)
    cost = _seconds(noted, runs) - _seconds(plain, runs)
    yield Row(GROUP, "anchoring and writing a note", cost / count * 1e6, "µs a note")
    yield Row(
        GROUP, "reading its YAML from disk", seconds / count * 1e6, "µs a note", None, "the whole corpus ÷ its notes"
    )


def _real(real: Path, runs: int) -> Iterator[Row]:
    corpus, problems = load_corpus(real)
    remark = (
        f"{_points(corpus):,} code points, {sum(len(s.notes) for s in corpus.sources)} notes, {len(corpus.terms)} terms"
    )
    if problems:
        yield Row(GROUP, "the real corpus", None, "code points/s", None, f"it has {len(problems)} problems")
    else:
        yield Row(GROUP, "the real corpus", _points(corpus) / _seconds(corpus, runs), "code points/s", None, remark)


def _growth(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Time on one source at 1×, 10× and 100×: more texts; one longer text; loops that grow with the source."""
    times = (1, 10) if quick else (1, 10, 100)
    for name, shapes in {
        "more texts": [Shape(_UNIT.texts * n, _UNIT.paragraphs, _UNIT.length) for n in times],
        "longer paragraphs": [Shape(_UNIT.texts, _UNIT.paragraphs, _UNIT.length * n) for n in times],
        "longer loops": [
            Shape(_UNIT.texts, _UNIT.paragraphs, _UNIT.length // 2 * n, counting=3000 * n, repeating=3000 * n)
            for n in times
        ],
    }.items():
        seconds = []
        for n, shape in zip(times, shapes, strict=True):
            corpus, _ = _synthetic(folder / f"{name} {n}".replace(" ", "-"), "newspaper-ocr", shape)
            seconds.append(_seconds(corpus, 7 if n == 1 else 3 if n == 10 else 2))
        for before, after, small, large in zip(seconds, seconds[1:], times, times[1:], strict=False):
            remark = f"{before:.3f} s → {after:.3f} s; 10 is linear"
            yield Row(GROUP, f"growth {small}× → {large}×, {name}", after / before, "times the time", TENFOLD, remark)


def _synthetic(root: Path, format: str, shape: Shape) -> tuple[Corpus, float]:
    """A corpus of one source, and the seconds it took to load."""
    write_corpus(root, [("made-up", format, shape)])
    start = time.perf_counter()
    corpus, problems = load_corpus(root)
    seconds = time.perf_counter() - start
    problems += make_book(corpus).problems
    if problems:
        raise AssertionError(f"the synthetic corpus is wrong: {problems[0]}")
    return corpus, seconds


def _points(corpus: Corpus) -> int:
    return sum(len(source.data.decode("utf-8")) for source in corpus.sources)


def _seconds(corpus: Corpus, runs: int) -> float:
    """The best of some runs: everything that makes a run slower than the best is the machine's."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        pages = sum(len(page.text) for page in generate(make_book(corpus), {}))
        best = min(best, time.perf_counter() - start)
        assert pages
    return best
