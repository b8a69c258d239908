"""How well pages are recognised, in which order they are read, and what a page costs; pages are made, see ``scanned``.

Not measured: photographs of real pages, handwriting, old type, pages with pictures and tables.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator

from jiaozhu.formats import DEFAULT_LIMITS, UnreadableSource
from jiaozhu.formats.lines import read_lines
from jiaozhu.formats.scans.engines import recognizer
from jiaozhu.formats.scans.reading import recognize_image
from jiaozhu.language import profile_for
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.detecting.doubting import doubtful
from jiaozhu.workflows.importing.detecting.language_model import LanguageModel, find_model, load_model
from jiaozhu.workflows.importing.detecting.word_list import WordList
from rapidfuzz.distance import Levenshtein

from bench import scanned
from bench.report import Budget, Row
from bench.scanned import PARAGRAPHS, Scan

GROUP = "recognition"


def _worn(scan: Scan, **how: float) -> Scan:
    return scan._replace(png=scanned.worn(scan.png, **how))  # type: ignore[arg-type]


#: Pages by kind, with the most per cent of characters that may be wrong, order included.
PAGES: dict[str, tuple[Callable[[], Scan], float]] = {
    "three columns, clean": (scanned.newspaper, 0.5),
    "five columns of small type, clean": (
        lambda: scanned.newspaper(PARAGRAPHS * 4, columns=5, width=300, size=8),
        0.5,
    ),
    "two columns, sans serif, 150 dpi": (lambda: scanned.newspaper(columns=2, dots=150, font="Noto Sans SC"), 0.5),
    "three columns, askew and noisy": (lambda: _worn(scanned.newspaper()), 2),
    "three columns, noisier still": (lambda: _worn(scanned.newspaper(), slant=-1.2, noise=32, blur=1.1), 10),
    "vertical, clean": (scanned.vertical, 4),
    "vertical, askew and noisy": (lambda: _worn(scanned.vertical()), 5),
}


def measure(*, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    try:
        recognizer()
    except UnreadableSource as error:
        yield Row(GROUP, "character error", None, "%", remark=error.hint)
        return
    model = _model()
    for name, (make, most) in list(PAGES.items())[: 2 if quick else None]:
        scan = make()
        start = time.process_time()
        transcript = recognize_image(scan.png, DEFAULT_LIMITS)
        seconds = time.process_time() - start
        wanted = "".join(scan.text.split())
        before = _error(wanted, transcript.text)
        yield Row(GROUP, f"{name}: character error", before, "%", Budget(most), f"{len(wanted)} characters")
        if model is not None:
            remark = "every proposed reading accepted"
            yield Row(GROUP, f"{name}: with proposals", _error(wanted, _proposed(transcript, model)), "%", None, remark)
        yield Row(GROUP, f"{name}: CPU", seconds, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    yield Row(GROUP, "memory at the most", peak, "MB")


def _model() -> LanguageModel | WordList | None:
    path = find_model("zh")
    try:
        return load_model(path) if path else None
    except ImportError:
        return None


def _error(wanted: str, text: str) -> float:
    """Per cent of characters to be changed, blanks aside."""
    return 100 * Levenshtein.distance(wanted, "".join(text.split())) / len(wanted)


def _proposed(transcript: Transcript, model: LanguageModel | WordList) -> str:
    """The text with every reading that is proposed."""
    text = list(transcript.text)
    for finding in doubtful(read_lines(transcript.text), transcript.places, profile_for("zh"), model):
        if finding.after:
            text[finding.start] = finding.after
    return "".join(text)
