"""The commands of LaTeX's mathematics: names, accents, alphabets, fractions, delimiters, and other constructs."""

from __future__ import annotations

import re
from collections.abc import Callable

from .errors import Untranslatable
from .escape import quote_string
from .latex_text import plain_words, quoted
from .locale import __
from .math_environments import skip_dimension
from .math_parser import Parser
from .math_symbols import (
    ACCENTS,
    ALPHABETS,
    DELIMITERS,
    FUNCTIONS,
    IGNORED,
    IGNORED_ARGUMENTS,
    LIMITS,
    NEGATIONS,
    OPERATORS,
    SWITCHES,
    SYMBOLS,
    TEXTS,
)
from .math_writing import joined

__all__ = ["command", "switch", "wrap"]

_SIZES = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_CLASSES = {
    "mathrel": "relation", "mathbin": "binary", "mathopen": "opening", "mathclose": "closing",
    "mathpunct": "punctuation",
}  # fmt: skip
_ARROWS = {
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒", "xLeftarrow": "⇐",
    "xLeftrightarrow": "⇔", "xmapsto": "↦", "xlongequal": "=", "xhookrightarrow": "↪", "xhookleftarrow": "↩",
    "xrightharpoonup": "⇀", "xtwoheadrightarrow": "↠",
}  # fmt: skip
_BRACES = {
    "overbrace": ("overbrace", "^"), "underbrace": ("underbrace", "_"), "overbracket": ("overbracket", "^"),
    "underbracket": ("underbracket", "_"), "overparen": ("overparen", "^"), "underparen": ("underparen", "_"),
}  # fmt: skip
_UNITS = {"pt": 1.0, "em": 10.0, "ex": 4.5, "mu": 10 / 18, "cm": 28.4, "mm": 2.84, "in": 72.0, "px": 0.75, "pc": 12.0}
_NAME = re.compile(r"[^\\{}^_$&#~]*")


def command(parser: Parser, name: str) -> str:
    """Translate a command, whose name has been read.

    Raises:
        Untranslatable: It is not known, or its arguments are missing.
    """
    for known in (name, name.removesuffix("*")):
        if (found := _simple(parser, known)) is not None:
            return found
        if known in _COMMANDS:
            return _COMMANDS[known](parser)
    raise Untranslatable(f"\\{name}")


def _simple(parser: Parser, name: str) -> str | None:
    """Translate a command that a table knows."""
    if name in OPERATORS:
        return f"op({quote_string(name)})"
    if name in LIMITS:
        return f"op({quote_string(LIMITS[name])}, limits: #true)"
    if name in SYMBOLS:
        return SYMBOLS[name]
    if name in IGNORED:
        return ""
    if name in IGNORED_ARGUMENTS:
        for _ in range(IGNORED_ARGUMENTS[name]):
            parser.raw_argument()
        return ""
    if name in TEXTS:
        return _text(parser, TEXTS[name])
    if name in ACCENTS:
        return f"accent({parser.argument()}, {ACCENTS[name]})"
    if name in ALPHABETS:
        return wrap(ALPHABETS[name], parser.argument())
    return _constructed(parser, name)


def _constructed(parser: Parser, name: str) -> str | None:
    if name == "sqrt":
        index = parser.option()
        return f"sqrt({parser.argument()})" if index is None else f"root({parser.again(index)}, {parser.argument()})"
    if name in FUNCTIONS:
        inner = parser.argument()
        return f"{FUNCTIONS[name]}({inner})" if FUNCTIONS[name] else inner
    if name in _CLASSES:
        return f"class({quote_string(_CLASSES[name])}, {parser.argument()})"
    if name in _ARROWS:
        below, above = parser.option(), parser.argument()
        under = f"_({parser.again(below)})" if below and below.strip() else ""
        return f"limits(stretch({_ARROWS[name]}, size: #2.4em))^({above}){under}"
    if name in _BRACES:
        function, sign = _BRACES[name]
        inner = parser.argument()
        if parser.peek() == sign:
            parser.at += 1
            inner += f", {parser.argument()}"
        return f"{function}({inner})"
    sized = re.fullmatch(r"(big|Big|bigg|Bigg)[lrm]?", name)
    if sized:
        delimiter = _delimiter(parser)
        return f"lr({delimiter}, size: #{_SIZES[sized[1]]}em)" if delimiter else ""
    return None


def _text(parser: Parser, style: str) -> str:
    """Words, with the formulas that are between dollars in them."""
    parts = re.split(r"(?<!\\)\$", parser.raw_argument())
    out = []
    for number, part in enumerate(parts):
        if number % 2:
            out.append(parser.again(part))
        elif words := plain_words(part):
            out.append(quoted(words, style))
    return " ".join(out) if len(out) == 1 else "".join(out) or '""'


def _delimiter(parser: Parser) -> str:
    token = parser.next()
    if token in DELIMITERS:
        return DELIMITERS[token]
    if token.startswith("\\") and token[1:] in SYMBOLS:
        return SYMBOLS[token[1:]]
    raise Untranslatable(__("unknown delimiter %r") % token)


def _fenced(parser: Parser) -> str:
    """Delimiters that are as high as what is between them."""
    left = _delimiter(parser)
    inner = parser.group(frozenset({"\\right"}))
    right = _delimiter(parser)
    if not left and not right:
        return inner
    return f"lr({joined([part for part in (left, inner, right) if part])})"


def _operator(parser: Parser, limits: str = "") -> str:
    """A name that is printed upright."""
    start = parser.at
    words = parser.raw_argument()
    if _NAME.fullmatch(words):
        return f"op({quote_string(words.strip())}{limits})"
    if re.fullmatch(r"(?:[A-Za-z0-9 -]|\\[,;:! ])*", words):
        return f"op({quote_string(plain_words(words))}{limits})"
    parser.at = start
    return f"op(upright({parser.argument()}){limits})"


def _over(parser: Parser) -> str:
    """Something above something else."""
    above = parser.argument()
    return f"limits({parser.argument()})^({above})"


def _under(parser: Parser) -> str:
    below = parser.argument()
    return f"limits({parser.argument()})_({below})"


def _negated(parser: Parser) -> str:
    symbol = parser.argument()
    return NEGATIONS.get(symbol, NEGATIONS.get(symbol.lstrip("\\"), f"cancel({symbol})"))


def _space(parser: Parser) -> str:
    """A space of a given width, in braces or not."""
    if parser.peek() == "{":
        words = parser.raw_argument()
    else:
        words = ""
        while (token := parser.peek()) and re.fullmatch(r"-?|[\d.]+", token):
            words += parser.next()
        words += parser.next() + parser.next()
    match = re.fullmatch(r"\s*+(-?[\d.]*+)\s*+\\?([a-z]{2,}+)\s*+", words)
    if match is None or (match[2] not in _UNITS and match[2] not in ("textwidth", "linewidth", "quad")):
        return "thick"
    try:
        amount = float(match[1] or 1)
    except ValueError:
        return "thick"
    return f"#h({amount * _UNITS.get(match[2], 10.0) / 10:.3g}em)"


def _fraction(parser: Parser) -> str:
    return f"frac({parser.argument()}, {parser.argument()})"


def _binomial(parser: Parser) -> str:
    return f"binom({parser.argument()}, {parser.argument()})"


def _general_fraction(parser: Parser) -> str:
    left, right = (DELIMITERS.get(parser.raw_argument().strip(), "") for _ in range(2))
    has_line = parser.raw_argument().strip() not in ("0pt", "0mm", "0em", "0")
    parser.raw_argument()
    above, below = parser.argument(), parser.argument()
    inner = f"frac({above}, {below})" if has_line else f"mat(delim: #none, {above}; {below})"
    return f"lr({left} {inner} {right})" if left or right else inner


def _stack(parser: Parser) -> str:
    """Lines in the limits of an operator."""
    if parser.next() != "{":
        raise Untranslatable(__("command without its argument"))
    return parser.group(frozenset("}"))


def _new_line(parser: Parser) -> str:
    skip_dimension(parser)
    return "\\\n"


def _second(parser: Parser) -> str:
    """A command whose first argument is a colour, an address or a style."""
    parser.raw_argument()
    return parser.argument()


def _reference(parser: Parser) -> str:
    return quote_string(f"({plain_words(parser.raw_argument())})")


def _before_scripts(parser: Parser) -> str:
    above, below = parser.argument(), parser.argument()
    return f"attach({parser.argument()}, tl: {above}, bl: {below})"


def _around(left: str, right: str) -> Callable[[Parser], str]:
    return lambda parser: f"lr({left}{parser.argument()}{right})"


def _unicode(parser: Parser) -> str:
    words = parser.raw_argument().strip()
    words += parser.next() if words == '"' else ""
    match = re.fullmatch(r'(?:"|x|0x)?([0-9A-Fa-f]+)', words)
    if match is None or int(match[1], 16) > 0x10FFFF:
        raise Untranslatable("\\char")
    return quote_string(chr(int(match[1], 16)))


_COMMANDS: dict[str, Callable[[Parser], str]] = {
    "\\": _new_line,
    "cr": _new_line,
    "newline": _new_line,
    "left": _fenced,
    "middle": lambda parser: f"mid({_delimiter(parser)})",
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "genfrac": _general_fraction,
    "operatorname": _operator,
    "operatorname*": lambda parser: _operator(parser, ", limits: #true"),
    "operatornamewithlimits": lambda parser: _operator(parser, ", limits: #true"),
    "mathop": lambda parser: _operator(parser, ", limits: #true"),
    **dict.fromkeys(("stackrel", "overset"), _over),
    "underset": _under,
    "not": _negated,
    **dict.fromkeys(("hspace", "hskip", "kern", "mkern", "mskip", "mspace"), _space),
    "substack": _stack,
    **dict.fromkeys(("textcolor", "colorbox", "href", "class", "style", "cssId", "bbox"), _second),
    **dict.fromkeys(("eqref", "ref"), _reference),
    "prescript": _before_scripts,
    "phantom": lambda parser: f"#hide[${parser.argument()}$]",
    "hphantom": lambda parser: f"#hide[${parser.argument()}$]",
    "boxed": lambda parser: f"#box(stroke: 0.5pt, inset: 0.3em, $display({parser.argument()})$)",
    "pmod": lambda parser: f'quad \\( op("mod") {parser.argument()} \\)',
    "pod": lambda parser: f"quad \\( {parser.argument()} \\)",
    "mod": lambda parser: f'quad op("mod") {parser.argument()}',
    "bra": _around("\\⟨ ", " \\|"),
    "ket": _around("\\|", " \\⟩"),
    "braket": _around("\\⟨ ", " \\⟩"),
    "abs": _around("\\|", "\\|"),
    "norm": _around("‖", "‖"),
    "char": _unicode,
}


def switch(token: str) -> tuple[str, ...] | None:
    """Return the alphabet that a token changes the rest of its group to."""
    return SWITCHES.get(token[1:]) if token.startswith("\\") else None


def wrap(alphabet: tuple[str, ...], inner: str) -> str:
    """Return source in an alphabet."""
    for function in reversed(alphabet):
        inner = f"{function}({inner})"
    return inner
