"""Feed a target with bytes that reach ever more of the code: python tests/fuzz/fuzz.py TARGET [libFuzzer's options].

The seeds are in ``tests/fuzz/corpus/TARGET``. What is found on the way is kept in ``build/fuzz/TARGET``; input on which
the target fails is written beside it. Add such a file to the seeds with the fix: ``test_seeds.py`` keeps it fixed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

_TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_TESTS / "support"))
with atheris.instrument_imports(include=["jiaozhu", "pybtex_gbt7714", "markdown_it", "mdit_py_plugins"]):
    from fuzz_targets import TARGETS


def main() -> None:
    """Run libFuzzer until its time is over or a target fails."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"expected one of: {', '.join(TARGETS)}")
    name, *options = sys.argv[1:]
    found = Path("build/fuzz") / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = _TESTS / "fuzz" / "corpus" / name
    artifacts = f"-artifact_prefix={found.parent}/{name}-"
    atheris.Setup(
        [sys.argv[0], str(found), str(seeds), artifacts, "-timeout=60", "-rss_limit_mb=3000", *options], TARGETS[name]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
