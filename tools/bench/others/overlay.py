"""What is added to the end of a project's conf.py, so that it builds alone, offline, and with both builders."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

__all__ = ["AMENDMENT", "amend"]

#: What :func:`amend` is called by; ``{folder}`` is the folder of this package.
AMENDMENT = """

import sys as _sys
_sys.path.append({folder!r})
from others.overlay import amend as _amend
_amend(globals())
"""


def amend(conf: dict[str, Any]) -> None:
    """Change the settings of a project in place.

    The theme is Sphinx's usual one, for only the words of the page are compared; inventories of other projects are not
    fetched; an extension that is not installed is left out, with a message.
    """
    wanted = [*conf.get("extensions", []), "sphinx_typst"]
    conf["extensions"] = [name for name in wanted if _is_there(name)]
    conf.update(html_theme="alabaster", html_theme_options={}, html_sidebars={}, html_css_files=[])
    conf.update(intersphinx_mapping={}, nitpicky=False, html_use_index=True, typst_missing_glyphs="message")


def _is_there(name: str) -> bool:
    try:
        import_module(name)
    except ImportError as error:
        print(f"left out: extension {name}: {error}", file=sys.stderr)
        return False
    return True
