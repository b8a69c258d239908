"""Fixtures: small projects, and books of a few documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The folder of the small Sphinx projects that tests build."""
    return Path(__file__).parent / "roots"


@pytest.fixture
def make_book(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """Return a function that builds a book of MyST documents: ``make_book(index="# 书", a="…")``."""

    def make(conf: dict[str, Any] | None = None, **documents: str) -> SphinxTestApp:
        folder = tmp_path / "src"
        folder.mkdir(exist_ok=True)
        (folder / "conf.py").write_text('extensions = ["myst_parser", "sphinx_typst"]\n', encoding="utf-8")
        for name, text in documents.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        settings = {"project": "书", "author": "编者", "language": "zh_CN", **(conf or {})}
        return make_app("typst", srcdir=folder, confoverrides=settings)

    return make
