"""Warnings about nodes, as Sphinx prints them: with the document and the line."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from .locale import __

__all__ = ["NodeWarnings"]

logger = logging.getLogger(__name__)


class NodeWarnings:
    """Logs the warnings of one build."""

    def __init__(self) -> None:
        self._unknown: set[str] = set()

    def warn(self, message: str, *args: object, subtype: str, location: nodes.Node) -> None:
        """Log a warning, which ``suppress_warnings`` knows as ``typst.<subtype>``.

        Args:
            message: The text, with ``%s`` for each of *args*.
            args: Values for the text.
            subtype: The second half of the warning's code.
            location: The node that the warning is about.
        """
        logger.warning(message, *args, type="typst", subtype=subtype, location=location)

    def info(self, message: str, *, location: nodes.Node) -> None:
        """Log a message that fails no build."""
        logger.info(message, location=location)

    def unknown_node(self, node: nodes.Node) -> None:
        """Warn of a node that nothing handles, once in a build for each type of node."""
        name = type(node).__name__
        if name not in self._unknown:
            self._unknown.add(name)
            message = __("node type %r has no Typst visitor; its content is kept (reported once)")
            self.warn(message, name, subtype="unknown_node", location=node)
