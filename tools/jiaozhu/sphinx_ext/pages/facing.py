"""Pages on which a text faces its translation load what they need."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from jiaozhu.outputs.myst.translations import FOLDER
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.scripts.script_bundles import FACING_BUNDLE

_STYLE = "jiaozhu-facing.css"


def add_facing_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a page of a translation load its style and its choice of languages."""
    if is_site(app) and pagename.startswith(f"{app.config.jiaozhu_folder}/{FOLDER}/"):
        app.add_js_file(FACING_BUNDLE, loading_method="defer", priority=600)
        app.add_css_file(_STYLE, priority=800)
