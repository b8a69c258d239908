"""The command line: arguments and exit codes, a module for each kind of work."""

from jiaozhu.cli.group import main

__all__ = ["main"]
