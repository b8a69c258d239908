"""The catalogue: one module a code, each with its words, examples, scope and repair."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from jiaozhu.problems.code import Code

__all__ = ["catalogue"]


@cache
def catalogue() -> dict[str, Code]:
    """Return the codes of this package, in order, by their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found: list[Code] = [import_module(f"{__name__}.{name}").CODE for name in names]
    return {code.code: code for code in found}
