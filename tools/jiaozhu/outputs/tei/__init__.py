"""TEI P5: a file for each text with its apparatus, its notes and what it names, and one with all registers."""

from jiaozhu.outputs.tei.files import tei_files

__all__ = ["tei_files"]
