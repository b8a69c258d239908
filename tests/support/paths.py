"""Where things are: the project, its corpus, and the small corpora and projects that tests copy."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
CORPUS = ROOT / "corpus"  #: The edition itself.
CHECKS = TESTS / "checks"  #: One folder a problem code.
BASE = CHECKS / "base"  #: A sound corpus, which tests damage.
ROOTS = TESTS / "roots"  #: Small Sphinx projects.
