"""The front matter of a generated page: what the plain way keeps of it for templates."""

from __future__ import annotations

import re

import yaml

from jiaozhu.sphinx_ext.direct.records import UnusualPageError

__all__ = ["read_front_matter"]

#: A field as the tools write most of them.
_FIELD = re.compile(r'([a-z]+): "([^"\\]*)"\Z')
#: Fields that MyST or Sphinx take for something else.
_OTHERS = frozenset({"myst", "mystnb", "substitutions", "html_meta", "tocdepth", "nosearch", "authors", "abstract"})


def read_front_matter(text: str) -> dict[str, object]:
    """Return the fields of front matter as text.

    Raises:
        UnusualPageError: There are others than the tools write.
    """
    found = [_FIELD.match(line) for line in text.split("\n")]
    fields = {match[1]: match[2] for match in found if match} if all(found) else yaml.safe_load(text)
    if not isinstance(fields, dict) or _OTHERS & fields.keys():
        raise UnusualPageError("front matter of another form")
    if not all(isinstance(value, str | bool | int) for value in fields.values()):
        raise UnusualPageError("front matter with values of another form")
    return {str(name): str(value) for name, value in fields.items()}
