"""Every regular expression of the packages: found by its call in the code, and evaluated, or caught when it is made."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from jiaozhu.edition.editing import loops
from jiaozhu.formats.office import styles
from jiaozhu.formats.pdf import furniture
from jiaozhu.language import languages, registry
from jiaozhu.model import authority
from jiaozhu.model.problem import NOWHERE, Cause, Defect, Place, Problem
from jiaozhu.problems import repairs
from jiaozhu.problems.code import Damaged
from jiaozhu.sphinx_ext.pages import page_languages
from jiaozhu.store import bibliography
from jiaozhu.workflows.importing import drafter
from jiaozhu.workflows.importing.detecting import ends, structure, wording
from jiaozhu.workflows.rebasing import carrying
from sphinx_typst import reporting

TOOLS = Path(__file__).parents[2] / "tools"
PACKAGES = ("jiaozhu", "sphinx_typst", "pybtex_gbt7714")
_FUNCTIONS = frozenset("compile search match fullmatch split findall finditer sub subn".split())
#: Methods that begin at one place of a text; the others try every place.
AT_ONE_PLACE = frozenset({"match", "fullmatch"})


class Site(NamedTuple):
    """A call with a pattern."""

    module: str
    line: int
    function: str  #: ``compile``, ``sub`` …
    name: str  #: What the pattern is called, if it has a name.

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.name or self.function}"


class Found(NamedTuple):
    """A pattern and where it is."""

    site: Site
    pattern: str
    flags: int
    methods: frozenset[str]  #: By which it is used, as far as its name shows; ``search`` if it does not.


def collected() -> tuple[list[Found], list[Site]]:
    """Return every pattern of the packages, and the sites whose patterns could not be had."""
    made = _made()
    uses = _uses()
    found, missed = [], []
    for module, node, site in _calls():
        said = _said(module, node)
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        patterns = {said} if said else {item for line in lines for item in made.get((module, line), ())}
        if not patterns:
            missed.append(site)
        methods = _methods(site, uses) if site.function == "compile" else {site.function}
        for pattern, flags in sorted(patterns):
            found.append(Found(site, pattern, flags, frozenset(methods or {"search"})))
    return found, missed


def _calls() -> Iterator[tuple[str, ast.Call, Site]]:
    """Every call with a pattern in the code of the packages."""
    for module, tree in _trees():
        names = _names(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of, function = node.func.value, node.func.attr
            if isinstance(of, ast.Name) and of.id == "re" and function in _FUNCTIONS:
                yield module, node, Site(module, node.lineno, function, names.get(node, ""))


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((TOOLS / package).rglob("*.py")):
            name = ".".join(path.relative_to(TOOLS).with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text("utf-8"))


def _names(tree: ast.Module) -> dict[ast.AST, str]:
    """What values are called: by an assignment, by the key of a call."""
    names: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.value] = node.targets[0].id
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            names[node.value] = node.target.id
        elif isinstance(node, ast.keyword) and node.arg:
            names[node.value] = node.arg
    return names


def imported_otherwise() -> list[str]:
    """Return imports by which a pattern would be overlooked: ``from re import compile``, other engines."""
    found = []
    for module, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in ("re", "regex"):
                found.append(f"{module}:{node.lineno}")
            elif isinstance(node, ast.Import):
                odd = [item for item in node.names if item.name == "regex" or (item.name == "re" and item.asname)]
                found += [f"{module}:{node.lineno}"] if odd else []
    return found


def _said(module: str, call: ast.Call) -> tuple[str, int] | None:
    """The pattern and the flags of a call, from what its module says; None if only its function knows."""
    names = vars(importlib.import_module(module))
    flags = next((item.value for item in call.keywords if item.arg == "flags"), None)
    at = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(call.func.attr, 2)  # type: ignore[attr-defined]
    flags = flags or (call.args[at] if len(call.args) > at else None)
    try:
        return _value(call.args[0], names), int(_value(flags, names)) if flags else 0
    except NameError:
        return None


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), names)


def _methods(site: Site, uses: dict[tuple[str, str], set[str]]) -> set[str]:
    """The methods with which a pattern is used: in its module if its name is private, else in any."""
    if site.name.startswith("_"):
        return uses.get((site.module, site.name), set())
    return {method for (_module, name), found in uses.items() if name == site.name for method in found}


def _uses() -> dict[tuple[str, str], set[str]]:
    """The methods with which what has a name is used, by module and name."""
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _FUNCTIONS:
                of = node.value
                name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
                uses[module, name].add(node.attr)
    return uses


def _made() -> dict[tuple[str, int], set[tuple[str, int]]]:
    """What is made when functions are called, by module and line."""
    seen: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)

    def catching(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(pattern: Any, *arguments: Any, **named: Any) -> Any:
            frame = sys._getframe(1)
            made = function(pattern, *arguments, **named)
            flags = made.flags & ~re.UNICODE if isinstance(made, re.Pattern) else 0
            if isinstance(pattern, str):
                seen[frame.f_globals["__name__"], frame.f_lineno].add((pattern, int(flags)))
            return made

        return call

    real = {name: getattr(re, name) for name in _FUNCTIONS}
    try:
        for name, function in real.items():
            setattr(re, name, catching(function))
        for call in _makers():
            call()
    finally:
        for name, function in real.items():
            setattr(re, name, function)
    return seen


def _makers() -> Iterator[Callable[[], object]]:
    """Calls of the functions that make patterns of what they are given."""
    cause = Cause(Defect.UNKNOWN_NAME, "a name")
    yield partial(repairs.name, Damaged("a name", 0, "a name", 0), Problem(NOWHERE, "", "", "", "names", cause))
    yield lambda: list(reporting._uses("字", "字"))
    entry = Place("references.bib", 1, 7)
    yield partial(bibliography._place_of_field, "@misc{a, title = {b}}\n", entry, "title")
    yield styles._names.__wrapped__
    yield furniture._digits.__wrapped__
    yield registry._words.__wrapped__
    yield partial(page_languages._translations.__wrapped__, "texts")
    for giver in authority.OWN:
        yield partial(giver.fits, giver.example)
    for profile in languages():
        yield partial(loops._counting.__wrapped__, profile.numerals.characters)
        yield partial(structure.letter_of.__wrapped__, profile)
        yield partial(drafter._blank_between.__wrapped__, profile)
        yield partial(ends._letter.__wrapped__, profile.detection.basic)
        lines: Any = [SimpleNamespace(text="“一” ”三“ \ufffd" + profile.detection.basic[0] * 2000, start=0)]
        yield partial(list, wording.quotation_marks(lines, profile))
        yield partial(list, wording.odd_characters(lines, profile))
        source: Any = SimpleNamespace(
            siglum="a-b", edition=SimpleNamespace(texts=(), omissions=()), emendations=(), notes=()
        )
        yield partial(list, carrying._naming(source, profile.name))
