"""Rendering: the markup of everything around a text is in Jinja templates, which a project can override.

A project puts a template of the same name into a folder of its own ``templates_path``, as for any theme. The
environment is not Sphinx's own, which is sandboxed (five times the time, on every page) and does not escape: here
every value is escaped unless a template says otherwise. Templates are code of the project, as its ``conf.py`` is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sphinx.application import Sphinx

from jiaozhu.locale import use_language

__all__ = ["OWN_TEMPLATES", "in_site_language"]

P = ParamSpec("P")
R = TypeVar("R")

OWN_TEMPLATES = Path(__file__).parent / "templates"


def in_site_language(handler: Callable[Concatenate[Sphinx, P], R]) -> Callable[Concatenate[Sphinx, P], R]:
    """Let a handler of an event translate into the site's language; others use that of the terminal."""

    @wraps(handler)
    def handle(app: Sphinx, /, *arguments: P.args, **keywords: P.kwargs) -> R:
        with use_language(app.config.language):
            return handler(app, *arguments, **keywords)

    return handle
