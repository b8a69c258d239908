"""The build backend: setuptools' own, which finds every catalogue of words compiled."""

from __future__ import annotations

from typing import Any

import catalogues
from setuptools import build_meta
from setuptools.build_meta import (
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]


def build_wheel(folder: str, settings: Any = None, metadata: str | None = None) -> str:
    """Compile the catalogues, then build the wheel (PEP 517)."""
    catalogues.compile_all()
    return build_meta.build_wheel(folder, settings, metadata)


def build_editable(folder: str, settings: Any = None, metadata: str | None = None) -> str:
    """Compile the catalogues, then install the tree itself (PEP 660)."""
    catalogues.compile_all()
    return build_meta.build_editable(folder, settings, metadata)


def build_sdist(folder: str, settings: Any = None) -> str:
    """Build the source distribution (PEP 517); it holds the PO files, which a wheel's build compiles."""
    return build_meta.build_sdist(folder, settings)
