"""The PDF reader on documents that others wrote: test files in source distributions, documentation packages of Debian.

They are fetched by the ordinary clients (pip, apt-get) into a temporary folder and never kept. What is not available is
said, and so are extractors that are not installed. Of long documents the first pages are read, by all alike.
"""

from __future__ import annotations

import hashlib
import io
import logging
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from jiaozhu.formats import DEFAULT_LIMITS, UnreadableSource
from jiaozhu.formats.pdf import transcribe_pdf

from bench.agreement import consensus, order, recall, words
from bench.sdists import download_command

__all__ = ["measure_documents"]

SDISTS = ("pypdf", "pikepdf")
PACKAGES = (
    "auto-multiple-choice-doc-pdf",
    "debian-policy",
    "debian-reference-zh-cn",
    "developers-reference-ja",
    "developers-reference-ru",
    "maint-guide-zh-cn",
    "python-reportlab-doc",
)
#: Pages of a document that are read, and the fewest words by which it is compared.
_PAGES, _FEWEST = 25, 100
_SECONDS = 300

_Measured = Iterator[tuple[str, float | None, str, str]]
_Extract = Callable[[bytes], str]


class _Compared(NamedTuple):
    words: int
    recalled: float
    ours: float | None  #: Order beside that of the extractors that follow the file.
    theirs: float | None  #: That of pdftotext.


def measure_documents(*, quick: bool) -> _Measured:
    """Yield the rows of this part: name, value, unit and remark."""
    others = _extractors()
    missing = [name for name in ("pdftotext", "pypdf", "pymupdf") if name not in others]
    if missing:
        yield "real PDFs: words found", None, "%", f"needs {', '.join(missing)}"
        return
    with tempfile.TemporaryDirectory(prefix="bench-documents-") as name:
        said: list[str] = []
        files = _files(Path(name), said, quick=quick)
        if not files:
            yield "real PDFs: words found", None, "%", "; ".join(said)
            return
        read: list[tuple[int, bytes]] = []
        yield from _compare(files, others, "; ".join(said), read)
        longest = [data for _length, data in sorted(read, key=lambda item: item[0], reverse=True)]
        yield from _time(longest[: 3 if quick else 12])


def _compare(files: list[bytes], others: dict[str, _Extract], said: str, read: list[tuple[int, bytes]]) -> _Measured:
    """Compare words and their order; ``read`` gets the length of each text that could be read, and its file."""
    found: list[_Compared] = []
    open_accounts = 0
    for data in files:
        try:
            made = transcribe_pdf(data, DEFAULT_LIMITS)
        except UnreadableSource:
            continue
        read.append((len(made.text), data))
        open_accounts += made.account is None or made.account.unaccounted != 0
        if (compared := _beside(made.text, data, others)) is not None:
            found.append(compared)
    total = sum(item.words for item in found)
    remark = f"{len(found)} documents, {total:,} words on which two of pdftotext, pypdf and pymupdf agree"
    share = 100 * sum(item.words * item.recalled for item in found) / max(1, total)
    yield "real PDFs: words found", share, "%", f"{remark}{'; ' if said else ''}{said}"
    middle = sorted(item.recalled for item in found)
    yield "real PDFs: words found, median document", 100 * middle[len(middle) // 2] if middle else None, "%", ""
    both = [(item.ours, item.theirs) for item in found if item.ours is not None and item.theirs is not None]
    if both:
        ours, theirs = (100 * sum(values) / len(both) for values in zip(*both, strict=True))
        yield "real PDFs: order beside the files' own", ours, "%", f"pdftotext {theirs:.1f}"
        yield "real PDFs: order beside pdftotext's", ours - theirs, "points", "more is nearer to the files' own"
    yield "real PDFs: accounts that do not close", open_accounts, "", f"of {len(files)} files"


def _beside(text: str, data: bytes, others: dict[str, _Extract]) -> _Compared | None:
    """How a reading agrees with those of others; None if they find too little, or one of them fails."""
    try:
        texts = {name: words(extract(data)) for name, extract in others.items()}
    except Exception:  # whatever a stranger's file does to a stranger's library
        return None
    wanted = consensus(list(texts.values()))
    if wanted.total() < _FEWEST:
        return None
    mine = words(text)
    followed = [texts["pypdf"], texts["pymupdf"]]
    return _Compared(
        wanted.total(),
        recall(mine, wanted),
        _mean(order(mine, other) for other in followed),
        _mean(order(texts["pdftotext"], other) for other in followed),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _time(files: list[bytes]) -> _Measured:
    """CPU time beside that of PDFium's text alone, of every character's box, and of pdfplumber."""
    ours = _cpu(lambda data: transcribe_pdf(data, DEFAULT_LIMITS), files)
    remark = f"the {len(files)} longest documents"
    yield "real PDFs: CPU beside pypdfium2's text alone", ours / _cpu(_pdfium_text, files), "times", remark
    yield "real PDFs: CPU beside pypdfium2's box for every character", ours / _cpu(_pdfium_boxes, files), "times", ""
    try:
        import pdfplumber
    except ImportError:
        yield "real PDFs: times as fast as pdfplumber", None, "times", "pdfplumber is not installed"
        return

    def plumb(data: bytes) -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_text()

    yield "real PDFs: times as fast as pdfplumber", _cpu(plumb, files) / ours, "times", ""


def _cpu(work: Callable[[bytes], object], files: list[bytes]) -> float:
    start = time.process_time()
    for data in files:
        try:
            work(data)
        except Exception:
            continue
    return time.process_time() - start


def _pdfium_text(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    out = []
    for page in document:
        text = page.get_textpage()
        out.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(out)


def _pdfium_boxes(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    count = 0
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            text.get_charbox(index, loose=True)
            count += 1
        text.close()
        page.close()
    document.close()
    return count


def _extractors() -> dict[str, _Extract]:
    """Other extractors that are at hand."""
    found: dict[str, _Extract] = {}
    if command := shutil.which("pdftotext"):
        found["pdftotext"] = lambda data: subprocess.run(
            [command, "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, timeout=_SECONDS, check=False
        ).stdout.decode("utf-8", "replace")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        import pypdf

        found["pypdf"] = lambda data: "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    except ImportError:
        pass
    try:
        import pymupdf

        pymupdf.TOOLS.mupdf_display_errors(False)
        found["pymupdf"] = lambda data: "\n".join(page.get_text() for page in pymupdf.open(stream=data))
    except ImportError:
        pass
    return found


def _files(folder: Path, said: list[str], *, quick: bool) -> list[bytes]:
    """The first pages of every PDF that is available, each once."""
    for name in SDISTS[: 1 if quick else None]:
        if not _run(download_command(name, folder), folder):
            said.append(f"the source distribution of {name} is not available")
    for archive in folder.glob("*.tar.gz"):
        with tarfile.open(archive) as packed:
            packed.extractall(folder / archive.stem, filter="data")
    for name in () if quick else PACKAGES:
        if not _run(["apt-get", "download", name], folder):
            said.append(f"Debian's {name} is not available")
    for archive in folder.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(archive), str(folder / archive.stem)], folder)
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*.pdf")):
        if (data := _first_pages(path)) is not None:
            found.setdefault(hashlib.sha256(data).hexdigest(), data)
    return list(found.values())


def _run(command: list[str], folder: Path) -> bool:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _first_pages(path: Path) -> bytes | None:
    """The first pages of a document as one of its own; None if it cannot be opened."""
    try:
        document = pdfium.PdfDocument(path)
        if len(document) <= _PAGES:
            return path.read_bytes()
        part = pdfium.PdfDocument.new()
        part.import_pages(document, list(range(_PAGES)))
        out = io.BytesIO()
        part.save(out)
        return out.getvalue()
    except (pdfium.PdfiumError, OSError):
        return None
