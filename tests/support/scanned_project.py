"""A project with a scan of two pages, whose pictures may be published; a recogniser for tests has read it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fake_recognizer import only, row
from jiaozhu.building.places import Places
from new_project import begin, imported
from PIL import Image, ImageDraw

RIGHTS = "示例版面，为试验而作"
PAGES = (
    (
        row("春耕生产全面展开", 60, 20, size=40),
        row("入春以来全市各级组织把春", 100, 100),
        row("耕备耕作为头等大事来抓。", 60, 130),
        row("𠮷林乡的合作社统一采购种", 100, 160),
    ),
    (row("子，价钱便宜，质量有保证。", 60, 20), row("专家建议旱地选用早熟品种。", 100, 50)),
)


def picture() -> bytes:
    """Two pages with a grey bar for each line."""
    images = []
    for lines in PAGES:
        image = Image.new("L", (420, 300), 255)
        for line in lines:
            (left, top), _, (right, bottom), _ = line.corners
            ImageDraw.Draw(image).rectangle((left, top, right, bottom), fill=150)
        images.append(image)
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def scanned_project(folder: Path, publish: str = f'"yes"\nrights: "{RIGHTS}"') -> Places:
    """Make the project.

    Args:
        folder: Where; it need not exist.
        publish: What ``facsimile.yaml`` says of publication.
    """
    begin(folder)
    with pytest.MonkeyPatch.context() as monkeypatch, only(monkeypatch, *PAGES):
        return imported(folder, "scan.tif", picture(), publish)
