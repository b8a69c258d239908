"""When pages may take the direct way: when what else is registered would not change them on the plain one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from docutils.frontend import OptionParser
from sphinx.application import Sphinx

from jiaozhu.sphinx_ext.pages.shell import is_shelled

__all__ = ["EVENTS", "reason_against"]

#: Those whose part in a page the direct way does itself; a test compares both ways.
_KNOWN = (
    "alabaster.",
    "docutils.",
    "jiaozhu.",
    "myst_parser.",
    "pydata_sphinx_theme.",
    "sphinx.",
    "sphinx_book_theme.",
    "sphinx_typst.",
    "sphinxcontrib.bibtex.",
)
_APART = "sphinx.ext."  #: What a project chooses to have done to its pages,
_HARMLESS = "sphinx.ext.mathjax."  #: but for this, which only looks for formulas.
#: Events whose handlers get the document or decide which documents are read and written.
EVENTS = (
    "source-read",
    "doctree-read",
    "doctree-resolved",
    "missing-reference",
    "warn-missing-reference",
    "env-get-outdated",
    "env-before-read-docs",
    "env-updated",
    "html-page-context",
)
#: Nodes that are written here, by the names of their classes.
_WRITTEN = frozenset(
    "bullet_list emphasis entry enumerated_list inline list_item literal paragraph raw reference row section strong "
    "table tbody thead title".split()
)


def reason_against(app: Sphinx) -> str:
    """Return why pages take the plain way; nothing if they may take the direct one.

    Args:
        app: With everything registered.
    """
    return next(_reasons(app), "")


def _reasons(app: Sphinx) -> Iterator[str]:
    config, registry = app.config, app.registry
    if not config.jiaozhu_fast:
        yield "jiaozhu_fast is off"
    if not is_shelled(app) or app.builder.name != "html":
        yield f"the builder {app.builder.name} or the theme {config.html_theme} writes pages in its own way"
        return
    for name in EVENTS:
        for listener in app.events.listeners.get(name, ()):
            if not _is_known(str(getattr(listener.handler, "__module__", ""))):
                yield f"{listener.handler!r} handles {name}"
    for transform in (*registry.get_transforms(), *registry.get_post_transforms()):
        if not _is_known(transform.__module__):
            yield f"{transform.__module__}.{transform.__qualname__} changes documents"
    for name, (visit, _depart) in registry.translation_handlers.get("html", {}).items():
        if name in _WRITTEN and not _is_known(visit.__module__):
            yield f"{visit.__module__} writes {name}"
    translator = registry.translators.get(app.builder.name, app.builder.default_translator_class)
    for base in translator.__mro__:
        if base.__module__ not in ("builtins", "types") and not _is_known(base.__module__):
            yield f"{base.__module__}.{base.__qualname__} writes documents"
    if any(Path(app.confdir, folder).is_dir() for folder in config.locale_dirs):
        yield "there are translations of documents"
    files = map(os.path.expanduser, OptionParser.standard_config_files)
    if Path(app.confdir, "docutils.conf").exists() or any(map(os.path.exists, files)):
        yield "docutils has settings of its own"
    if not config.html_compact_lists or getattr(app.builder, "search", False):
        yield "lists or the search are Sphinx's own"


def _is_known(module: str) -> bool:
    name = f"{module}."
    return name.startswith(_KNOWN) and (not name.startswith(_APART) or name.startswith(_HARMLESS))
