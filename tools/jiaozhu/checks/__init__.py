"""Checks: everything that can be wrong with a corpus, each with a code. Pure; each check yields problems."""

from jiaozhu.checks.codes import CODES
from jiaozhu.checks.explanations import explain
from jiaozhu.checks.table import CHECKS, check

__all__ = ["CHECKS", "CODES", "check", "explain"]
