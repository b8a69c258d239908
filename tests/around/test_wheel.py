"""The wheel holds the three packages with their data and words, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import PurePosixPath

import pytest
from jiaozhu.locale import DOMAINS, LANGUAGES, SOURCE_LANGUAGE
from paths import ROOT

PACKAGES = {"jiaozhu", "pybtex_gbt7714", "sphinx_typst"}
#: Every kind of file that a package may ship.
ENDINGS = {".css", ".html", ".js", ".json", ".md", ".mo", ".py", ".typ", ".typed"}


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> list[PurePosixPath]:
    """The names in a wheel that was built from a copy of the sources, without what an earlier build left."""
    copy = tmp_path_factory.mktemp("sources")
    left = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "tools", copy / "tools", ignore=left)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    (copy / "dist").mkdir()
    code = "import sys; sys.path.insert(0, 'tools/packaging'); import backend; print(backend.build_wheel('dist'))"
    subprocess.run([sys.executable, "-c", code], cwd=copy, check=True, capture_output=True, text=True)
    (wheel,) = (copy / "dist").glob("*.whl")
    return [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")]


def test_nothing_but_the_packages_is_at_the_top(contents: list[PurePosixPath]) -> None:
    top = {path.parts[0] for path in contents}
    assert {name for name in top if not name.endswith(".dist-info")} == PACKAGES


def test_every_file_is_of_a_kind_that_ships(contents: list[PurePosixPath]) -> None:
    shipped = [path for path in contents if not path.parts[0].endswith(".dist-info")]
    assert {path.suffix for path in shipped} <= ENDINGS
    assert not [path for path in shipped if "test" in path.name]


def test_words_are_compiled(contents: list[PurePosixPath]) -> None:
    for language in LANGUAGES:
        for domain in DOMAINS if language != SOURCE_LANGUAGE else ():
            assert PurePosixPath(f"jiaozhu/locale/{language}/LC_MESSAGES/{domain}.mo") in contents


def test_every_module_and_every_file_of_the_tree_is_in_the_wheel(contents: list[PurePosixPath]) -> None:
    tools = ROOT / "tools"
    wanted = {
        path.relative_to(tools).as_posix()
        for package in PACKAGES
        for path in (tools / package).rglob("*")
        if path.is_file() and path.suffix in ENDINGS - {".md"} and "__pycache__" not in path.parts
    }
    assert wanted <= {path.as_posix() for path in contents}
