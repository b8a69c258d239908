"""Folders of this machine's user, outside of any project: what is kept there was made here and is not shared.

What is read back from a project's own folder may have come with the project; what is read back from here has not.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path, user_state_path

__all__ = ["cache_folder", "is_private", "kept_folder", "key_of", "state_folder", "tree_of"]

_NAME = "jiaozhu"
#: Says for which project a folder is.
_OWNER = "project.json"


def state_folder() -> Path:
    """Return the folder for small things that outlive a run, such as locks; it exists."""
    return _made(user_state_path(_NAME)) or _fallback("state")


def cache_folder() -> Path | None:
    """Return the folder for what can be made again; it exists. None if others could write there."""
    return _made(user_cache_path(_NAME))


def kept_folder(project: Path, *paths: Path) -> Path | None:
    """Return the folder for what a build keeps for the next one; it exists.

    What was kept for projects that no longer exist is deleted.

    Args:
        project: The Sphinx project for which it is.
        paths: What else tells it from others.

    Returns:
        The folder; None if others could write there, or if it would be in the project.
    """
    cache = cache_folder()
    if cache is None or cache.resolve().is_relative_to(tree_of(project)):
        return None
    builds = _made(cache / "builds")
    if builds is None:
        return None
    _forget(builds)
    folder = _made(builds / key_of(project, *paths))
    if folder is not None and not (folder / _OWNER).exists():
        (folder / _OWNER).write_text(json.dumps(str(project.resolve())), "utf-8")
    return folder


def _forget(builds: Path) -> None:
    for folder in builds.iterdir():
        with suppress(OSError, ValueError):
            if not Path(json.loads((folder / _OWNER).read_text("utf-8"))).exists():
                shutil.rmtree(folder, ignore_errors=True)


def tree_of(folder: Path) -> Path:
    """Return the repository in which a folder is; without one, the folder above it."""
    folder = folder.resolve()
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder.parent)


def key_of(*paths: Path) -> str:
    """Return a name for what belongs to some paths on this machine."""
    return hashlib.sha256("\0".join(str(path.resolve()) for path in paths).encode("utf-8", "replace")).hexdigest()[:32]


def is_private(folder: Path) -> bool:
    """Whether a folder is this user's own, and only this user may write in it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    if os.name != "posix":
        return True  # the home folder's access rights hold below it
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _made(folder: Path) -> Path | None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder if is_private(folder) and os.access(folder, os.W_OK) else None


def _fallback(name: str) -> Path:
    """A folder among the temporary ones, for a user without a home."""
    user = os.geteuid() if os.name == "posix" else os.environ.get("USERNAME", "")
    folder = _made(Path(tempfile.gettempdir(), f"{_NAME}-{user}-{name}"))
    return folder or Path(tempfile.mkdtemp(prefix=f"{_NAME}-"))
