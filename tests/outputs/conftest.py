"""Pages are written in the language of their site: in these tests, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jiaozhu.locale import use_language


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with use_language("zh_CN"):
        yield
