"""Where a build reads, where it writes, and where it works: in a folder of this machine's user, outside of the project.

What Sphinx keeps for the next build is pickled, and to unpickle a file is to run what is in it. So it is never read
from the project, where a stranger may have committed it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jiaozhu.store import kept_folder

__all__ = ["Places", "working"]


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
    folder = kept_folder(places.docs, places.build, places.corpus)
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="jiaozhu-") as temporary:
            yield Path(temporary)
    else:
        yield folder
