"""What costs too much to be made twice in a run: made once, by whichever worker of pytest-xdist asks first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from jiaozhu.building import Places
from paths import CORPUS, ROOT

#: Makes a folder by its name, unless another test of the run has made it.
Once = Callable[[str, Callable[[Path], object]], Path]


def once(factory: pytest.TempPathFactory) -> Once:
    """Return the maker of what all workers share; it is kept beside their own temporary folders."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, complete = shared / name, shared / f"{name}.complete"
        with FileLock(shared / f"{name}.lock"):
            if not complete.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                complete.touch()
        return folder

    return made


def copy_project(folder: Path) -> Places:
    """Copy the project's own docs and corpus, so that the tree stays as it is when they are built."""
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(CORPUS, folder / "corpus")
    return Places(folder / "docs", folder / "build", folder / "corpus")
