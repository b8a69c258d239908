"""Rebasing: a better witness takes over what was written about a source; nothing moves silently, nothing is lost."""

from jiaozhu.workflows.rebasing.command import rebase, record_of, write
from jiaozhu.workflows.rebasing.witness import NotAWitness

__all__ = ["NotAWitness", "rebase", "record_of", "write"]
