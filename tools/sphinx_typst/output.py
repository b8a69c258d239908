"""The files of the book: written beside and renamed, only if changed, and never deleted unless we wrote them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

__all__ = ["Output"]


class Output:
    """Writes files under a folder and remembers them in a manifest.

    The manifest also holds a digest of all that the PDF was made from, and one of the PDF: if both still fit,
    there is nothing to compile.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._manifest = folder / f".{name}.json"
        self._digests: dict[str, str] = {}  # of this build's files
        self._last = self._read_manifest()

    def _read_manifest(self) -> dict[str, object]:
        try:
            found = json.loads(self._manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, path: str, content: str | bytes) -> None:
        """Write a source of the book, if it is not there already."""
        data = content.encode() if isinstance(content, str) else content
        self._digests[path] = hashlib.sha256(data).hexdigest()
        write_atomically(self.folder / path, data)

    def inputs_digest(self, *settings: str) -> str:
        """Return a digest of every file written and of the settings that are not in them."""
        listing = json.dumps([sorted(self._digests.items()), settings])
        return hashlib.sha256(listing.encode()).hexdigest()

    def is_current(self, pdf: str, inputs: str) -> bool:
        """Say whether the PDF that is there was made from just these inputs."""
        found = self._digest(pdf)
        return bool(found) and self._last.get("inputs") == inputs and self._last.get("pdf") == found

    def _digest(self, path: str) -> str:
        try:
            return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()
        except OSError:
            return ""

    def finish(self, pdf: str = "", inputs: str = "") -> None:
        """Remove what earlier builds wrote and this one did not, and write the manifest.

        Without a PDF the build has failed: the next one must compile, whatever it finds.
        """
        earlier = self._last.get("files")
        for path in sorted(set(earlier) - set(self._digests)) if isinstance(earlier, list) else ():
            self._remove(Path(path))
        manifest = {
            "files": sorted(self._digests),
            "inputs": inputs,
            "pdf": self._digest(pdf) if pdf else "",
        }
        write_atomically(self._manifest, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())

    def _remove(self, path: Path) -> None:
        """Remove a file of ours, and folders that it leaves empty."""
        if path.is_absolute() or ".." in path.parts:
            return
        (self.folder / path).unlink(missing_ok=True)
        for parent in list(path.parents)[:-1]:
            try:
                (self.folder / parent).rmdir()
            except OSError:
                return


def write_atomically(path: Path, data: bytes) -> None:
    """Write *data* beside *path* and rename it, unless *path* has it already."""
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
