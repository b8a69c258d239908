"""Lists and tables of HTML: the number of an item, the place of a cell."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.office.numbering import BULLET, number
from jiaozhu.model.transcript import Shape

__all__ = ["Lists", "Tables", "shape_of_heading"]

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE = re.compile(r"list-style(?:-type)?\s*+:\s*+([\w-]++)")
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
_HEADING = re.compile(r"h([1-6])")


class _List:
    def __init__(self, how: str, step: int, before: int) -> None:
        self.how, self.step, self.count = how, step, before


class Lists:
    """The lists that are open."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a list."""
        how = "bullet" if name == "ul" else _TYPES.get(attributes.get("type", ""), "decimal")
        step = -1 if "reversed" in attributes else 1
        self._open.append(_List(_style(attributes) or how, step, _integer(attributes.get("start", ""), 1) - step))

    def close(self) -> None:
        """End the innermost list."""
        self._open.pop()

    def item(self, attributes: dict[str, str]) -> tuple[Shape | None, str]:
        """Begin an item; return its shape and the number that is written before it."""
        if not self._open:
            return None, ""
        around = self._open[-1]
        around.count = _integer(attributes.get("value", ""), around.count + around.step)
        how = _style(attributes) or around.how
        if how == "bullet":
            return Shape(level=len(self._open), mark=BULLET), ""
        written = number(around.count, how)
        mark = f"{written}." if written else ""
        return Shape(level=len(self._open), mark=mark), mark


class Tables:
    """The tables that are open.

    Args:
        flow: That counts the tables of a book.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._open: list[list[int]] = []

    def take(self, name: str, attributes: dict[str, str], close: list[Callable[[], None]], head: bool) -> Shape | None:
        """Take the beginning of a table, a row or a cell (in the head of the table or not); return a cell's shape."""
        if name == "table":
            self._flow.tables += 1
            self._open.append([self._flow.tables, 0, 1])
            close.append(self._close)
            return None
        if not self._open:
            return None
        table = self._open[-1]
        if name == "tr":
            table[1:] = [table[1] + 1, 1]
            return None
        column = table[2]
        table[2] += max(1, min(1000, _integer(attributes.get("colspan", ""), 1)))
        return Shape(table=table[0], row=max(1, table[1]), column=column, head=head)

    def _close(self) -> None:
        self._open.pop()


def shape_of_heading(name: str) -> Shape | None:
    """Return the shape of a heading's element; None for any other."""
    match = _HEADING.fullmatch(name)
    return Shape(level=int(match.group(1))) if match else None


def _style(attributes: dict[str, str]) -> str:
    match = _STYLE.search(attributes.get("style", ""))
    return _STYLES.get(match.group(1), "") if match else ""


def _integer(text: str, otherwise: int) -> int:
    digits = text.strip().removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) < 8:
        return int(text)
    return otherwise
