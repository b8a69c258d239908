"""The bibliography's keys, with their places. Entries themselves are sphinxcontrib-bibtex's business."""

from __future__ import annotations

import re

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from jiaozhu.model.problem import Place, Problem

_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*\{\s*([^,\s}]+)", re.M)
_NOT_WORKS = frozenset({"comment", "preamble", "string"})


def read_keys(text: str, path: str) -> tuple[dict[str, Place], list[Problem]]:
    """Every key of the BibTeX file ``text`` and where it stands; problems for what BibTeX cannot read."""
    keys: dict[str, Place] = {}
    problems: list[Problem] = []
    for match in _ENTRY.finditer(text):
        if match.group(1).lower() in _NOT_WORKS:
            continue
        line = text.count("\n", 0, match.start(2)) + 1
        column = match.start(2) - text.rfind("\n", 0, match.start(2))
        place = Place(path, line, column)
        key = match.group(2)
        if key in keys:
            message = f"the key '{key}' is used twice: here and at line {keys[key].line}"
            problems.append(Problem(place, "C402", message, "give one of the two works another key"))
        else:
            keys[key] = place
    if not problems:
        problems += _syntax(text, path)
    return keys, problems


def _syntax(text: str, path: str) -> list[Problem]:
    try:
        Parser().parse_string(text)
    except PybtexSyntaxError as error:
        line = getattr(error, "lineno", None) or 1
        return [Problem(Place(path, line), "C401", f"not BibTeX: {error}", "check braces and commas just above")]
    except PybtexError as error:  # a name with too many commas, say
        return [Problem(Place(path), "C401", f"not BibTeX: {error}", "")]
    return []
