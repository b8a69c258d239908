"""The template of a book: what the settings decide, the theme, the parts of the template, the styles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from .colours import typst_colours
from .errors import TypstBuildError
from .escape import quote_string
from .locale import __

__all__ = ["THEMES", "Look", "make_template"]

#: Themes that come with the builder.
THEMES = ("book", "manual", "report")
#: The parts of the template; the theme is after the first, styles are inserted into ``classes``.
_FIRST = "theme"
_REST = "text places design classes blocks code tables api documents index book".split()
#: The line of the template that styles are inserted after.
_STYLES_HERE = "// The files of `typst_styles` are inserted here.\n"
#: Families with the same glyphs in the forms of each language.
_SANS = {"zh_TW": "TC", "zh_HK": "HK", "ja": "JP", "ko": "KR"}
_CJK = frozenset({"zh", "ja", "ko"})
#: What is looked at for characters that the fonts before do not have.
_SYMBOLS = ("Noto Emoji", "Noto Sans Symbols")


@dataclass(frozen=True, slots=True)
class Look:
    """What the settings say of the look of a book."""

    language: str  #: As Sphinx names it.
    theme: str  #: One of :data:`THEMES`, or a file relative to the folder.
    paper: str  #: Empty: that of the theme.
    pygments: str  #: The style of code.
    styles: Sequence[str]  #: Files of Typst, relative to the folder.
    bleed: float = 0  #: Millimetres around each page that are cut off.


def make_template(folder: Path, look: Look, families: Collection[str]) -> str:
    """Return the template of a book.

    Args:
        folder: The folder of ``conf.py``.
        look: The settings.
        families: The families of fonts at hand.

    Raises:
        TypstBuildError: A theme or a style cannot be read.
    """
    parts = [*_facts(look, families), _part(_FIRST), _theme(folder, look.theme)]
    for name in _REST:
        part = _part(name)
        if _STYLES_HERE in part:
            styles = "".join(f"\n{_read(folder / path, 'typst_styles', path)}" for path in look.styles)
            part = part.replace(_STYLES_HERE, _STYLES_HERE + styles)
        parts.append(part)
    return "\n".join(parts)


def _facts(look: Look, families: Collection[str]) -> Iterable[str]:
    """Yield what the settings decide: fonts, language, paper, colours of code."""
    language = look.language
    symbols = [name for name in _SYMBOLS if name in families]
    wanted = f"Noto Sans CJK {_SANS.get(language, _SANS.get(language[:2], 'SC'))}"
    cjk = wanted if wanted in families else "Noto Sans SC"
    latin = [name for name in ("Noto Sans",) if name in families]
    is_cjk = language[:2] in _CJK
    serif = ["Noto Serif SC", *symbols]
    yield "// What the settings say. `covers` keeps the quotation marks and dashes of Chinese text in the Chinese font."
    marks = '(name: "Libertinus Serif", covers: "latin-in-cjk")'
    yield f"#let serif-fonts = ({marks}, {_fonts(serif)})"
    yield f"#let latin-serif-fonts = ({_fonts(['Libertinus Serif', *serif])})"
    yield f"#let sans-fonts = ({_fonts([*([] if is_cjk else latin), cjk, *symbols])})"
    yield f"#let mono-fonts = ({_fonts(['DejaVu Sans Mono', cjk, *symbols])})"
    yield f"#let is-cjk-book = {str(is_cjk).lower()}"
    yield f"#let paper-name = {quote_string(look.paper)}"
    yield f"#let bleed = {max(0, look.bleed):g}mm"
    yield typst_colours(look.pygments)


def _fonts(names: Sequence[str]) -> str:
    return "".join(f"{quote_string(name)}, " for name in names)


def _theme(folder: Path, name: str) -> str:
    if name in THEMES:
        return resources.files(__package__).joinpath("themes", f"{name}.typ").read_text(encoding="utf-8")
    return _read(folder / name, "typst_theme", name)


def _part(name: str) -> str:
    return resources.files(__package__).joinpath("template", f"{name}.typ").read_text(encoding="utf-8")


def _read(path: Path, setting: str, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise TypstBuildError(__("%s: cannot read %s: %s") % (setting, name, error)) from error
