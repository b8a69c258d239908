"""Names and ids of one page, given out as docutils gives them, so that both ways of building lead to the same places.

Only the regular case is here. Whatever would make docutils change a name or warn is unusual, and is left to it.
"""

from __future__ import annotations

import re

from docutils.nodes import fully_normalize_name, make_id

from jiaozhu.sphinx_ext.direct.records import UnusualPageError

__all__ = ["Names", "Target"]

_PLAIN = re.compile(r"[a-z](?:-?[a-z0-9])*+\Z")


class Target:
    """What an explicit name is a name of: ``ids``, and the name of the kind of thing."""

    __slots__ = ("ids", "kind", "title")

    def __init__(self, kind: str, ids: list[str]) -> None:
        self.kind = kind  #: ``link``, ``note`` or anything else.
        self.ids = ids
        self.title: str | None = None  #: Of a section.


class Names:
    """The names and ids that a page has so far."""

    def __init__(self) -> None:
        self.explicit: dict[str, Target] = {}  #: Explicit names, in the order in which they were given.
        self.ids: set[str] = set()
        self._id_of: dict[str, str] = {}
        self._implicit: set[str] = set()
        self._counted = 0

    def id_of(self, name: str) -> str:
        """Return the id of an explicit name."""
        return self._id_of[name]

    def has(self, name: str) -> bool:
        """Return whether anything has this name."""
        return name in self.explicit or name in self._implicit

    def name(self, given: str, target: Target) -> str:
        """Give something an explicit name.

        Args:
            given: The name as it is written.
            target: What it names; its ids are extended.

        Returns:
            Its first id.

        Raises:
            UnusualPageError: Something else has that name or that id.
        """
        name = fully_normalize_name(given)
        if name in self.explicit:
            raise UnusualPageError(f"two things are named {name!r}")
        if not target.ids:
            id = name if _PLAIN.match(name) else make_id(name)
            if not id or id in self.ids:
                raise UnusualPageError(f"no id for {name!r}")
            target.ids.append(id)
            self.ids.add(id)
        self._implicit.discard(name)
        self.explicit[name] = target
        self._id_of[name] = target.ids[0]
        return target.ids[0]

    def count(self) -> str:
        """Return an id for something without a name."""
        while True:
            self._counted += 1
            id = f"id{self._counted}"
            if id not in self.ids:
                self.ids.add(id)
                return id

    def heading(self, text: str, ours: re.Pattern[str]) -> str:
        """Return the id of a heading without one of its own.

        Args:
            text: Its words.
            ours: Ids that no heading takes from its words.
        """
        name = fully_normalize_name(text)
        wanted = make_id(text)
        id = make_id(name)
        if ours.match(wanted):
            id = f"title-{wanted}"
            if id in self.ids:
                raise UnusualPageError("two headings with an id of the site's")
            self.ids.add(id)
        elif id and id not in self.ids:
            self.ids.add(id)
        else:
            id = self.count()
        if name not in self.explicit:
            self._implicit.add(name)
        return id
