"""Rendering: the markup of everything around a text is in Jinja templates, which a project can override.

A project puts a template of the same name into a folder of its own ``templates_path``, as for any theme. The
environment is not Sphinx's own, which is sandboxed (five times the time, on every page) and does not escape: here
every value is escaped unless a template says otherwise. Templates are code of the project, as its ``conf.py`` is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.application import Sphinx

from jiaozhu.locale import _, ngettext, use_language

__all__ = ["OWN_TEMPLATES", "Renderer", "in_site_language"]

P = ParamSpec("P")
R = TypeVar("R")

OWN_TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Renders templates in the language of the site."""

    def __init__(self, folders: Sequence[Path], language: str) -> None:
        """Look for templates in ``folders``, the first first, and then among our own.

        Args:
            folders: A project's folders of templates.
            language: The tag of the site's language.
        """
        self._folders = [*folders, OWN_TEMPLATES]
        self.language = language

    def words(self, message: str, /, **values: object) -> Markup:
        """Translate a text into the site's language; it may hold markup, the values are escaped."""
        with use_language(self.language):
            text = Markup(_(message))
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Translate a text that depends on a number; see ``words``."""
        with use_language(self.language):
            return Markup(ngettext(one, many, number)).format(**values)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.update(words=self.words, plural=self.plural)
        return environment

    def render(self, name: str, **values: object) -> str:
        """Render the template ``name`` with ``values``."""
        return self._environment.get_template(name).render(**values)

    @cached_property
    def digest(self) -> str:
        """A digest of the language and of every template, which changes when a page might look different."""
        found = hashlib.sha256(self.language.encode())
        for folder in self._folders:
            for path in sorted(folder.rglob("jz-*.html")) if folder.is_dir() else ():
                found.update(path.name.encode() + path.read_bytes())
        return found.hexdigest()


def in_site_language(handler: Callable[Concatenate[Sphinx, P], R]) -> Callable[Concatenate[Sphinx, P], R]:
    """Let a handler of an event translate into the site's language; others use that of the terminal."""

    @wraps(handler)
    def handle(app: Sphinx, /, *arguments: P.args, **keywords: P.kwargs) -> R:
        with use_language(app.config.language):
            return handler(app, *arguments, **keywords)

    return handle
