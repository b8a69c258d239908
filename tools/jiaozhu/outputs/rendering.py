"""HTML by Jinja templates, whose texts are translated and whose values are escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jiaozhu.locale import _, ngettext, use_language

__all__ = ["Renderer"]


class Renderer:
    """Renders templates in one language; every value is escaped unless a template says otherwise."""

    def __init__(self, folders: Sequence[Path], language: str) -> None:
        """Look for templates in folders, the first first.

        Args:
            folders: Of templates.
            language: The tag of the language of what is rendered.
        """
        self._folders = list(folders)
        self.language = language
        self._said: dict[str, Markup] = {}

    def words(self, message: str, /, **values: object) -> Markup:
        """Translate a text; it may hold markup, the values are escaped."""
        text = self._said.get(message)
        if text is None:
            with use_language(self.language):
                text = self._said[message] = Markup(_(message))
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Translate a text that depends on a number; see ``words``."""
        with use_language(self.language):
            return Markup(ngettext(one, many, number)).format(**values)

    def size(self, number: int) -> str:
        """Write a size in bytes for readers: in kilobytes, from a million bytes on in megabytes."""
        with use_language(self.language):
            if number < 1_000_000:
                return _("{n} kB", n=f"{max(1, round(number / 1000)):,}")
            return _("{n} MB", n=f"{number / 1_000_000:.1f}")

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
        environment.globals.update(words=self.words, plural=self.plural, size=self.size)
        return environment

    def render(self, name: str, **values: object) -> str:
        """Render the template ``name`` with ``values``."""
        return self._environment.get_template(name).render(**values)

    @cached_property
    def digest(self) -> str:
        """A digest of the language and of every template, which changes when a page might look different."""
        found = hashlib.sha256(self.language.encode())
        for folder in self._folders:
            for path in sorted(folder.rglob("jz-*.*")) if folder.is_dir() else ():
                found.update(path.name.encode() + path.read_bytes())
        return found.hexdigest()
