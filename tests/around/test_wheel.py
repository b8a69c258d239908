"""The wheel holds the three packages with their data and words, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from jiaozhu.locale import DOMAINS, LANGUAGES, SOURCE_LANGUAGE
from paths import ROOT

PACKAGES = {"jiaozhu", "pybtex_gbt7714", "sphinx_typst"}
#: Every kind of file that a package may ship.
ENDINGS = {".css", ".html", ".js", ".json", ".md", ".mo", ".py", ".svg", ".txt", ".typ", ".typed", ".xml"}


def built(folder: Path, **environment: str) -> dict[str, bytes]:
    """The wheel and the source distribution of a copy of the sources, without what an earlier build left."""
    left = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info", "node_modules")
    for name in ("tools", "tests", "docs", "corpus"):
        kept = shutil.ignore_patterns("texts") if name == "docs" else left
        shutil.copytree(ROOT / name, folder / name, ignore=kept)
    for name in (".gitignore", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    code = "from hatchling.build import build_sdist, build_wheel; build_wheel('dist'); build_sdist('dist')"
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The two files of a release, by name."""
    return built(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def contents(distributions: dict[str, bytes]) -> list[PurePosixPath]:
    """The names in the wheel."""
    (wheel,) = (data for name, data in distributions.items() if name.endswith(".whl"))
    return [PurePosixPath(name) for name in zipfile.ZipFile(BytesIO(wheel)).namelist() if not name.endswith("/")]


def test_a_build_elsewhere_has_the_same_bytes(distributions: dict[str, bytes], tmp_path: Path) -> None:
    other = built(tmp_path, TZ="Asia/Shanghai", LANG="C", PYTHONHASHSEED="7")
    assert other.keys() == distributions.keys()
    assert [name for name, data in other.items() if data != distributions[name]] == []


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
