"""LaTeX's mathematics as Typst's, as far as it is common in prose; what cannot be translated is an error.

Both are notations of the same things, so words are translated: groups become brackets, commands their names in Typst
(``math_symbols``), and adjacent letters are separated, because Typst reads them as one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .escape import quote_string
from .locale import __
from .math_symbols import FUNCTIONS, LINES, MATRICES, SYMBOLS, TEXTS

__all__ = ["Untranslatable", "translate_math"]

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.S)
#: Characters with a meaning in Typst; all others are written as they are.
_ESCAPED = {"#": "\\#", "$": "\\$", '"': '\\"', "/": "\\/", "~": "space", "`": "\\`", "@": "\\@", "*": "*", ";": "\\;"}
_DELIMITERS = {".": "", "|": "bar.v", "/": "\\/", "<": "chevron.l", ">": "chevron.r", **{char: char for char in "()[]"}}
#: The number of groups that may be inside one another.
_DEEPEST = 60
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})


class Untranslatable(ValueError):
    """A formula that cannot be translated; the message names the command or the mistake."""


def translate_math(source: str) -> str:
    """Return a formula as Typst.

    Args:
        source: The formula as LaTeX, without its dollars.

    Returns:
        What is between the dollars in Typst.

    Raises:
        Untranslatable: The formula has an unknown command or environment, or unbalanced groups.
    """
    parser = _Parser(source)
    out = parser.until(frozenset())
    return " ".join(out.split()).replace(" '", "'")


class _Parser:
    """Reads the tokens of a formula once, from left to right."""

    def __init__(self, source: str) -> None:
        stripped = re.sub(r"(?<!\\)%.*", "", source)
        self._tokens = [token for token in _TOKEN.findall(stripped) if not token.isspace()]
        self._at = 0
        self._depth = 0

    def until(self, ends: frozenset[str]) -> str:
        """Translate up to one of *ends*, which is consumed; to the end of the source if *ends* is empty."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Untranslatable(__("groups are nested too deeply"))
        out: list[str] = []
        while True:
            token = self._peek()
            if token in ends or (token == "" and not ends):
                self._at += 1
                self._depth -= 1
                return " ".join(out)
            if token == "":
                raise Untranslatable(__("missing %s") % " ".join(sorted(ends)))
            if token in ("}", "\\right", "\\end"):
                raise Untranslatable(__("unexpected %s") % token)
            out.append(self._atom(script=bool(out)))

    def _atom(self, *, script: bool = True) -> str:
        token = self._next()
        if token in "^_" and token:
            if not script:
                return f'""{token}{self._argument_in_brackets()}'
            return f"{token}{self._argument_in_brackets()}"
        if token == "{":
            return f"{{{self.until(frozenset('}'))}}}".removeprefix("{").removesuffix("}") or '""'
        if token.startswith("\\"):
            return self._command(token[1:])
        if token == "&":
            return "&"
        return _ESCAPED.get(token, token)

    def _command(self, name: str) -> str:
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in TEXTS:
            words = quote_string(self._raw_argument())
            return f"op({words})" if name == "operatorname" else words
        if name == "sqrt" and self._peek() == "[":
            return self._root()
        if name in FUNCTIONS:
            return f"{FUNCTIONS[name]}({self._argument()})"
        if name in _FRACTIONS:
            return f"frac({self._argument()}, {self._argument()})"
        if name in _BINOMIALS:
            return f"binom({self._argument()}, {self._argument()})"
        if name in _STRUCTURES:
            return _STRUCTURES[name](self)
        raise Untranslatable(f"\\{name}")

    def _root(self) -> str:
        """A root with an index."""
        self._at += 1
        index = self.until(frozenset("]"))
        return f"root({index}, {self._argument()})"

    def _stacked(self) -> str:
        """A relation with something above it."""
        above = self._argument()
        return f"limits({self._argument()})^({above})"

    def _left_out(self) -> str:
        """The label or number of a formula, which Sphinx gives it."""
        self._raw_argument()
        return ""

    def _fenced(self) -> str:
        """Delimiters that are as high as what is between them."""
        left = self._delimiter()
        inner = self.until(frozenset({"\\right"}))
        right = self._delimiter()
        return f"lr({left} {inner} {right})"

    def _delimiter(self) -> str:
        token = self._next()
        if token.startswith("\\"):
            return self._command(token[1:])
        if token in _DELIMITERS:
            # An unescaped bracket would open or close something in the arguments of `lr`.
            return f"\\{_DELIMITERS[token]}" if token in "()[]" else _DELIMITERS[token]
        raise Untranslatable(__("unknown delimiter %r") % token)

    def _environment(self) -> str:
        """Rows of cells between ``\\begin`` and ``\\end``."""
        name = self._raw_argument()
        if name == "array":
            self._raw_argument()
        if name not in MATRICES and name not in LINES and name != "cases":
            raise Untranslatable(f"\\begin{{{name}}}")
        rows = list(self._rows(name))
        if name in LINES:
            return " \\\n ".join(" & ".join(cells) for cells in rows)
        if name == "cases":
            return f"cases({', '.join(' & '.join(cells) for cells in rows)})"
        return f"mat(delim: {MATRICES[name]}, {'; '.join(', '.join(cells) for cells in rows)})"

    def _rows(self, name: str) -> Iterator[list[str]]:
        """Yield the cells of each row, up to the end of the environment."""
        row: list[str] = []
        cell: list[str] = []
        while True:
            token = self._peek()
            if token == "":
                raise Untranslatable(__("missing %s") % f"\\end{{{name}}}")
            if token in ("&", "\\\\", "\\end"):
                self._at += 1
                row.append(" ".join(cell) or '""')
                cell = []
                if token == "\\end":
                    if self._raw_argument() != name:
                        raise Untranslatable(__("%s ends with another environment") % f"\\begin{{{name}}}")
                    if row != ['""']:
                        yield row
                    return
                if token == "\\\\":
                    yield row
                    row = []
                continue
            atom = self._atom(script=bool(cell))
            cell.append(f'"{atom}"' if atom in (",", ";") else atom)

    def _argument(self) -> str:
        """Return an argument for a call with several of them: what would separate them is quoted."""
        token = self._peek()
        if token == "{":
            self._at += 1
            inner = self.until(frozenset("}"))
        elif token.isdecimal():  # \frac12 is one half
            self._tokens[self._at] = token[1:]
            self._at += not token[1:]
            inner = token[0]
        else:
            inner = self._atom(script=False)
        # A comma or semicolon at the top of an argument would end it.
        return re.sub(r"(?<!\S)([,;])(?!\S)", r'"\1"', inner) or '""'

    def _argument_in_brackets(self) -> str:
        return f"({self._argument()})"

    def _raw_argument(self) -> str:
        """Return an argument as it is in the source."""
        if self._next() != "{":
            raise Untranslatable(__("command without its argument"))
        out: list[str] = []
        depth = 1
        while depth:
            token = self._next()
            if token == "":
                raise Untranslatable(__("missing %s") % "}")
            depth += (token == "{") - (token == "}")
            if depth:
                out.append(token)
        return "".join(out)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token


#: Commands that are neither a name nor a function of Typst.
_STRUCTURES: dict[str, Callable[[_Parser], str]] = {
    "\\": lambda parser: "\\\n",
    "stackrel": _Parser._stacked,
    "pmod": lambda parser: f"(mod {parser._argument()})",
    "bmod": lambda parser: "mod",
    "left": _Parser._fenced,
    "begin": _Parser._environment,
    "tag": _Parser._left_out,
    "label": _Parser._left_out,
}
