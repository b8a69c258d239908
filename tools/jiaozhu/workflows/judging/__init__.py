"""The editor's desk: proposals judged one by one, each with what follows from it, written at once and taken back."""

from __future__ import annotations

from jiaozhu.workflows.judging.deciding import Decided, NotDecided, Verdict, decide, is_of_words, needs_words
from jiaozhu.workflows.judging.desk import Desk

__all__ = ["Decided", "Desk", "NotDecided", "Verdict", "decide", "is_of_words", "needs_words"]
