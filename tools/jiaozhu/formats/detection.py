"""What kind of file it is, from what is in it; its name says nothing.

Every format is asked in order, and the first that claims the file has it. Formats of other packages are asked after
ours, but before the fallbacks, which take any text.
"""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.formats.catalogue import FORMATS
from jiaozhu.formats.sample import Sample, UnreadablePackage
from jiaozhu.locale import Lazy, _

__all__ = ["Detected", "Undetectable", "detect"]


class Detected(NamedTuple):
    """What a file is."""

    format: str  #: A key of ``FORMATS``.
    encoding: str  #: Of the text; ``utf-8`` for what is not text.
    score: float  #: How sure that is, from 0 to 1.
    evidence: str | Lazy  #: What it was recognised by; translated where it is written down.


class Undetectable(ValueError):
    """A file of no known format. ``tried`` has what was looked for."""

    def __init__(self, why: str, tried: tuple[str, ...]) -> None:
        super().__init__(why)
        self.tried = tried


def detect(data: bytes) -> Detected:
    """Return what ``data`` is.

    Raises:
        Undetectable: It is of no known format.
    """
    if not data.strip():
        raise Undetectable(_("the file is empty"), ())
    sample = Sample(data)
    try:
        found = _claimed(sample, fallback=False)
        if found is None:
            _refuse(sample)
            found = _claimed(sample, fallback=True)
    except UnreadablePackage:
        raise Undetectable(_("the ZIP package is damaged"), ("DOCX", "EPUB", "ODT")) from None
    assert found is not None, "the last fallback takes any text"
    return found


def _claimed(sample: Sample, *, fallback: bool) -> Detected | None:
    for format in FORMATS.values():
        if format.fallback is fallback and (claim := format.sniff(sample)):
            if format.transcribe is not None or sample.encoding is None:
                return Detected(format.name, "utf-8", claim.score, claim.evidence)
            score = round(min(claim.score, sample.encoding.score), 2)
            return Detected(format.name, sample.encoding.encoding, score, claim.evidence)
    return None


def _refuse(sample: Sample) -> None:
    """Refuse what a fallback would take for text and is not."""
    if sample.members or sample.data.startswith(b"PK\x03\x04"):
        raise Undetectable(_("it is a ZIP package, but neither DOCX, EPUB nor ODT"), ("DOCX", "EPUB", "ODT", "METS"))
    if sample.encoding is None:
        encodings = ("UTF-8", "UTF-16", "GB18030", "Big5")
        raise Undetectable(_("it is neither text nor a known document"), ("PDF", "DOCX", "EPUB", "ODT", *encodings))
    if sample.not_prose:
        raise Undetectable(_("it is {what}, which is not prose", what=sample.not_prose), ())
    if sample.is_xml:
        root = sample.root.name if sample.root else "?"
        tried = ("ALTO", "PAGE XML", "TEI", "FictionBook", "hOCR", "HTML")
        raise Undetectable(_("it is XML whose root element is <{root}>", root=root), tried)
