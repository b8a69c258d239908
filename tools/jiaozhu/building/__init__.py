"""Building the site and the book: beside the old ones, then all into their places at once.

Sphinx writes its pages one by one and may be interrupted. So it writes to a stage of its own; only a complete build is
published. A reader never sees pages of two builds, a build that fails leaves everything as it was, and a build that was
interrupted begins again from the start.
"""

from jiaozhu.building.places import Places
from jiaozhu.building.products import build, build_book, build_epub, build_html, build_part, build_pdf, edition
from jiaozhu.building.publishing import Publication
from jiaozhu.building.running import BuildFailed

__all__ = [
    "BuildFailed",
    "Places",
    "Publication",
    "build",
    "build_book",
    "build_epub",
    "build_html",
    "build_part",
    "build_pdf",
    "edition",
]
