"""The numbers of displayed formulas, and which nodes of extensions are numbered: theorems, exercises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

__all__ = ["equation_numbers", "numbered_types"]

#: Types that have captions of their own.
_CAPTIONED = (nodes.figure, nodes.table, nodes.container, nodes.section, nodes.math_block)


def equation_numbers(config: Config, numbers: Mapping[str, Mapping[str, tuple[int, ...]]]) -> dict[str, str]:
    """Return the number of each displayed formula of a document by its id, as references to it have it.

    Args:
        config: The configuration of the project; without ``math_numfig`` the nodes have the numbers.
        numbers: The numbers of the document by kind and id.
    """
    if not (config.math_numfig and config.numfig):
        return {}
    found = {}
    for id_, number in numbers.get("displaymath", {}).items():
        words = ".".join(map(str, number))
        found[id_] = config.math_numsep.join(words.rsplit(".", 1))
    return found


def numbered_types(env: BuildEnvironment) -> dict[type, str]:
    """Return the types of nodes that extensions have numbered, each with the kind of its numbers."""
    registered = env.domains.standard_domain.enumerable_nodes
    return {type_: kind for type_, (kind, _title) in registered.items() if not issubclass(type_, _CAPTIONED)}
