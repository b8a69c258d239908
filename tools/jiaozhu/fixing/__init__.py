"""Repairs that need no judgement: ``jiaozhu check --fix``. Everything else is left, and said."""

from jiaozhu.fixing.fixes import FIXES
from jiaozhu.fixing.mending import Mended, Repair, mend

__all__ = ["FIXES", "Mended", "Repair", "mend"]
