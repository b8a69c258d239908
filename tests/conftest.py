"""What all tests share: Sphinx's own fixtures, the folders of its small projects, and how much hypothesis tries."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

os.environ["LANGUAGE"] = "en"  # before the commands are imported: their help is in the language of the terminal
import pytest
import sharing
from hypothesis import HealthCheck, settings
from jiaozhu.edition import pipeline
from jiaozhu.store import load_corpus
from paths import CORPUS, ROOTS

pytest_plugins = ("sphinx.testing.fixtures", "chromium")
os.environ["LANGUAGE"] = "en"  # before the commands are imported: their help is in the language of the terminal

# What builds keep for the next ones is not put among the user's own.
_OWN = tempfile.TemporaryDirectory(prefix="jiaozhu-tests-")
os.environ["XDG_CACHE_HOME"] = os.environ["XDG_STATE_HOME"] = _OWN.name

# Machines differ in speed, so no example has a deadline; examples are few, so that the whole suite stays quick.
_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", _COMMON, max_examples=60)
settings.register_profile("ci", _COMMON, max_examples=60, derandomize=True)
settings.register_profile("whole", _COMMON, max_examples=300)
settings.register_profile("deep", _COMMON, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run ask for everything, of which it takes a sample otherwise."""
    parser.addoption("--whole", action="store_true", help="run everything, not a sample (nox -s everything)")


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests whose variants are sampled."""
    config.addinivalue_line(
        "markers", "sampled(every, first): of the variants of a test only some are run, all of them with --whole"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the variants that are for a run of everything; which ones is the same each time."""
    if config.getoption("--whole") or "::" in " ".join(config.args):
        return
    seen: Counter[str] = Counter()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        mark = item.get_closest_marker("sampled")
        name = item.nodeid.partition("[")[0]
        seen[name] += 1
        wanted = mark is None or (seen[name] - 1) % mark.kwargs["every"] == mark.kwargs.get("first", 0)
        (kept if wanted else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether the run tries everything, not a sample."""
    return bool(request.config.getoption("--whole"))


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The folder of the small Sphinx projects that tests build."""
    return ROOTS


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> sharing.Once:
    """Makes a folder by its name, unless another test of the run has made it."""
    return sharing.once(tmp_path_factory)


@pytest.fixture(scope="session")
def book() -> pipeline.Book:
    """The project's own corpus, carried through."""
    return pipeline.make_book(load_corpus(CORPUS)[0])


@pytest.fixture
def corpus(rootdir: Path, tmp_path: Path) -> Path:
    """A copy of a small corpus."""
    return Path(shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus"))
