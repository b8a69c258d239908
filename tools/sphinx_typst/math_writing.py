"""How pieces of a formula are put together in Typst: with blanks, except where a blank would be seen."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ESCAPED", "joined"]

#: Brackets, which the compiler would pair: LaTeX does not.
_BRACKETS = "()[]⟨⟩⌈⌉⌊⌋⟦⟧⟪⟫⎰⎱⟮⟯⌜⌝⌞⌟⦃⦄⦅⦆⟅⟆⦇⦈⦉⦊⦋⦌❲❳"
#: Characters with a meaning in Typst's mathematics; all others are written as they are.
ESCAPED = {
    **{char: f"\\{char}" for char in _BRACKETS},
    **{char: f"\\{char}" for char in '#"@`/:;,.<>'}, "~": "space", "|": "\\|", "\\": "\\\\", "&": "&", "*": "∗",
    "-": "−", "−": "−", "$": "",
}  # fmt: skip
#: What a blank beside it would move away from its neighbour.
_TIGHT = ("\\|", "‖", '"', "#text(", "^(", "_(", "'")


def joined(atoms: Iterable[str]) -> str:
    """Return pieces as one source."""
    out = ""
    for atom in atoms:
        tight = not out or atom.startswith(_TIGHT) or out.endswith(("\\|", "‖", '"', "\n")) or _ends_text(out)
        out += atom if tight else f" {atom}"
    return out


def _ends_text(out: str) -> bool:
    """Whether the last piece is text with a style, which ends with its string."""
    return out.endswith('")') and "#text(" in out[-200:]
