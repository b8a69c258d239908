"""Running the command line as a user does."""

from __future__ import annotations

from click.testing import CliRunner, Result
from jiaozhu.cli import main


def jiaozhu(*arguments: str) -> Result:
    """Return a command's result; what it does not catch itself fails the test."""
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)
