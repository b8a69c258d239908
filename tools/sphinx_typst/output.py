"""The files of the book: written atomically, only if changed, and deleted only if an earlier build wrote them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

__all__ = ["Output", "write_atomically"]


class Output:
    """Writes files in a folder and lists them in a manifest.

    The manifest also has a digest of the inputs of the PDF and one of the PDF itself. If both are still the same, there
    is nothing to compile.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Read the manifest of the last build.

        Args:
            folder: The output folder.
            name: The name of the book, which is also that of its manifest.
        """
        self.folder = folder
        self._manifest = folder / f".{name}.json"
        self._digests: dict[str, str] = {}  # those of this build's files
        self._last = self._read_manifest()

    def _read_manifest(self) -> dict[str, object]:
        try:
            found = json.loads(self._manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the book, unless it has this content already.

        Args:
            path: The file, relative to the folder.
            content: Its content; text is written as UTF-8.
        """
        data = content.encode() if isinstance(content, str) else content
        self._digests[path] = hashlib.sha256(data).hexdigest()
        write_atomically(self.folder / path, data)

    def inputs_digest(self, *settings: str) -> str:
        """Return a digest of all files written, and of settings that are not in them."""
        listing = json.dumps([sorted(self._digests.items()), settings])
        return hashlib.sha256(listing.encode()).hexdigest()

    def is_current(self, pdf: str, inputs: str) -> bool:
        """Whether the existing PDF was made from exactly these inputs.

        Args:
            pdf: The name of the PDF.
            inputs: The digest of the inputs, from :meth:`inputs_digest`.
        """
        found = self._digest(pdf)
        return bool(found) and self._last.get("inputs") == inputs and self._last.get("pdf") == found

    def _digest(self, path: str) -> str:
        try:
            return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()
        except OSError:
            return ""

    def finish(self, pdf: str = "", inputs: str = "") -> None:
        """Remove files that only earlier builds wrote, and write the manifest.

        Args:
            pdf: The name of the PDF; empty if the build failed, so that the next one compiles again.
            inputs: The digest of its inputs.
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
        """Remove a file that an earlier build wrote, and the folders that are empty then."""
        if path.is_absolute() or ".." in path.parts:
            return
        (self.folder / path).unlink(missing_ok=True)
        for parent in list(path.parents)[:-1]:
            try:
                (self.folder / parent).rmdir()
            except OSError:
                return


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file, unless it has this content already.

    Args:
        path: The file; missing folders are made.
        data: Its content, written to a file beside it, which is then renamed.
    """
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
