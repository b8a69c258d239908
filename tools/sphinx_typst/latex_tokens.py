"""The tokens of LaTeX's mathematics, with the macros of the project replaced by what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .errors import Untranslatable
from .locale import __

__all__ = ["Macro", "Macros", "expand", "read_macros", "tokenize"]

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.S)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
#: How many tokens the macros of a formula may make of it, and how deep they may be inside one another.
_MOST_TOKENS, _DEEPEST = 20_000, 50
_DEFINITION = re.compile(
    r"\\(?:re)?(?:new|provide)command\*?\s*+\{?\s*+\\([A-Za-z]++)\s*+\}?\s*+(?:\[(\d)\])?\s*+"
    r"(?:\[([^\]]{0,500}+)\])?\s*+(?=\{)"
    r"|\\DeclareMathOperator(\*?)\s*+\{?\s*+\\([A-Za-z]++)\s*+\}?\s*+(?=\{)"
    r"|\\def\s*+\\([A-Za-z]++)\s*+((?:#\d)*+)\s*+(?=\{)"
)


class Macro(NamedTuple):
    """What a command of the project's own means."""

    arguments: int
    meaning: str  #: With ``#1`` … for the arguments.
    optional: str | None = None  #: The usual value of the first argument, if it may be left out.


Macros = Mapping[str, Macro]


def tokenize(source: str) -> list[str]:
    """Return the tokens of a formula, white space as one blank each; comments are left out."""
    return [" " if token.isspace() else token for token in _TOKEN.findall(_COMMENT.sub("", source))]


def read_macros(source: str) -> tuple[str, dict[str, Macro]]:
    """Return a formula or a preamble without its definitions, and these."""
    found: dict[str, Macro] = {}
    rest: list[str] = []
    at = 0
    for match in _DEFINITION.finditer(source):
        if match.start() < at:
            continue
        end = _group_end(source, match.end())
        if end is None:
            break
        body = source[match.end() + 1 : end - 1]
        rest.append(source[at : match.start()])
        if match[1]:
            found[match[1]] = Macro(int(match[2] or 0), body, match[3])
        elif match[5]:
            found[match[5]] = Macro(0, f"\\operatorname{match[4]}{{{body}}}")
        else:
            found[match[6]] = Macro(len(match[7]) // 2, body)
        at = end
    return "".join([*rest, source[at:]]), found


def _group_end(source: str, start: int) -> int | None:
    """Return the place after the group that begins at *start*."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.S).finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.end()
    return None


def expand(tokens: list[str], macros: Macros) -> list[str]:
    """Return tokens with the macros in them replaced, those in their meanings too.

    Raises:
        Untranslatable: A macro means itself, or the formula becomes too long.
    """
    if not any(token.startswith("\\") and token[1:] in macros for token in tokens):
        return tokens
    out: list[str] = []
    stack = list(reversed(tokens))
    depths = [0] * len(stack)
    while stack:
        token, depth = stack.pop(), depths.pop()
        macro = macros.get(token[1:]) if token.startswith("\\") else None
        if macro is None:
            out.append(token)
            continue
        if depth > _DEEPEST or len(stack) + len(out) > _MOST_TOKENS:
            raise Untranslatable(__("the macro %s means itself, or too much") % token)
        arguments: list[list[str]] = []
        if macro.optional is not None:
            given = _take_option(stack, depths)
            arguments.append(tokenize(macro.optional) if given is None else given)
        arguments += [_take_argument(stack, depths) for _ in range(macro.arguments - len(arguments))]
        meaning = _filled(tokenize(macro.meaning), arguments)
        stack += reversed(meaning)
        depths += [depth + 1] * len(meaning)
    return out


def _take_option(stack: list[str], depths: list[int]) -> list[str] | None:
    """Take an argument in square brackets, if one follows."""
    if not stack or stack[-1] != "[" or "]" not in stack:
        return None
    found: list[str] = []
    while stack[-1] != "]":
        found.append(stack.pop())
        depths.pop()
    stack.pop()
    depths.pop()
    return found[1:]


def _take_argument(stack: list[str], depths: list[int]) -> list[str]:
    def pop() -> str:
        depths.pop()
        return stack.pop()

    while stack and stack[-1] == " ":
        pop()
    if not stack:
        return []
    token = pop()
    if token != "{":
        return [token]
    found: list[str] = []
    depth = 1
    while stack:
        token = pop()
        depth += {"{": 1, "}": -1}.get(token, 0)
        if not depth:
            break
        found.append(token)
    return found


def _filled(meaning: list[str], arguments: list[list[str]]) -> list[str]:
    filled: list[str] = []
    at = 0
    while at < len(meaning):
        token = meaning[at]
        following = meaning[at + 1] if at + 1 < len(meaning) else ""
        if token == "#" and following[:1].isdecimal() and 1 <= int(following[0]) <= len(arguments):
            filled += ["{", *arguments[int(following[0]) - 1], "}"]
            filled += [following[1:]] if following[1:] else []
            at += 2
        else:
            filled.append(token)
            at += 1
    return filled
