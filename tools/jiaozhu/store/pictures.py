"""Pictures of a source: the digests of those that are there, and what nothing describes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jiaozhu.locale import _
from jiaozhu.model.facsimile import FILE, FOLDER, PICTURES, Facsimile
from jiaozhu.store.files import Files, is_passed_over

__all__ = ["stray_pictures", "with_pictures"]


def stray_pictures(files: Files, folder: Path) -> None:
    """Report the pictures of a source that no file describes.

    Args:
        files: Collects problems.
        folder: Of the source.
    """
    for name in (FOLDER, PICTURES):
        if next(_there(folder / name), None) is not None:
            files.stray(folder / name, _("describe the pictures in {file}, or delete them", file=FILE))


def with_pictures(files: Files, folder: Path, facsimile: Facsimile) -> Facsimile:
    """Return what describes pictures with the digests of those that are there; others there are reported.

    Args:
        files: Collects problems.
        folder: Of the source.
        facsimile: As it was read.
    """
    named = {str(page.file) for page in facsimile.pages} | {picture.file for picture in facsimile.pictures}
    digests: dict[str, str] = {}
    for picture in (path for name in (FOLDER, PICTURES) for path in _there(folder / name)):
        name = f"{picture.parent.name}/{picture.name}"
        if name in named and not files.leads_out(picture) and picture.is_file():
            with picture.open("rb") as file:
                digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
        elif name not in named and not is_passed_over(picture.name):
            files.stray(picture, _("name it in {file}, or delete it", file=FILE))
    return replace(facsimile, found=digests)


def _there(folder: Path) -> Iterator[Path]:
    """What is in a folder, by name."""
    if folder.is_dir() and not folder.is_symlink():
        yield from sorted(folder.iterdir())
