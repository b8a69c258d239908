"""Where a build reads, where it writes, and where it works: in a folder of this machine's user, outside of the project.

What Sphinx keeps for the next build is pickled, and to unpickle a file is to run what is in it. So it is never read
from the project, where a stranger may have committed it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from jiaozhu.store import builds_folder, key_of

__all__ = ["Places", "working"]

#: Says for which project a folder is.
_OWNER = "project.json"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are."""

    docs: Path  #: The Sphinx project.
    build: Path  #: What is built.
    corpus: Path  #: What it is built from.

    @property
    def html(self) -> Path:
        """The site."""
        return self.build / "html"

    @property
    def books(self) -> Path:
        """Books of single texts."""
        return self.build / "pdf"

    @property
    def pdf(self) -> Path:
        """The book."""
        return self.build / "book.pdf"

    @property
    def epub(self) -> Path:
        """The book for readers' own devices."""
        return self.build / "book.epub"


@contextmanager
def working(places: Places) -> Iterator[Path]:
    """Yield the folder in which Sphinx writes, and which it finds again at the next build.

    Without a folder that only this user can write, it is a new one, deleted afterwards: every build starts from
    scratch.
    """
    builds = builds_folder(places.docs.parent)
    if builds is None:
        with tempfile.TemporaryDirectory(prefix="jiaozhu-") as temporary:
            yield Path(temporary)
        return
    _forget(builds)
    folder = builds / key_of(places.docs, places.build, places.corpus)
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder / _OWNER
    if not owner.exists():
        owner.write_text(json.dumps(str(places.docs.resolve())), "utf-8")
    yield folder


def _forget(builds: Path) -> None:
    """Delete what was kept for projects that are no more."""
    for folder in builds.iterdir():
        with suppress(OSError, ValueError):
            if not Path(json.loads((folder / _OWNER).read_text("utf-8"))).exists():
                shutil.rmtree(folder, ignore_errors=True)
