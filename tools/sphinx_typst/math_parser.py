"""The parser of LaTeX's mathematics: groups, scripts and arguments; what commands and environments mean is given to it.

A formula is read once, from left to right, and each token or construct becomes source of Typst.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .errors import Untranslatable
from .latex_tokens import tokenize
from .locale import __
from .math_writing import ESCAPED, joined

__all__ = ["Constructs", "Parser"]

#: The number of groups that may be inside one another.
_DEEPEST = 60
#: Commands that divide their group: what is before them is over what is after them.
_INFIX: dict[str, Callable[[str, str], str]] = {
    "\\over": lambda above, below: f"frac({above}, {below})",
    "\\atop": lambda above, below: f"mat(delim: #none, {above}; {below})",
    "\\choose": lambda above, below: f"binom({above}, {below})",
    "\\brace": lambda above, below: f'mat(delim: "{{", {above}; {below})',
    "\\brack": lambda above, below: f'mat(delim: "[", {above}; {below})',
}
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Constructs:
    """What the commands and environments of formulas mean."""

    command: Callable[[Parser, str], str]  #: Translates a command whose name has been read.
    environment: Callable[[Parser, bool], str]  #: Translates an environment; the flag: nothing is before it.
    switch: Callable[[str], tuple[str, ...] | None]  #: The alphabet that a token changes its group to.
    wrap: Callable[[tuple[str, ...], str], str]  #: Puts source into an alphabet.


class Parser:
    """Reads the tokens of a formula once, from left to right."""

    def __init__(self, tokens: list[str], constructs: Constructs) -> None:
        """Begin to read *tokens*."""
        self.tokens = tokens
        self.constructs = constructs
        self.at = 0
        self.depth = 0
        self.is_first = True  #: Whether nothing has been read yet but white space.

    # Tokens

    def peek(self) -> str:
        """Return the next token that is not white space; nothing at the end."""
        while self.at < len(self.tokens) and self.tokens[self.at] == " ":
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        """Return the next token that is not white space, and go past it."""
        token = self.peek()
        self.at += 1
        return token

    # Groups

    def group(self, ends: frozenset[str]) -> str:
        """Translate up to one of *ends*, which is consumed; to the end of the source if *ends* is empty."""
        return joined(self.atoms(ends))

    def atoms(self, ends: frozenset[str]) -> list[str]:
        """Return what :meth:`group` joins."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Untranslatable(__("groups are nested too deeply"))
        out: list[str] = []
        while True:
            token = self.peek()
            if token in ends or (token == "" and not ends):
                self.at += 1
                self.depth -= 1
                return out
            if token == "":
                raise Untranslatable(__("missing %s") % " ".join(sorted(ends)))
            if token in ("}", "\\right", "\\end"):
                raise Untranslatable(__("unexpected %s") % token)
            if token in _INFIX:
                self.at += 1
                above, below = joined(out) or '""', self.group(ends) or '""'
                self.depth -= 1
                return [_INFIX[token](above, below)]
            if (switched := self.constructs.switch(token)) is not None:
                self.at += 1
                inner = self.atoms(ends)
                self.depth -= 1
                return [*out, *([self.constructs.wrap(switched, joined(inner))] if inner else [])]
            self.put(out)

    def put(self, out: list[str]) -> None:
        """Translate an atom and what is attached to it."""
        token = self.peek()
        if token in ("^", "_"):
            self.at += 1
            if not out or out[-1].endswith(("\\\n", "&")):
                out.append('""')
            script = self.argument()
            if script != '""':
                out.append(f"{token}({script})")
        elif token in ("\\limits", "\\nolimits") and out:
            self.at += 1
            function = "limits" if token == "\\limits" else "scripts"
            out[-1] = f"{function}({out[-1]})"
        else:
            atom = self.atom()
            if atom or (token == "{" and self.peek() in ("^", "_")):
                out.append(atom or '""')

    def atom(self) -> str:
        """Translate the next token, or the construct that it begins."""
        token = self.next()
        if token == "\\begin":
            is_alone = self.is_first and self.depth == 1
            self.is_first = False
            return self.constructs.environment(self, is_alone)
        self.is_first = False
        if token == "{":
            return self.group(frozenset("}"))
        if token.startswith("\\") and token != "\\":
            return self.constructs.command(self, token[1:])
        if _WIDE.match(token):
            return f'"{token}"'
        return ESCAPED.get(token, token)

    def argument(self) -> str:
        """Return an argument: a group, a digit or a single construct; ``""`` of Typst if it is empty."""
        token = self.peek()
        if token == "{":
            self.at += 1
            inner = self.group(frozenset("}"))
        elif token in ("", "^", "_", "}", "&", "\\\\", "\\end", "\\right"):
            raise Untranslatable(__("command without its argument"))
        elif token.isdecimal() or re.fullmatch(r"\d+\.\d+", token):  # \frac12 is one half
            self.tokens[self.at] = token[1:]
            self.at += not token[1:]
            inner = token[0]
        else:
            self.depth += 1
            inner = self.atom()
            self.depth -= 1
        return inner or '""'

    def raw_argument(self) -> str:
        """Return an argument as it is in the source, white space included."""
        if self.next() != "{":
            self.at -= 1
            token = self.next()
            if not token or token in "}&":
                raise Untranslatable(__("command without its argument"))
            return token
        out: list[str] = []
        depth = 1
        while depth:
            token = self.tokens[self.at] if self.at < len(self.tokens) else ""
            self.at += 1
            if token == "":
                raise Untranslatable(__("missing %s") % "}")
            depth += (token == "{") - (token == "}")
            if depth:
                out.append(token)
        return "".join(out)

    def option(self) -> str | None:
        """Return an argument in square brackets as it is in the source, if one follows."""
        if self.peek() != "[":
            return None
        end, depth = self.at + 1, 0
        while end < len(self.tokens) and (self.tokens[end] != "]" or depth):
            depth += {"{": 1, "}": -1}.get(self.tokens[end], 0)
            end += 1
        if end >= len(self.tokens):
            return None
        found = "".join(self.tokens[self.at + 1 : end])
        self.at = end + 1
        return found

    def again(self, source: str) -> str:
        """Translate an argument that was read as it is in the source."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Untranslatable(__("groups are nested too deeply"))
        inner = Parser(tokenize(source), self.constructs)
        inner.depth = self.depth
        found = inner.group(frozenset())
        self.depth -= 1
        return found
