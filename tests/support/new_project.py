"""A new project with one imported source that has pictures, which its edition may publish or not."""

from __future__ import annotations

from pathlib import Path

from jiaozhu.building.places import Places
from jiaozhu.workflows.importing.command import ImportCommand, import_paths
from jiaozhu.workflows.importing.skeleton import create

__all__ = ["begin", "imported"]


def begin(folder: Path) -> None:
    """Make a new project in a folder, which need not exist."""
    create(folder, "试验", "zh-CN")
    (folder / "docs" / "favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    with (folder / "docs" / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('html_favicon = "favicon.svg"\n')  # or browsers ask for one


def imported(folder: Path, name: str, data: bytes, publish: str) -> Places:
    """Import a file into a project.

    Args:
        folder: Of the project.
        name: Of the file; the source has its name without the ending.
        data: The file.
        publish: What ``facsimile.yaml`` says of publication.
    """
    path = folder / name
    path.write_bytes(data)
    assert import_paths(ImportCommand(folder / "corpus", (path,))) == 0
    described = folder / "corpus" / "sources" / path.stem / "facsimile.yaml"
    described.write_text(described.read_text("utf-8").replace('publish: "no"', f"publish: {publish}"), "utf-8")
    return Places(folder / "docs", folder / "build", folder / "corpus")
