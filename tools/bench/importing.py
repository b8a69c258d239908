"""How well the detectors find known damage, and what importing costs. Floors are pinned in ``floors.json``.

Not measured: recognition errors other than single confused characters, real photographs of pages, verse, classical
prose, tables, handwriting; and how an editor gets on with what is proposed.
"""

from __future__ import annotations

import json
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from jiaozhu.edition.editing.loops import find_loops
from jiaozhu.edition.editing.rules import Regularizer, rules_for
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS
from jiaozhu.language import profile_for
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.model.span import Span
from jiaozhu.model.text import Text
from jiaozhu.workflows.importing.detecting.findings import Finding, SourceLine
from jiaozhu.workflows.importing.detecting.repeats import near_loops, passages
from jiaozhu.workflows.importing.detecting.wording import foreign_words, quotation_marks
from jiaozhu.workflows.importing.drafting import draft
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.pages.web_pages import main_text
from rapidfuzz.distance import Levenshtein

from bench import damage
from bench.documents import measure_documents
from bench.report import Budget, Row

GROUP = "importing"
_CHINESE = profile_for("zh")
_OPTIONS = ImportOptions("zh")
_FLOORS = Path(__file__).with_name("floors.json")
_Counted = tuple[int, int, int]  # right, found, true


def measure(corpus: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    floors = json.loads(_FLOORS.read_text("utf-8"))
    paragraphs = damage.clean(corpus)[: 60 if quick else None]
    for name, value, unit, remark in _measured(paragraphs, quick=quick):
        floor = floors.get(name)
        budget = None if floor is None else Budget(floor["limit"], floor["at_least"])
        yield Row(GROUP, name, value, unit, budget, remark)


def _measured(paragraphs: Sequence[str], *, quick: bool) -> Iterator[tuple[str, float | None, str, str]]:
    yield from _rates(
        "paragraph starts in wrapped lines", _wraps(paragraphs, (14, 22, 40) if quick else range(14, 41, 2))
    )
    yield from _seams(paragraphs)
    for kind in damage.LOOPS:
        yield from _rates(f"loops, {kind}", _loops(paragraphs, kind), "characters")
    clean = _lines(paragraphs)
    yield (
        "loops, false alarms in clean text",
        len(list(near_loops(clean, _CHINESE))) + sum(len(find_loops(p)) for p in paragraphs),
        "",
        "",
    )
    yield from _rates("doubled titles", _doublings(paragraphs), "characters")
    yield from _punctuation(paragraphs)
    yield from _rates("foreign words", _foreign(paragraphs))
    yield from _rates("quotation marks lost", _quotes(paragraphs))
    yield from _rates("passages doubled", _passages(paragraphs))
    yield from _pages(paragraphs, quick=quick)
    yield from _costs(paragraphs, quick=quick)
    yield from measure_documents(quick=quick)


def _rates(name: str, counted: _Counted, unit: str = "places") -> Iterator[tuple[str, float, str, str]]:
    right, found, true = counted
    yield f"{name}: precision", 100 * right / found if found else 100.0, "%", f"{right} of {found} {unit} found"
    yield f"{name}: recall", 100 * right / true if true else 100.0, "%", f"{right} of {true} {unit}"


def _lines(paragraphs: Sequence[str]) -> list[SourceLine]:
    lines, at = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        lines.append(SourceLine(number, at, paragraph, "p"))
        at += len(paragraph) + 1
    return lines


def _wraps(paragraphs: Sequence[str], widths: Sequence[int]) -> _Counted:
    right = found = true = 0
    for width in widths:
        for blank in (False, True):
            text, starts = damage.wrap(paragraphs, width, blank=blank)
            got = {paragraph.first for paragraph in FORMATS["wrapped-pdf"].read(text).paragraphs}
            right, found, true = right + len(got & set(starts)), found + len(got), true + len(starts)
    return right, found, true


def _seams(paragraphs: Sequence[str]) -> Iterator[tuple[str, float, str, str]]:
    fragments, pairs = damage.shuffle_columns(paragraphs, random.Random(1))
    document = FORMATS["newspaper-ocr"].read("\n".join(fragments) + "\n")
    made = draft(document, FORMATS["newspaper-ocr"], _OPTIONS)
    joined = {
        (before[-1], after[0])
        for text in made.texts
        for block in text.blocks
        for before, after in zip(block.parts, block.parts[1:], strict=False)
    }
    true = set(pairs)
    seams = {item.end for item in made.findings if item.kind == "seam"}
    joins = {item.start for item in made.findings if item.kind == "join"}
    follower = dict(joined)
    known = 0
    for first, second in true:
        made_join = follower.get(first)
        flagged = document.lines[first].span.end in seams
        flagged = flagged or (made_join is not None and document.lines[made_join].span.start in joins)
        known += (first, second) in joined or flagged
    yield from _rates("seams of shuffled columns joined", (len(joined & true), len(joined), len(true)))
    yield "seams joined rightly or flagged", 100 * known / len(true), "%", f"{known} of {len(true)}"


def _loops(paragraphs: Sequence[str], kind: str) -> _Counted:
    chance = random.Random(2)
    right = found = true = 0
    for before, after in zip(paragraphs[::2], paragraphs[1::2], strict=False):
        run = damage.loop(kind, before, chance)
        text = before + run + after
        begin = len(before)
        once = 0 if kind in ("digits", "numerals") else 2 * (run.index("，") + 1)
        wanted = set(range(begin + once, begin + len(run)))
        tolerated = set(range(begin - 12, begin + len(run) + 12))
        got: set[int] = set()
        for start, end in find_loops(text):
            got.update(range(start, end))
        for item in near_loops([SourceLine(1, 0, text, "p")], _CHINESE):
            got.update(range(item.start, item.end))
        right += len(got & wanted)
        found += len(got - tolerated) + len(got & wanted)
        true += len(wanted)
    return right, found, true


def _doublings(paragraphs: Sequence[str]) -> _Counted:
    chance = random.Random(3)
    right = found = true = 0
    for paragraph in paragraphs:
        title = paragraph[: chance.randint(6, 14)].strip("，。、；：“”（）")
        doubled = damage.double(title, chance)
        cut = sum(end - start for start, end in doubled_runs(doubled))
        right += min(cut, len(title))
        found += cut + sum(end - start for start, end in doubled_runs(title))
        true += len(title)
    return right, found, true


def _punctuation(paragraphs: Sequence[str]) -> Iterator[tuple[str, float, str, str]]:
    regularize = Regularizer(rules_for("newspaper-ocr", {}))
    before = after = length = 0
    for paragraph in paragraphs:
        damaged = damage.half_width(paragraph)
        reading = regularize(Text.of_source(damaged, Span(0, len(damaged))), "p").reading
        before += Levenshtein.distance(paragraph, damaged)
        after += Levenshtein.distance(paragraph, reading)
        length += len(paragraph)
    yield "half-width punctuation: character error before", 100 * before / length, "%", ""
    yield (
        "half-width punctuation: character error after",
        100 * after / length,
        "%",
        "marks beside Latin letters are left",
    )


def _matched(found: Sequence[Finding], wanted: set[int]) -> _Counted:
    hit = {place for place in wanted for item in found if item.start <= place < item.end}
    right = sum(any(item.start <= place < item.end for place in wanted) for item in found)
    return min(right, len(hit)), len(found), len(wanted)


def _foreign(paragraphs: Sequence[str]) -> _Counted:
    out, wanted, at = [], set(), 0
    for number, paragraph in enumerate(paragraphs):
        place = paragraph.find("和")
        if number % 3 == 0 and 0 < place < len(paragraph) - 1:
            wanted.add(at + place + 1)
            paragraph = f"{paragraph[:place]} and {paragraph[place + 1 :]}"
        out.append(paragraph)
        at += len(paragraph) + 1
    return _matched([item for item in foreign_words(_lines(out), _CHINESE) if item.score >= 0.5], wanted)


def _quotes(paragraphs: Sequence[str]) -> _Counted:
    out, wanted, at = [], set(), 0
    for number, paragraph in enumerate(paragraphs):
        place = paragraph.find("”")
        if number % 2 == 0 and place > 0:
            paragraph = paragraph[:place] + paragraph[place + 1 :]
            wanted.update(range(at, at + len(paragraph)))
        out.append(paragraph)
        at += len(paragraph) + 1
    found = list(quotation_marks(_lines(out), _CHINESE))
    damaged = {line.number for line in _lines(out) if line.start in wanted}
    flagged = {
        line.number for line in _lines(out) for item in found if line.start <= item.start < line.start + len(line.text)
    }
    return len(damaged & flagged), len(flagged), len(damaged)


def _passages(paragraphs: Sequence[str]) -> _Counted:
    out, wanted, at = [], set(), 0
    for number, paragraph in enumerate(paragraphs):
        if number % 5 == 4:
            copied = paragraphs[number - 3][:48]
            wanted.add(at + len(paragraph) + 20)
            paragraph += copied
        out.append(paragraph)
        at += len(paragraph) + 1
    return _matched(list(passages(_lines(out), _CHINESE)), wanted)


def _pages(paragraphs: Sequence[str], *, quick: bool) -> Iterator[tuple[str, float | None, str, str]]:
    """Main text of web pages: character F-score against the article, beside the extractors alone."""
    try:
        import trafilatura
    except ImportError:
        yield "main text of web pages: F-score", None, "%", "needs trafilatura"
        return
    pages = [_page(paragraphs[at : at + 5]) for at in range(0, len(paragraphs) - 5, 10 if quick else 5)]
    scores, alone, seconds, seconds_alone = [], [], 0.0, 0.0
    for page, article in pages:
        start = time.perf_counter()
        document = FORMATS["html-page"].read(page)
        main = main_text(document).lines
        kept = range(len(document.lines)) if main is None else sorted(main)
        got = "".join(page[document.lines[line].span.start : document.lines[line].span.end] for line in kept)
        seconds += time.perf_counter() - start
        scores.append(_f_score(got, article))
        start = time.perf_counter()
        extracted = trafilatura.extract(page, include_comments=False) or ""
        seconds_alone += time.perf_counter() - start
        alone.append(_f_score(extracted, article))
    size = sum(len(page) for page, _ in pages)
    yield "main text of web pages: F-score", 100 * sum(scores) / len(scores), "%", f"{len(pages)} pages"
    yield "main text, trafilatura alone: F-score", 100 * sum(alone) / len(alone), "%", ""
    yield "main text: speed", size / seconds / 1e6, "M cp/s", f"trafilatura alone {size / seconds_alone / 1e6:.2f}"
    try:
        from readability import Document
    except ImportError:
        yield "main text, readability-lxml: F-score", None, "%", "readability-lxml is not installed"
        return
    from lxml import html

    scores = [_f_score(html.fromstring(Document(page).summary()).text_content(), article) for page, article in pages]
    yield "main text, readability-lxml: F-score", 100 * sum(scores) / len(scores), "%", ""


def _page(paragraphs: Sequence[str]) -> tuple[str, str]:
    links = "".join(f'<li><a href="/{n}">栏目第{n}号</a></li>' for n in range(15))
    related = "".join(f'<li><a href="/x{n}">{p[:16]}</a></li>' for n, p in enumerate(paragraphs))
    title = paragraphs[0][:14]
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = (
        f"<!DOCTYPE html><html><head><title>{title}_某网</title></head><body><nav><ul>{links}</ul></nav>"
        f"<div id='main'><h1>{title}</h1><div class='meta'>2022-05-30 来源：某报</div>{body}"
        f"<div class='share'>分享到 微信 微博</div></div><aside><h3>相关阅读</h3><ul>{related}</ul></aside>"
        f"<footer>版权所有 某网 联系我们 <a href='/about'>关于本站</a></footer></body></html>"
    )
    return page, title + "".join(paragraphs)


def _f_score(found: str, true: str) -> float:
    found, true = "".join(found.split()), "".join(true.split())
    common = Levenshtein.distance(found, true)
    same = (len(found) + len(true) - common) / 2
    return max(0.0, 2 * same / (len(found) + len(true))) if found else 0.0


def _costs(paragraphs: Sequence[str], *, quick: bool) -> Iterator[tuple[str, float | None, str, str]]:
    size = 200_000 if quick else 1_000_000
    text = ""
    number = 0
    while len(text) < size:  # numbered, so that nothing in it is there twice
        number += 1
        text += "".join(f"{p[:-1]}（{damage.numeral(number % 999 + 1)}）{number}。\n" for p in paragraphs)
    text = text[:size]
    for name, body in (("plain text", text), ("wrapped text", damage.wrap(text.split("\n"), 24, blank=False)[0])):
        data = body.encode()
        seconds = _seconds(lambda data=data: import_bytes(data, "x", "x", _OPTIONS))  # type: ignore[misc]
        yield (
            f"importing {name}",
            len(body) / seconds / 1e6,
            "M cp/s",
            "detection, reading, every detector, the draft tried",
        )
        format = "plain-text" if name == "plain text" else "wrapped-pdf"
        seconds = _seconds(lambda body=body, format=format: FORMATS[format].read(body))  # type: ignore[misc]
        yield f"reading {name}", len(body) / seconds / 1e6, "M cp/s", "decoding aside"
    lines = text.split("\n")
    fragments, _pairs = damage.shuffle_columns(lines[: len(lines) // 5], random.Random(1))
    posts = {
        "a post in Markdown": ("markdown-post", "---\ntitle: 题\n---\n\n" + "\n\n".join(lines)),
        "a post in HTML": ("html-post", "---\ntitle: 题\n---\n" + "".join(f"<p>{line}</p>\n" for line in lines)),
        "a newspaper of shuffled columns": ("newspaper-ocr", "\n".join(fragments)),
    }
    for name, (format, body) in posts.items():
        options = replace(_OPTIONS, format=format)
        seconds = _seconds(partial(import_bytes, body.encode(), "x", "x", options))
        yield f"importing {name}", len(body) / seconds / 1e6, "M cp/s", ""
    small = text[: size // 10].encode()
    seconds_small = _seconds(lambda: import_bytes(small, "x", "x", _OPTIONS))
    whole = text.encode()
    yield (
        "growth of importing, 1× → 10×",
        _seconds(lambda: import_bytes(whole, "x", "x", _OPTIONS)) / seconds_small,
        "times",
        "10 is linear",
    )
    tracemalloc.start()
    import_bytes(whole, "x", "x", _OPTIONS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield "memory of importing text", peak / len(whole), "times the file", ""
    yield from _pdf(text[:60_000])


def _pdf(text: str) -> Iterator[tuple[str, float | None, str, str]]:
    import pylopdf_fonts_zh_cn
    import typst

    source = '#set text(font: "Noto Serif SC", size: 10pt, lang: "zh")\n#set page(columns: 2)\n' + text.replace("#", "")
    fonts = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
    data = bytes(typst.compile(source.encode(), font_paths=[fonts], ignore_system_fonts=True))
    transcribe = FORMATS["pdf"].transcribe
    assert transcribe is not None
    seconds = _seconds(lambda: transcribe(data, DEFAULT_LIMITS))
    yield "reading a PDF of two columns", len(text) / seconds / 1000, "k cp/s", ""
    try:
        import io

        import pdfplumber
    except ImportError:
        yield "reading a PDF, times as fast as pdfplumber", None, "times", "pdfplumber is not installed"
        return
    start = time.perf_counter()
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
    yield "reading a PDF, times as fast as pdfplumber", (time.perf_counter() - start) / seconds, "times", ""


def _seconds(work: Callable[[], object]) -> float:
    """CPU time, the better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best
