"""What the kill suite shares: the process that forks the commands to be killed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from killing import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Starts commands."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    made = Nursery()
    yield made
    made.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Share the points of a test among several tests, if there are many: workers take them, and none takes long."""
    if "share" in metafunc.fixturenames:
        count = 12 if metafunc.config.getoption("--whole") else 1
        metafunc.parametrize("share", [slice(number, None, count) for number in range(count)], ids=range(count))
