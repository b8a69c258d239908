"""A project: its sources are fetched, amended, and built as pages and as a book, each in a process that is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.sdists import download_command

from .overlay import AMENDMENT
from .paper import compare, read_paper
from .units import NOT_PAGES, read_page

__all__ = ["Result", "fetch", "measure", "prepare"]


@dataclass(slots=True)
class Result:
    """What was found of a project."""

    name: str
    has_book: bool = False
    pages: int = 0  #: Of the book.
    seconds: float = 0  #: CPU of the builder, reading included.
    megabytes: float = 0  #: The most memory of it.
    size: float = 0  #: Of the PDF, in MB.
    units: Counter[str] = field(default_factory=Counter)  #: By kind.
    lost: Counter[str] = field(default_factory=Counter)
    displaced: int = 0
    links: int = 0  #: Links out of the project on its pages.
    lost_links: int = 0
    warnings: Counter[str] = field(default_factory=Counter)  #: Of the builder, by code.
    examples: list[str] = field(default_factory=list)

    @property
    def all_lost(self) -> int:
        """How many units are not on paper."""
        return self.lost.total()


def fetch(sdist: str, folder: Path) -> Path:
    """Return the unpacked source distribution ``name==version``, downloaded by pip unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    name = sdist.replace("==", "-")
    stem = folder / name
    if not stem.exists():
        subprocess.run(download_command(sdist, folder), check=True)
        wanted = name.replace("-", "_").replace(".", "_").lower()
        (archive,) = [
            path for path in folder.glob("*.tar.gz")
            if path.name.removesuffix(".tar.gz").replace("-", "_").replace(".", "_").lower() == wanted
        ]  # fmt: skip
        with tarfile.open(archive) as packed:
            packed.extractall(folder / "unpacked", filter="data")
        (folder / "unpacked" / archive.name.removesuffix(".tar.gz")).rename(stem)
    return stem


def prepare(docs: Path) -> None:
    """Amend the configuration of a project, once."""
    conf = docs / "conf.py"
    text = conf.read_text("utf-8")
    addition = AMENDMENT.format(folder=str(Path(__file__).parents[1]))
    if addition not in text:
        conf.write_text(text + addition, "utf-8")


def measure(name: str, docs: Path, output: Path) -> Result:
    """Build a project and compare its pages with its book."""
    result = Result(name)
    html = _sphinx(docs, output, "html")[0]
    log, seconds, memory = _sphinx(docs, output, "typst")
    result.seconds, result.megabytes = seconds, memory
    for line in log.splitlines():
        if "[typst." in line:
            result.warnings[line.rpartition("[")[2].rstrip("]")] += 1
    (output / "typst.log").write_text(log, "utf-8")
    (output / "html.log").write_text(html, "utf-8")
    book = output / "typst" / "book.pdf"
    if book.exists():
        result.has_book, result.size = True, book.stat().st_size / 1e6
        _compare(result, output, book)
    return result


def _compare(result: Result, output: Path, book: Path) -> None:
    paper = read_paper(book)
    result.pages = paper.pages
    printed = {path.relative_to(output / "typst/documents").with_suffix("") for path in _sources(output)}
    for path in sorted((output / "html").rglob("*.html")):
        name = path.relative_to(output / "html").with_suffix("")
        if name.parts[0].startswith("_") or str(name) in NOT_PAGES or name not in printed:
            continue
        page = read_page(path, str(name))
        found = compare(page, paper)
        result.units.update(unit.kind for unit in page.units)
        result.lost.update(unit.kind for unit in found.lost)
        result.displaced += found.displaced
        result.links += len(page.addresses)
        result.lost_links += len(found.addresses)
        result.examples += [f"{name}: {unit.kind}: {unit.text}" for unit in found.lost]
        result.examples += [f"{name}: link: {address}" for address in sorted(found.addresses)]


def _sources(output: Path) -> list[Path]:
    return list((output / "typst/documents").rglob("*.typ"))


def _sphinx(docs: Path, output: Path, builder: str) -> tuple[str, float, float]:
    """Run Sphinx; return its messages, CPU seconds and megabytes."""
    docs, output = docs.resolve(), output.resolve()
    docs, output = docs.resolve(), output.resolve()
    command = [sys.executable, "-m", "sphinx", "-E", "-b", builder, "-d", str(output / f"{builder}-trees")]
    environment: dict[str, Any] = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONWARNINGS": "ignore",
        "NO_COLOR": "1",
    }
    with (output / f"{builder}.out").open("w+", encoding="utf-8") as log:
        command += [str(docs), str(output / builder)]
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=docs)
        _pid, _status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        log.seek(0)
        return log.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3
