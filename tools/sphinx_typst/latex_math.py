"""LaTeX's mathematics as Typst's; what cannot be translated is an error.

Both are notations of the same things: commands become the characters they print (``math_symbols``), constructs become
functions (``math_structures``, ``math_environments``). Every character that has a meaning in Typst is escaped, so
nothing of a formula is read as an identifier or a call.
"""

from __future__ import annotations

from .errors import Untranslatable
from .latex_tokens import Macros, expand, read_macros, tokenize
from .locale import __
from .math_environments import environment
from .math_parser import Constructs, Parser
from .math_structures import command, switch, wrap

__all__ = ["Untranslatable", "translate_math"]

#: The most characters of a formula.
_LONGEST = 20_000
_CONSTRUCTS = Constructs(command, environment, switch, wrap)


def translate_math(source: str, macros: Macros | None = None) -> str:
    """Return a formula as Typst.

    Args:
        source: The formula as LaTeX, without its dollars.
        macros: The project's own commands, by name.

    Returns:
        What is between the dollars in Typst.

    Raises:
        Untranslatable: The formula has an unknown command or environment, or unbalanced groups, or is too long.
    """
    if len(source) > _LONGEST:
        raise Untranslatable(__("the formula is too long"))
    source, own = read_macros(source)
    parser = Parser(expand(tokenize(source), {**(macros or {}), **own}), _CONSTRUCTS)
    return parser.group(frozenset()).strip()
