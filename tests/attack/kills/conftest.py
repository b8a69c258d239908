"""What the kill suite shares: the process that forks the commands to be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from killing import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Starts commands."""
    made = Nursery()
    yield made
    made.close()
