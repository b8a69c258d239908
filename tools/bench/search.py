"""Search: what a reader's first query loads, against the text it searches, both compressed as servers do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from jiaozhu.pipeline import make_book
from jiaozhu.search import records_script
from jiaozhu.store import load_corpus

from bench.report import Budget, Row

GROUP = "search"
#: DESIGN.md: the bytes of the first query, as a multiple of the text's own.
BYTES = Budget(1.3)


def measure(corpus: Path) -> Iterator[Row]:
    """The rows of this part, as they come."""
    loaded, problems = load_corpus(corpus)
    if problems:
        yield Row(GROUP, "records ÷ text", None, "times", BYTES, f"the corpus has {len(problems)} problems")
        return
    script = records_script(make_book(loaded), lambda docname: f"texts/{docname}.html")
    data = json.loads(script.partition("=")[2].rstrip(";\n"))
    text = "\n".join(record[-1] for record in data["records"])
    packed, ground = _packed(script), _packed(text)
    remark = f"{packed:,} of {ground:,} bytes; {len(data['records']):,} records of text, notes and terms"
    yield Row(GROUP, "records ÷ text, gzip", packed / ground, "times", BYTES, remark)


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), 9, mtime=0))
