"""YAML with places: plain data, where each key stands, and a problem for everything that is not plain YAML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.anchor import Anchor
from ruamel.yaml.comments import CommentedBase, CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from jiaozhu.model.problem import Place, Problem

#: A key's way from the root: mapping keys and sequence indices.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Data, and the place of every key and item in it."""

    data: Any
    places: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Where ``path`` stands, or the nearest thing around it that is there."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Located, list[Problem]]:
    """``text`` as plain data. On a syntax error the data are None.

    Args:
        text: One YAML document.
        path: Its file, for places.
        first_line: The line of that file on which ``text`` begins.
    """
    root = Place(path, first_line)
    loader = YAML(typ="rt", pure=True)
    try:
        data = loader.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + first_line, mark.column + 1) if mark else root
        message = " ".join(str(error.problem or error.context or error).split())
        hint = "quote strings that contain ': ' or '#', or begin with a special character; indent with spaces"
        return Located(None, {(): root}), [Problem(place, "Y101", f"not YAML: {message}", hint)]
    except (YAMLError, ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
        return Located(None, {(): root}), [Problem(root, "Y101", f"not YAML: {reason}")]
    walk = _Walk(path, first_line)
    plain = walk.plain(data, (), root)
    return Located(plain, walk.places), walk.problems


class _Walk:
    """Copies ruamel's tree into plain data, noting places, refusing what is not plain."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def plain(self, node: Any, path: Path, place: Place) -> Any:
        self.places[path] = place
        if self._refused(node, place):
            return None
        if isinstance(node, CommentedMap):
            return {
                str(key): self.plain(value, (*path, str(key)), self._at(node.lc.key(key))) for key, value in node.items()
            }
        if isinstance(node, CommentedSeq):
            return [self.plain(item, (*path, i), self._at(node.lc.item(i))) for i, item in enumerate(node)]
        if isinstance(node, datetime.date):
            return node.isoformat()
        if isinstance(node, bool) or node is None:
            return node
        for kind in (str, int, float):
            if isinstance(node, kind):
                return kind(node)
        self._forbid(place, f"a {type(node).__name__} value")
        return None

    def _refused(self, node: Any, place: Place) -> bool:
        """Aliases, anchors and tags: they can make small files huge, and ask for Python objects."""
        if isinstance(node, CommentedBase):
            if id(node) in self._seen:
                return self._forbid(place, "an alias (*name)")
            self._seen.add(id(node))
            if isinstance(node, TaggedScalar) or node.tag.value:
                return self._forbid(place, "a tag (!name)")
        if hasattr(node, Anchor.attrib) and node.anchor.value:
            return self._forbid(place, "an anchor (&name)")
        return False

    def _forbid(self, place: Place, what: str) -> bool:
        self.problems.append(Problem(place, "Y104", f"{what} is not allowed here", "write the value out, in plain YAML"))
        return True

    def _at(self, mark: tuple[int, int] | list[int]) -> Place:
        return Place(self.path, mark[0] + self.first_line, mark[1] + 1)
