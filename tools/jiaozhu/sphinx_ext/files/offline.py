"""The worker that keeps a copy of the site in the browsers of readers who ask for one: which files, in which state.

It is registered by the first page, on a press of a button, and only over http. Books, downloads and pictures of pages
are not among the files: a reader takes those by themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from jiaozhu.markup.script import script_literal
from jiaozhu.sphinx_ext.around.facsimiles import FOLDER as FACSIMILES
from jiaozhu.sphinx_ext.files.download_files import FOLDER as DOWNLOADS
from jiaozhu.sphinx_ext.files.front_files import FILES
from jiaozhu.sphinx_ext.products import BOOKS, is_site
from jiaozhu.sphinx_ext.scripts.script_bundles import SOURCES, WORKER
from jiaozhu.sphinx_ext.scripts.script_comments import compact
from jiaozhu.store import write_if_changed

__all__ = ["write_worker"]

#: Folders and files at the root that no page needs.
_LEFT_OUT = frozenset({BOOKS, DOWNLOADS, FACSIMILES, "_sources", "objects.inv", WORKER, *FILES})
#: Of the file that has the digests of the last build.
_STAMP = "offline.json"


def write_worker(app: Sphinx, exception: Exception | None) -> None:
    """Write the worker with the list of what it keeps; without the setting, delete that of an earlier build."""
    if exception is not None or not is_site(app):
        return
    path = Path(app.outdir) / WORKER
    if not app.config.jiaozhu_offline:
        path.unlink(missing_ok=True)
        return
    files = sorted(_digests(Path(app.outdir), Path(app.doctreedir) / _STAMP).items())
    version = hashlib.sha256(repr(files).encode("utf-8", "replace")).hexdigest()[:16]
    code = compact(SOURCES[WORKER].read_text("utf-8"))
    script = f"self.jiaozhuKept = {script_literal({'version': version, 'files': files})};\n{code}"
    write_if_changed(path, script.encode("utf-8", "replace"), lasting=False)


def _digests(out: Path, stamp: Path) -> dict[str, str]:
    """The digest of each file by its name; only those that have changed since the last build are read."""
    known, states, found = _read(stamp), {}, {}
    for path in _kept(out):
        name, about = path.relative_to(out).as_posix(), path.stat()
        size, time, digest = known.get(name, (-1, -1, ""))
        if (size, time) != (about.st_size, about.st_mtime_ns):
            digest = f"{zlib.crc32(path.read_bytes()):08x}"
        states[name] = (about.st_size, about.st_mtime_ns, digest)
        found[name] = digest
    write_if_changed(stamp, json.dumps(states).encode(), lasting=False)
    return found


def _kept(out: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(out):
        if Path(folder) == out:
            folders[:] = [name for name in folders if name not in _LEFT_OUT]
            names = [name for name in names if name not in _LEFT_OUT]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _read(stamp: Path) -> dict[str, tuple[int, int, str]]:
    try:
        found = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: (size, time, digest) for name, (size, time, digest) in found.items()}
