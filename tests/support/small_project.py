"""A small project with a corpus, a Sphinx project and every product, and what its readers see of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from paths import ROOTS

#: What files hold, by name.
Tree = dict[str, bytes]


def make_project(folder: Path) -> None:
    """Put a small project into a folder."""
    shutil.copytree(ROOTS / "test-edition", folder / "docs", ignore=shutil.ignore_patterns("corpus"))
    shutil.copytree(ROOTS / "test-edition" / "corpus", folder / "corpus")
    conf = folder / "docs" / "conf.py"
    text = conf.read_text("utf-8").replace('"jiaozhu.sphinx_ext"', '"jiaozhu.sphinx_ext", "sphinx_typst"')
    text += 'copyright = "2026"\n'
    conf.write_text(text.replace('"corpus"', '"../corpus"'), "utf-8")


def published(folder: Path) -> Tree:
    """What readers see."""
    build = folder / "build"
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file() and not path.relative_to(build).parts[0].startswith(".")
    }
