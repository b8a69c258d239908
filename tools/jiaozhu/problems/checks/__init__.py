"""Checks: everything that can be wrong with a corpus, each with a code. Pure; each check yields problems."""

from jiaozhu.problems.checks.codes import CODES
from jiaozhu.problems.checks.explanations import explain
from jiaozhu.problems.checks.table import CHECKS, check

__all__ = ["CHECKS", "CODES", "check", "explain"]
