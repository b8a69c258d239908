"""Going through an XML tree in the order of its text, without recursion, knowing where one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.packages import local

__all__ = ["Visitor", "words_of"]


class _Frame:
    """An element that is open."""

    def __init__(self, element: Element, name: str, label: str) -> None:
        self.element = element
        self.name = name
        self.label = label
        self.children: Iterator[Element] = iter(element)
        self.counts: Counter[str] = Counter()


class Visitor:
    """Calls ``enter``, ``text`` and ``leave`` for all that is in a tree, in order; readers override them."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []

    @property
    def path(self) -> str:
        """Where the open element is: ``TEI/text/body/p[2]``."""
        return "/".join(frame.label for frame in self._frames)

    @property
    def parent(self) -> Element:
        """The element around the open one; at the root, the root itself."""
        return self._frames[-2 if len(self._frames) > 1 else -1].element

    @property
    def names(self) -> list[str]:
        """The names of the open elements, from the outermost."""
        return [frame.name for frame in self._frames]

    def enter(self, element: Element, name: str) -> bool:
        """Take the beginning of an element; return whether to go into it. What follows it is visited in any case."""
        raise NotImplementedError

    def text(self, words: str) -> None:
        """Take the text between two tags."""
        raise NotImplementedError

    def leave(self, element: Element, name: str) -> None:
        """Take the end of an element that was gone into."""

    def visit(self, root: Element) -> None:
        """Go through a tree."""
        depth = len(self._frames)
        self._begin(root)
        while len(self._frames) > depth:
            frame = self._frames[-1]
            child = next(frame.children, None)
            if child is not None:
                if not self._begin(child) and child.tail:
                    self.text(child.tail)
                continue
            self.leave(frame.element, frame.name)
            self._frames.pop()
            if len(self._frames) > depth and frame.element.tail:
                self.text(frame.element.tail)

    def _begin(self, element: Element) -> bool:
        name = local(element)
        label = name
        if self._frames:
            counts = self._frames[-1].counts
            counts[name] += 1
            if counts[name] > 1:
                label = f"{name}[{counts[name]}]"
        self._frames.append(_Frame(element, name, label))
        if name and self.enter(element, name):
            if element.text:
                self.text(element.text)
            return True
        self._frames.pop()
        return False


def words_of(element: Element) -> str:
    """Return all the text in an element, runs of white space as one blank."""
    return " ".join("".join(element.itertext()).split())
