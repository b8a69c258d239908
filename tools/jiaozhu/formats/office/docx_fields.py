"""Fields and formulas of a DOCX file: links that a code makes, and a formula's structure on a line.

Fields: ECMA-376, part 1, 17.16; formulas: 22.1.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.office.docx_parts import attribute, child, items

__all__ = ["FORMULAS", "Fields", "address_of", "enter_formula", "leave_formula", "signs_of"]

_ADDRESS = re.compile(r"\s*+HYPERLINK\s++(?:\\[a-z]\s++)*+\"([^\"]*+)\"(?:\s++\\l\s++\"([^\"]*+)\")?", re.I)
_LOCAL_ADDRESS = re.compile(r"\s*+HYPERLINK\s++\\l\s++\"([^\"]*+)\"", re.I)
#: Parts of a formula that a sign parts from what precedes them.
_SIGNS = {"den": "/", "sup": "^", "sub": "_", "deg": "\u221a"}
#: Elements with an operator or a bracket of their own.
FORMULAS = frozenset({*_SIGNS, "nary", "acc", "groupChr", "d"})


class Fields:
    """The fields that are open: what their codes say, and whether their results are links.

    Args:
        flow: That puts words on lines.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._codes: list[str | None] = []  #: None once the result has begun.
        self._linked: list[int] = []  #: How many blocks were open when a link began; -1 if it is not one.

    def code(self, text: str) -> None:
        """Take a piece of the code of the innermost field."""
        if self._codes and (code := self._codes[-1]) is not None:
            self._codes[-1] = code + text

    def take(self, element: Element) -> bool:
        """Take a sign at which a field, or its result, begins or ends."""
        step = attribute(element, "fldCharType")
        if step == "begin":
            self._codes.append("")
            self._linked.append(-1)
        elif step == "separate" and self._codes and (code := self._codes[-1]) is not None:
            self._codes[-1] = None
            if (address := address_of(code)) and self._flow.depth:
                self._linked[-1] = self._flow.depth
                self._flow.begin("link", address)
        elif step == "end" and self._codes:
            self._codes.pop()
            if self._linked.pop() == self._flow.depth:
                self._flow.end()
        return True


def address_of(code: str) -> str:
    """Return the address in a field's code; empty if it is not a link's."""
    if found := _LOCAL_ADDRESS.match(code):
        return f"#{found.group(1)}"
    found = _ADDRESS.match(code)
    return found.group(1) + (f"#{found.group(2)}" if found.group(2) else "") if found else ""


def signs_of(element: Element, name: str) -> list[Element]:
    """Return the properties of a part of a formula that ``enter_formula`` and ``leave_formula`` write."""
    names = ("begChr", "endChr") if name == "d" else ("chr",)
    found = [child(element, f"{name}Pr", sign) for sign in names] if name not in _SIGNS else []
    return [sign for sign in found if sign is not None]


def enter_formula(flow: Flow, element: Element, name: str) -> None:
    """Write what begins a part of a formula."""
    if name in _SIGNS:
        if any(text for _, text in items(element)):
            flow.supply("formula", _SIGNS[name])
    elif name == "d":
        _delimiter(flow, element, "begChr", "(")
    elif found := attribute(child(element, f"{name}Pr", "chr"), "val").strip():
        flow.text(found)
    elif name == "nary":
        flow.supply("formula", "\u222b")


def leave_formula(flow: Flow, element: Element) -> None:
    """Write what ends a part of a formula in brackets."""
    _delimiter(flow, element, "endChr", ")")


def _delimiter(flow: Flow, element: Element, name: str, usual: str) -> None:
    found = child(element, "dPr", name)
    if found is None:
        flow.supply("formula", usual)
    elif sign := attribute(found, "val").strip():
        flow.text(sign)
