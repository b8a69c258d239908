"""Repairs that need no judgement: ``jiaozhu check --fix``. Everything else is left, and said."""

from jiaozhu.problems.fixing.fixes import FIXES
from jiaozhu.problems.fixing.mending import Mended, Repair, mend

__all__ = ["FIXES", "Mended", "Repair", "mend"]
