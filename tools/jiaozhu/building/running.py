"""Running Sphinx: one builder into its stage, where it finds what it wrote before."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.cmd.build import handle_exception
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, InfoLogRecordTranslator
from sphinx.util.parallel import parallel_available

from jiaozhu.building.places import Places
from jiaozhu.store import write_if_changed

__all__ = ["BuildFailed", "Run"]

#: Marks a stage in which a build is running, or was when it was interrupted.
_UNDER_WAY = "under-way"
#: Lists the documents of the last build.
_DOCUMENTS = "documents.json"
#: Bytes of sources from which on a build takes every processor: some three hundred pages.
_MANY = 1_000_000


class BuildFailed(Exception):
    """The Sphinx build failed; see its log above."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the builders of one build have in common."""

    places: Places
    folder: Path  #: In which the stages are.

    def stage(self, builder: str, settings: Mapping[str, str]) -> Path:
        """Run a builder; every warning is an error.

        Args:
            builder: Its name.
            settings: Of the project, for this build.

        Returns:
            The folder that it has written.

        Raises:
            BuildFailed: There was a warning or an error; it is printed.
            OSError: The disk is full, or a folder cannot be written.
        """
        stage = self.folder / builder
        for marker in self.folder.glob(f"*.{_UNDER_WAY}"):  # what is there may be half written
            shutil.rmtree(self.folder / marker.stem, ignore_errors=True)
            shutil.rmtree(self.folder / "doctrees", ignore_errors=True)
            marker.unlink()
        marker = self.folder / f"{builder}.{_UNDER_WAY}"
        marker.touch()
        listing = self.folder / f"{builder}.{_DOCUMENTS}"
        documents = self._built(builder, settings)
        if _names(listing) - documents:  # Sphinx would leave their pages
            shutil.rmtree(stage)
            documents = self._built(builder, settings)
        write_if_changed(listing, json.dumps(sorted(documents)).encode(), lasting=False)
        marker.unlink()
        return stage

    def _built(self, builder: str, settings: Mapping[str, str]) -> set[str]:
        """Run a builder; the documents that it has found."""
        app: Sphinx | None = None
        if not color_terminal():
            nocolor()
        try:
            with patch_docutils(self.places.docs), docutils_namespace():
                app = Sphinx(
                    self.places.docs,
                    self.places.docs,
                    self.folder / builder,
                    self.folder / "doctrees",
                    builder,
                    confoverrides={"nitpicky": True, "jiaozhu_corpus": self._corpus(), **settings},
                    status=sys.stdout if sys.stdout.isatty() else None,
                    warning=sys.stderr,
                    warningiserror=True,
                    parallel=_jobs(self.places.corpus),
                )
                _show_messages(app)
                app.build()
        except OSError:
            raise
        except Exception as error:
            cause = error.orig_exc if isinstance(error, ExtensionError) else None
            if isinstance(cause, OSError):
                raise cause from None
            if isinstance(error, SphinxError) and cause is None:
                print(f"{error.category}: {error}", file=sys.stderr)
            else:
                handle_exception(app, Namespace(pdb=False, verbosity=0, traceback=False), error, sys.stderr)
            raise BuildFailed(builder) from None
        if app.statuscode:
            raise BuildFailed(builder)
        return set(app.env.found_docs)

    def _corpus(self) -> str:
        return os.path.relpath(self.places.corpus, self.places.docs)


def _show_messages(app: Sphinx) -> None:
    """Print what fails no build and must be seen even so: characters that no font of the book contains."""
    if sys.stdout.isatty():
        return  # Sphinx prints all of its messages
    seen: set[str] = set()  # a text's own book has the same as the whole

    def is_wanted(record: logging.LogRecord) -> bool:
        if record.levelno != logging.INFO or getattr(record, "subtype", "") != "glyph" or record.getMessage() in seen:
            return False
        seen.add(record.getMessage())
        return True

    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(InfoLogRecordTranslator(app))
    handler.addFilter(is_wanted)
    logging.getLogger(NAMESPACE).addHandler(handler)


def _names(listing: Path) -> set[str]:
    try:
        return set(json.loads(listing.read_text("utf-8")))
    except (OSError, ValueError):
        return set()


def _jobs(corpus: Path) -> int:
    """Reading and writing in several processes pays from a few hundred pages on, and costs a second below that."""
    wanted = os.environ.get("JIAOZHU_JOBS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    size = sum(path.stat().st_size for path in corpus.glob("sources/*/source.*"))
    many = wanted == "auto" or (not wanted and size > _MANY)
    return (os.cpu_count() or 1) if many and parallel_available else 1
