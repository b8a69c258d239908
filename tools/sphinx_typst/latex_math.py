"""LaTeX's mathematics as Typst's: what is common in prose. What cannot be said is an error that names it.

Both are notations of the same things, so this is a translation of words: groups become brackets, commands their
Typst names (``math_symbols``), letters that stand together are parted, because Typst takes them for one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .escape import quote_string
from .math_symbols import FUNCTIONS, LINES, MATRICES, SYMBOLS, TEXTS

__all__ = ["Untranslatable", "translate_math"]

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.S)
#: Of letters that mean something to Typst; the others stand for themselves.
_ESCAPED = {"#": "\\#", "$": "\\$", '"': '\\"', "/": "\\/", "~": "space", "`": "\\`", "@": "\\@", "*": "*", ";": "\\;"}
_DELIMITERS = {".": "", "|": "bar.v", "/": "\\/", "<": "chevron.l", ">": "chevron.r", **{char: char for char in "()[]"}}
_DEEPEST = 60


class Untranslatable(ValueError):
    """A piece of LaTeX that is not known here; its words are the message."""


def translate_math(source: str) -> str:
    """Return what *source*, LaTeX without its dollars, is between Typst's dollars.

    Raises:
        Untranslatable: it has a command or an environment that is not known here, or does not balance.
    """
    parser = _Parser(source)
    out = parser.until(frozenset())
    return re.sub(r"\s+(?=')", "", " ".join(out.split()))


class _Parser:
    def __init__(self, source: str) -> None:
        stripped = re.sub(r"(?<!\\)%.*", "", source)
        self._tokens = [token for token in _TOKEN.findall(stripped) if not token.isspace()]
        self._at = 0
        self._depth = 0

    def until(self, ends: frozenset[str]) -> str:
        """Everything up to one of *ends*, which is taken too; to the end of the source if there are none."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Untranslatable("groups inside groups without end")
        out: list[str] = []
        while True:
            token = self._peek()
            if token in ends or (token == "" and not ends):
                self._at += 1
                self._depth -= 1
                return " ".join(out)
            if token == "":
                raise Untranslatable(f"no {' or '.join(sorted(ends))}")
            if token in ("}", "\\right", "\\end"):
                raise Untranslatable(f"{token} without its beginning")
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
        if name == "\\":
            return "\\\n"
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in TEXTS:
            words = quote_string(self._raw_argument())
            return f"op({words})" if name == "operatorname" else words
        if name == "sqrt" and self._peek() == "[":
            self._at += 1
            index = self.until(frozenset("]"))
            return f"root({index}, {self._argument()})"
        if name in FUNCTIONS:
            return f"{FUNCTIONS[name]}({self._argument()})"
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            return f"frac({self._argument()}, {self._argument()})"
        if name in ("binom", "dbinom", "tbinom"):
            return f"binom({self._argument()}, {self._argument()})"
        if name == "stackrel":
            above = self._argument()
            return f"limits({self._argument()})^({above})"
        if name in ("pmod", "bmod"):
            return f"(mod {self._argument()})" if name == "pmod" else "mod"
        if name == "left":
            return self._fenced()
        if name == "begin":
            return self._environment(self._raw_argument())
        if name in ("tag", "label"):
            self._raw_argument()
            return ""
        raise Untranslatable(f"\\{name}")

    def _fenced(self) -> str:
        left = self._delimiter()
        inner = self.until(frozenset({"\\right"}))
        right = self._delimiter()
        return f"lr({left} {inner} {right})"

    def _delimiter(self) -> str:
        token = self._next()
        if token.startswith("\\"):
            return self._command(token[1:])
        if token in _DELIMITERS:
            # Alone among the arguments of `lr` a bracket would seem to open or to close something.
            return f"\\{_DELIMITERS[token]}" if token in "()[]" else _DELIMITERS[token]
        raise Untranslatable(f"the delimiter {token!r}")

    def _environment(self, name: str) -> str:
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
        """The cells of each row, up to the environment's end."""
        row: list[str] = []
        cell: list[str] = []
        while True:
            token = self._peek()
            if token == "":
                raise Untranslatable(f"no \\end{{{name}}}")
            if token in ("&", "\\\\", "\\end"):
                self._at += 1
                row.append(" ".join(cell) or '""')
                cell = []
                if token == "\\end":
                    if self._raw_argument() != name:
                        raise Untranslatable(f"\\begin{{{name}}} ends as something else")
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
        """One argument, fit to stand among others: what would part them is quoted."""
        token = self._peek()
        if token == "{":
            self._at += 1
            inner = self.until(frozenset("}"))
        elif token.isdecimal():  # \frac12 is a half
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
        """An argument as it was typed."""
        if self._next() != "{":
            raise Untranslatable("a command without its argument")
        out: list[str] = []
        depth = 1
        while depth:
            token = self._next()
            if token == "":
                raise Untranslatable("no }")
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
