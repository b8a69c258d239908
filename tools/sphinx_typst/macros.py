"""The commands of mathematics that a project defines for its other builders: for MathJax, and for LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .latex_tokens import Macro, read_macros

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = ["project_macros"]


def project_macros(config: Config) -> dict[str, Macro]:
    """Return the macros of ``mathjax3_config``, ``latex_elements`` and ``imgmath_latex_preamble``, the first first."""
    found: dict[str, Macro] = {}
    for preamble in _preambles(config):
        found |= read_macros(preamble)[1]
    for name in ("mathjax3_config", "mathjax4_config"):
        found |= dict(_of_mathjax(getattr(config, name, None)))
    return found


def _preambles(config: Config) -> Iterator[str]:
    elements = config.latex_elements if isinstance(config.latex_elements, dict) else {}
    for text in (elements.get("preamble"), getattr(config, "imgmath_latex_preamble", "")):
        if isinstance(text, str):
            yield text


def _of_mathjax(settings: Any) -> Iterator[tuple[str, Macro]]:
    """Yield the macros of MathJax: ``{"tex": {"macros": {"R": "{\\\\bf R}", "bold": ["{\\\\bf #1}", 1]}}}``."""
    tex = settings.get("tex", {}) if isinstance(settings, dict) else {}
    macros = tex.get("macros", {}) if isinstance(tex, dict) else {}
    for name, meaning in macros.items() if isinstance(macros, dict) else ():
        if isinstance(meaning, str):
            yield str(name), Macro(0, meaning)
        elif isinstance(meaning, (list, tuple)) and len(meaning) >= 2 and str(meaning[1]).isdecimal():
            usual = meaning[2] if len(meaning) > 2 and isinstance(meaning[2], str) else None
            yield str(name), Macro(min(int(meaning[1]), 9), str(meaning[0]), usual)
