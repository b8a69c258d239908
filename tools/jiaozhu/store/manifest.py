"""Manifests: which files in a folder are ours, so that nothing else is ever deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from jiaozhu.store.writing import write_if_changed


class Manifest:
    """The names of the files that earlier runs wrote.

    Args:
        path: The manifest's own file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> set[str]:
        """Return the names; none if there is no manifest yet."""
        return set(json.loads(self._path.read_text("utf-8"))) if self._path.exists() else set()

    def save(self, names: Iterable[str]) -> None:
        """Record the names, each once and in order."""
        write_if_changed(self._path, json.dumps(sorted(set(names)), indent=0).encode("utf-8"))
