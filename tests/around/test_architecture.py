"""The shape of the house: no circle, no upward import, short modules and functions, one word for one thing."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from paths import ROOT

TOOLS = ROOT / "tools"
PACKAGES = ("jiaozhu", "pybtex_gbt7714", "sphinx_typst")
MODULES = sorted(path.relative_to(TOOLS).as_posix() for package in PACKAGES for path in (TOOLS / package).rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 400, 60
#: Class names of which each package has at most one.
UNIQUE = ("Change", "Edit", "Entry", "Place", "Record")
#: Rooms whose Chinese is data of the language, or the words of readers.
CHINESE_ROOMS = ("jiaozhu/language/", "jiaozhu/locale/", "pybtex_gbt7714/")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((TOOLS / name).read_text(encoding="utf-8"))


def dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(name: str) -> Iterator[str]:
    """The modules of these packages that a module imports, for types too."""
    known = {dotted(module) for module in MODULES}
    package = dotted(name) if name.endswith("__init__.py") else dotted(name).rpartition(".")[0]
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            for alias in node.names:
                target = f"{base}.{alias.name}"
                if target in known or base in known:
                    yield target if target in known else base


def test_no_circle_of_imports_not_even_for_types() -> None:
    graph = {dotted(name): set(imports(name)) for name in MODULES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module not in done:
            for other in sorted(graph[module]):
                if not module.startswith(f"{other}."):  # a package's own door imports what is in it
                    visit(other, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_modules_are_short() -> None:
    lines = {name: (TOOLS / name).read_text(encoding="utf-8").count("\n") for name in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_test_modules_have_names_of_their_own() -> None:
    names = Counter(path.name for path in TOOLS.parent.glob("tests/**/test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_functions_are_short() -> None:
    long = {
        f"{name}:{node.name}": node.end_lineno - node.lineno + 1
        for name in MODULES
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MOST_FUNCTION_LINES
    }
    assert long == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_one_word_is_one_thing(package: str) -> None:
    found = defaultdict(list)
    for name in MODULES:
        if name.startswith(f"{package}/"):
            for node in ast.walk(tree_of(name)):
                if isinstance(node, ast.ClassDef) and node.name.lstrip("_") in UNIQUE:
                    found[node.name.lstrip("_")].append(name)
    assert {word: places for word, places in found.items() if len(places) > 1} == {}


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    bare = [
        f"{name}:{node.name}"
        for name in MODULES
        for node in tree_of(name).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []
    assert [name for name in MODULES if tree_of(name).body and not ast.get_docstring(tree_of(name))] == []


def strings(name: str) -> Iterator[tuple[int, str]]:
    """The texts with Chinese in a module's code as they are written, without comments and docstrings."""
    text = (TOOLS / name).read_text(encoding="utf-8")
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            written = _HAN.search(node.value) and ast.get_source_segment(text, node)
            yield node.lineno, written or ""  # an escape names a character without writing it


def test_no_chinese_is_in_the_code() -> None:
    found = [
        (name, line, text)
        for name in MODULES
        if not name.startswith(CHINESE_ROOMS)
        for line, text in strings(name)
        if _HAN.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("ending", ["js", "html", "typ", "css"])
def test_no_chinese_is_in_scripts_templates_and_styles(ending: str) -> None:
    paths = [path for package in PACKAGES for path in (TOOLS / package).rglob(f"*.{ending}")]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)|\{#.*?#\}", "", text, flags=re.S)
        assert _HAN.findall(text) == [], path


def test_comments_that_switch_off_checks_do_not_grow() -> None:
    """Each is a debt; the number may only fall."""
    count = 0
    for name in MODULES:
        source = (TOOLS / name).read_text(encoding="utf-8")
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            count += token.type == tokenize.COMMENT and "type: ignore" in token.string
    assert count <= 20
