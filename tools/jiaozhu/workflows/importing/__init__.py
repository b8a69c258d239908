"""Importing: a file of somebody's becomes a source folder with a draft edition, good enough to read at once."""

from jiaozhu.formats.detection import Detected, Undetectable, detect

__all__ = ["Detected", "Undetectable", "detect"]
