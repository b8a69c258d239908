"""Shared by all tests: Sphinx's own fixtures, where its test projects stand, and how much hypothesis tries."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from jiaozhu.edition import pipeline
from jiaozhu.store import load_corpus
from sphinx.testing.util import SphinxTestApp

pytest_plugins = ("sphinx.testing.fixtures",)

# Machines differ in speed, so no example has a deadline; examples are few, so that the whole suite stays quick.
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=60, **_COMMON)
settings.register_profile("ci", max_examples=120, derandomize=True, **_COMMON)
settings.register_profile("deep", max_examples=2000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


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


@pytest.fixture(scope="session")
def book() -> pipeline.Book:
    """The project's own corpus, carried through."""
    return pipeline.make_book(load_corpus(Path(__file__).parents[1] / "corpus")[0])


@pytest.fixture
def corpus(rootdir: Path, tmp_path: Path) -> Path:
    """A copy of a small corpus."""
    return Path(shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus"))
