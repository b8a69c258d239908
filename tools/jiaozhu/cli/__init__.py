"""The command line: arguments and exit codes, a module for each kind of work."""

from jiaozhu.cli import (
    accepting,
    building,
    collating,
    contributing,
    exporting,
    importing,
    judging,
    reading,
    rebasing,
    reviewing,
)
from jiaozhu.cli.group import CLEAN, PROBLEMS, USAGE, main

__all__ = [
    "CLEAN",
    "PROBLEMS",
    "USAGE",
    "accepting",
    "building",
    "collating",
    "contributing",
    "exporting",
    "importing",
    "judging",
    "main",
    "reading",
    "rebasing",
    "reviewing",
]
