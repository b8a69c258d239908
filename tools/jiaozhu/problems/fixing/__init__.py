"""Fixes: proposed for problems, and made in the files of a corpus by ``jiaozhu check --fix``."""

from jiaozhu.problems.fixing.applying import Fixed, Made, fix_corpus
from jiaozhu.problems.fixing.proposing import with_fixes

__all__ = ["Fixed", "Made", "fix_corpus", "with_fixes"]
