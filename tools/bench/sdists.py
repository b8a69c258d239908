"""Source distributions of the package index: real files and projects to measure with, of which nothing is kept."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["download_command"]


def download_command(requirement: str, folder: Path) -> list[str]:
    """Return the command by which pip downloads a source distribution, and nothing that it needs."""
    options = ("-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder))
    return [sys.executable, "-m", "pip", "download", *options, requirement]
