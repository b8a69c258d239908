"""Characters of fonts whose places are not Unicode's, as word processors write them: code points from U+F020.

Symbol: https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt; of Wingdings the signs of lists
and forms.
"""

from __future__ import annotations

__all__ = ["symbol"]

#: Symbol from 0x21 to 0x7E and from 0xA1 to 0xFE; a blank where a place has no character.
_LOW = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {0x21 + at: char for at, char in enumerate(_LOW)} | {0xA1 + at: char for at, char in enumerate(_HIGH)}
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(text: str, font: str = "") -> str:
    """Return a character of a font of symbols as Unicode has it.

    Args:
        text: One character, or any text, which is returned as it is if the font has no other for it.
        font: The font's name; without one, bullets are looked for in both.
    """
    if len(text) != 1:
        return text
    code = ord(text) - 0xF000 if 0xF020 <= ord(text) <= 0xF0FF else ord(text)
    if font.casefold() == "symbol":
        return _SYMBOL.get(code, " ").strip() or text
    if font.casefold() == "wingdings":
        return _WINGDINGS.get(code, text)
    if not font and 0xF020 <= ord(text) <= 0xF0FF:
        return "\u2022" if code == 0xB7 else _WINGDINGS.get(code, "")
    return text
