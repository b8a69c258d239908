"""A project to import into."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import jiaozhu


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, as `jiaozhu init` makes it; the working directory."""
    folder = tmp_path / "new"
    assert jiaozhu("init", str(folder), "--title", "试编", "--language", "zh-CN").exit_code == 0
    monkeypatch.chdir(folder)
    return folder
