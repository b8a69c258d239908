"""Rebasing: a better witness replaces a source with everything written about it; nothing moves silently or is lost."""

from jiaozhu.workflows.rebasing.command import RebaseCommand, rebase, record_of, write
from jiaozhu.workflows.rebasing.witness import NotAWitness

__all__ = ["NotAWitness", "RebaseCommand", "rebase", "record_of", "write"]
