"""Checks: everything that can be wrong with a corpus, each with a code. Pure; each check yields problems."""

from jiaozhu.problems.checks.table import CHECKS, GROUP, Check, all_checks, all_codes, check

__all__ = ["CHECKS", "GROUP", "Check", "all_checks", "all_codes", "check"]
