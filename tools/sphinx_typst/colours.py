"""The colours of code: those of a style of Pygments, for each stretch of a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from docutils import nodes
from pygments.filters import ErrorToken
from pygments.style import Style
from pygments.token import Token
from pygments.util import ClassNotFound
from sphinx.highlighting import PygmentsBridge

__all__ = ["CodeColours", "Run", "typst_colours"]

#: Sphinx's own style, which is used where a project names none, or one for light text on a dark page.
_USUAL = "sphinx"
#: The luminance of a colour that has a contrast of 4.5 to the ground of code, whose luminance is about .93.
_DARK_ENOUGH = 0.98 / 4.5 - 0.05
#: Code of more characters than this is printed without colours.
_LONGEST = 200_000


class _Look(NamedTuple):
    colour: str  #: Six hexadecimal digits, or nothing.
    bold: bool
    italic: bool


class Run(NamedTuple):
    """A stretch of a line."""

    length: int  #: In bytes of UTF-8, as the compiler counts.
    style: int  #: The number of its style in the template; -1 for none.


@dataclass(frozen=True, slots=True)
class CodeColours:
    """Finds the colours of blocks of code."""

    style: str

    def runs(self, node: nodes.Element, text: str) -> list[list[Run]] | None:
        """Return the stretches of each line of a block; nothing if its language is unknown or has no colours.

        Args:
            node: The block, with its language and the options of its highlighter.
            text: Its text as it is printed.
        """
        language = str(node.get("language", "default"))
        if language in {"none", "text", ""} or len(text) > _LONGEST:
            return None
        forced = bool(node.get("force") or _options(node).get("force"))
        lexer = _bridge().get_lexer(text, language, {}, force=forced, location=node)
        try:
            tokens = list(lexer.get_tokens(text))
        except ErrorToken:  # it is not quite of that language
            tokens = list(_bridge().get_lexer(text, language, {}, force=True, location=node).get_tokens(text))
        numbers = _numbers(self.style)
        lines: list[list[Run]] = [[]]
        seen: list[str] = []
        for kind, value in tokens:
            seen.append(value)
            number = _number(kind, numbers)
            for at, part in enumerate(value.split("\n")):
                if at:
                    lines.append([])
                if part:
                    lines[-1].append(Run(len(part.encode()), number))
        if "".join(seen).rstrip("\n") != text.rstrip("\n"):
            return None  # the lexer changed the text
        lines = [_merged(line) for line in lines[: text.rstrip("\n").count("\n") + 1]]
        return lines if any(run.style >= 0 for line in lines for run in line) else None


def typst_colours(style: str) -> str:
    """Return the styles of code as a list of arguments for Typst's ``text``; see :attr:`Run.style`."""
    looks = []
    for colour, bold, italic in _looks(style):
        parts = [f'fill: rgb("#{colour}")'] if colour else []
        parts += ['weight: "bold"'] if bold else []
        parts += ['style: "italic"'] if italic else []
        looks.append(f"({', '.join(parts)})")
    return f"#let code-styles = ({''.join(f'{look}, ' for look in looks)})"


def _merged(line: list[Run]) -> list[Run]:
    """Return a line with neighbours of the same style as one, without the last if it has none."""
    out: list[Run] = []
    for run in line:
        if out and out[-1].style == run.style:
            out[-1] = Run(out[-1].length + run.length, run.style)
        else:
            out.append(run)
    return out[:-1] if out and out[-1].style < 0 else out


@cache
def _bridge() -> PygmentsBridge:
    return PygmentsBridge("html", _USUAL)


@cache
def _style(name: str) -> type[Style]:
    if name == _USUAL:
        from sphinx.pygments_styles import SphinxStyle

        return SphinxStyle
    try:
        found: type[Style] = PygmentsBridge("html", name).formatter_args["style"]
    except (ClassNotFound, AttributeError, ImportError):
        return _style(_USUAL)
    return found if _is_light(found.background_color) else _style(_USUAL)


def _is_light(colour: str) -> bool:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    try:
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return True
    return (red * 299 + green * 587 + blue * 114) / 1000 > 128


@cache
def _looks(style: str) -> tuple[_Look, ...]:
    found = dict.fromkeys(_look(_style(style), kind) for kind, _details in _kinds(style))
    found.pop(_Look("", False, False), None)
    return tuple(found)


@cache
def _numbers(style: str) -> dict[Any, int]:
    """Return the number of the style of each kind of token."""
    numbers = {look: at for at, look in enumerate(_looks(style))}
    return {kind: numbers.get(_look(_style(style), kind), -1) for kind, _details in _kinds(style)}


def _kinds(style: str) -> list[tuple[Any, Any]]:
    """Return the kinds of tokens that a style describes, in a lasting order."""
    found: Any = _style(style)
    return sorted(found, key=str)


def _options(node: nodes.Element) -> Mapping[str, Any]:
    found: Mapping[str, Any] = node.get("highlight_args", {})
    return found


def _number(kind: Any, numbers: Mapping[Any, int]) -> int:
    while kind not in numbers and kind is not Token:
        kind = kind.parent
    return numbers.get(kind, -1)


def _look(style: type[Style], kind: Any) -> _Look:
    details = style.style_for_token(kind)
    return _Look(_on_paper(details["color"] or ""), bool(details["bold"]), bool(details["italic"]))


def _on_paper(colour: str) -> str:
    """Return a colour dark enough to be read on the light ground of code (4.5 to 1, WCAG 2)."""
    if not colour:
        return ""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    while _luminance(parts) > _DARK_ENOUGH:
        parts = [part * 0.95 for part in parts]
    return "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(parts: list[float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
