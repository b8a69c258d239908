"""The book for readers' own devices: Sphinx's EPUB with notes that open in place, and styles that leave theirs room.

Readers show as pop-ups what is marked so: a reference as ``noteref``, its note as ``footnote``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sphinx.application import Sphinx
from sphinx.config import Config

from jiaozhu.sphinx_ext.products import is_epub

_MARK = re.compile(r'<a class="footnote-reference [^"]*"')
_NOTE = re.compile(r'<aside class="footnote [^"]*"')
STYLE = "jiaozhu-epub.css"


def configure_epub(app: Sphinx, config: Config) -> None:
    """What an EPUB needs to be valid and to look like this edition, wherever the project does not say otherwise."""
    config.epub_css_files = config.epub_css_files or [STYLE]
    config.epub_exclude_files = [*config.epub_exclude_files, *_LEFT_OUT]
    name = f"id-{uuid5(NAMESPACE_URL, config.html_baseurl or config.project)}"
    usual: dict[str, tuple[object, object]] = {
        "epub_show_urls": ("footnote", "no"),  # Sphinx's usual: an address in a footnote for every link
        "epub_tocscope": ("default", "includehidden"),
        "epub_tocdepth": (3, 4),  # part, source, text
        "epub_language": ("zh_CN", "zh-CN"),
        "epub_description": ("unknown", config.project),
        "epub_contributor": ("unknown", config.author),
        # The same book has the same name in every build; it serves as an XML id too.
        "epub_uid": ("unknown", name),
        "epub_identifier": ("unknown", name),
    }
    for setting, (theirs, ours) in usual.items():
        if getattr(config, setting) == theirs:
            setattr(config, setting, ours)


_STATIC = Path(__file__).parent / "static"
#: What only a page in a browser has a use for.
_SITE_FILES = sorted(path.name for path in _STATIC.glob("jiaozhu*") if path.name != "jiaozhu-epub.css")
_LEFT_OUT = [".buildinfo.bak", *(f"_static/{name}" for name in _SITE_FILES)]


def mark_notes(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Tell readers' devices which links open a note."""
    if is_epub(app) and "body" in context:
        body = _MARK.sub(lambda match: f'{match[0]} epub:type="noteref"', context["body"])
        context["body"] = _NOTE.sub(lambda match: f'{match[0]} epub:type="footnote"', body)
