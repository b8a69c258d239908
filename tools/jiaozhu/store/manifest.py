"""Manifests: which files in a folder are ours, so that nothing else is ever deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from jiaozhu.store.writing import write_if_changed


class Manifest:
    """The names of the files that earlier runs wrote.

    A run notes each name before it writes the file, one a line in a second file, so that a run that is killed knows
    them too; at its end it saves them all.

    Args:
        path: The manifest's own file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._notes = path.with_name(f"{path.name}.new")

    @property
    def files(self) -> frozenset[str]:
        """The names of the manifest's own files."""
        return frozenset({self._path.name, self._notes.name})

    def names(self) -> set[str]:
        """Return the names; none if there is no manifest yet, or if it is damaged."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            found = []
        names = {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()
        if self._notes.exists():
            names |= set(self._notes.read_text("utf-8", "replace").split("\n"))
        return names - {""}

    def note(self, name: str) -> None:
        """Note a name before its file is written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._notes.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{name}\n")

    def save(self, names: Iterable[str]) -> None:
        """Record the names, each once and in order; they are all there are."""
        write_if_changed(self._path, json.dumps(sorted(set(names)), indent=0).encode("utf-8"))
        self._notes.unlink(missing_ok=True)
