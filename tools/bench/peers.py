"""Other generators on plain pages as long as the texts', each in an environment of its own: CPU time and memory.

What cannot be installed is left out, and says so. Hugo is taken where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import chinese
from bench.report import Row

GROUP = "peers"
_PARAGRAPHS, _LENGTH = 4, 190
#: Runs a command and says what it took: a peak of memory is that of all children, so each has a parent of its own.
_MEASURED = """\
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.exit(done.stderr[-2000:])
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)
"""


class Peer(NamedTuple):
    """Another generator."""

    name: str
    packages: tuple[str, ...]  #: What is installed; empty for a program that is there or is not.
    program: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]


def _mkdocs(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: 测量\ntheme:\n  name: material\nplugins:\n  - search\n", "utf-8")


def _sphinx(folder: Path) -> None:
    settings = 'project = "plain"\nlanguage = "zh_CN"\nextensions = ["myst_parser"]\nhtml_theme = "basic"\n'
    (folder / "docs" / "conf.py").write_text(settings, "utf-8")


def _hugo(folder: Path) -> None:
    (folder / "hugo.toml").write_text('title = "测量"\ncontentDir = "docs"\n', "utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text("<html><title>{{ .Title }}</title><body>{{ .Content }}</body></html>", "utf-8")


PEERS = (
    Peer("mkdocs-material", ("mkdocs-material",), "mkdocs", ("build", "-q"), _mkdocs),
    Peer("zensical", ("zensical",), "zensical", ("build",), _mkdocs),
    Peer("Sphinx and MyST, theme basic", ("sphinx", "myst-parser"), "sphinx-build", ("-q", "docs", "site"), _sphinx),
    Peer("Hugo", (), "hugo", ("--quiet",), _hugo),
)


def measure(folder: Path, *, quick: bool, peers: Sequence[Peer] = PEERS) -> Iterator[Row]:
    """The rows of this part, as they come."""
    pages = 160 if quick else 800
    for number, peer in enumerate(peers):
        place = folder / str(number)
        program = _installed(peer, place / "environment")
        if program is None:
            yield Row(GROUP, peer.name, None, "ms CPU a page", None, "cannot be had here")
            continue
        _write(place / "docs", pages)
        peer.prepare(place)
        command = [sys.executable, "-c", _MEASURED, str(program), *peer.arguments]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        if done.returncode:
            yield Row(GROUP, peer.name, None, "ms CPU a page", None, f"it failed: {done.stderr.strip()[-120:]}")
            continue
        cpu, memory = map(float, done.stdout.split())
        version = _version(peer, place / "environment")
        yield Row(
            GROUP, peer.name, cpu / pages * 1e3, "ms CPU a page", None, f"{version}, {pages} pages, {memory:.0f} MB"
        )


def _installed(peer: Peer, environment: Path) -> Path | None:
    """The program, installed if need be."""
    if not peer.packages:
        found = shutil.which(peer.program)
        return Path(found) if found else None
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True, capture_output=True)
    command = [str(environment / "bin" / "python"), "-m", "pip", "install", "-q", *peer.packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    program = environment / "bin" / peer.program
    return program if not done.returncode and program.exists() else None


def _version(peer: Peer, environment: Path) -> str:
    if not peer.packages:
        return subprocess.run([peer.program, "version"], capture_output=True, text=True, check=False).stdout.split()[1]
    asked = f"from importlib.metadata import version; print(version({peer.packages[0]!r}))"
    command = [str(environment / "bin" / "python"), "-c", asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _write(folder: Path, pages: int) -> None:
    """Plain pages, and a list of them."""
    folder.mkdir(parents=True)
    random = Random(pages)
    names = [f"page-{number:04}" for number in range(pages)]
    for name in names:
        blocks = [f"# {chinese.headline(random)}", *(chinese.paragraph(random, _LENGTH) for _ in range(_PARAGRAPHS))]
        (folder / f"{name}.md").write_text("\n\n".join(blocks) + "\n", "utf-8")
    listed = "\n".join(f"- [{name}]({name}.md)" for name in names)
    toctree = "```{toctree}\n:hidden:\n\n" + "\n".join(names) + "\n```\n"
    (folder / "index.md").write_text(f"# 目录\n\n{listed}\n\n{toctree}", "utf-8")
