"""Every seed of the fuzzer, and every input on which a target once failed, passes. The fuzzer itself: nox -s fuzz."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_targets import TARGETS

SEEDS = Path(__file__).with_name("corpus")


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_pass(target: str) -> None:
    seeds = sorted((SEEDS / target).iterdir())
    assert seeds
    for seed in seeds:
        TARGETS[target](seed.read_bytes())
