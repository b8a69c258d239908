"""Formats: bytes into a ``Document``. What is particular to a kind of file is here; nothing is normalised.

A format is one record (``format.py``) in one list (``catalogue.py``): how it is recognised, how it is read, and the
traits by which importing and rebasing treat it. Readers are modules of their own.
"""

from __future__ import annotations

from jiaozhu.formats.catalogue import FORMATS
from jiaozhu.formats.decoding import ENCODINGS, Decoded, UndecodableSource, decode, decode_all, guess_encoding
from jiaozhu.formats.detection import Detected, Undetectable, detect
from jiaozhu.formats.format import Format, NoTextLayer, PageRecognizer, Sniffed
from jiaozhu.formats.limits import DEFAULT_LIMITS, Limits, UnreadableSource
from jiaozhu.formats.sample import Sample, UnreadablePackage
from jiaozhu.formats.sniffing import column_format
from jiaozhu.formats.texts import read_text

__all__ = [
    "DEFAULT_LIMITS",
    "ENCODINGS",
    "FORMATS",
    "Decoded",
    "Detected",
    "Format",
    "Limits",
    "NoTextLayer",
    "PageRecognizer",
    "Sample",
    "Sniffed",
    "UndecodableSource",
    "Undetectable",
    "UnreadablePackage",
    "UnreadableSource",
    "column_format",
    "decode",
    "decode_all",
    "detect",
    "guess_encoding",
    "read_text",
]
