"""The better witness: what kind of file it is, its text, and the files it brings to its source folder."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, UndecodableSource, Undetectable, UnreadableSource, detect
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.folder import layout_file
from jiaozhu.workflows.importing.importer import document_of, forced


class NotAWitness(ValueError):
    """A file that cannot take the place of a source; the message says why."""


class Witness(NamedTuple):
    """A file that is to take the place of a source."""

    data: bytes
    name: str  #: As the user named it.
    format: str
    encoding: str
    document: Document
    transcript: Transcript | None

    @property
    def file(self) -> str:
        """What it is called in its source folder."""
        return f"source.{FORMATS[self.format].ending}"

    def files(self) -> dict[str, bytes]:
        """The file, and what was made of it."""
        found = {self.file: self.data}
        if self.transcript is not None:
            found["transcript.txt"] = self.transcript.text.encode("utf-8")
            found["layout.json"] = layout_file(self.transcript)
        return found

    def transcript_record(self) -> dict[str, str] | None:
        """What ``about.yaml`` says of the transcript."""
        if self.transcript is None:
            return None
        return {
            "file": "transcript.txt",
            "sha256": hashlib.sha256(self.transcript.text.encode("utf-8")).hexdigest(),
            "reader": f"{self.format} {FORMATS[self.format].version}",
        }


def read_witness(data: bytes, name: str, old_format: str, format: str | None = None) -> Witness:
    """The witness in ``data``.

    Args:
        data: The file.
        name: Its name, for the record.
        old_format: Of the source it is to replace.
        format: Overrides detection.

    Raises:
        NotAWitness: it cannot be read, or not as what it is said to be.
    """
    try:
        if len(data) > DEFAULT_LIMITS.bytes:
            raise NotAWitness(f"'{name}' is larger than {DEFAULT_LIMITS.bytes:,} bytes")
        detected = forced(data, format) if format else detect(data)
        if format is None and _are_kin(detected.format, old_format):
            detected = detected._replace(format=old_format)
        document, transcript = document_of(data, detected, DEFAULT_LIMITS)
    except Undetectable as error:
        raise NotAWitness(f"'{name}': {error}; tried: {', '.join(error.tried) or 'nothing'}") from None
    except UnreadableSource as error:
        raise NotAWitness(f"'{name}': {error}" + (f" (hint: {error.hint})" if error.hint else "")) from None
    except UndecodableSource as error:
        raise NotAWitness(f"'{name}', line {error.line}: {error}") from None
    except (RecursionError, MemoryError):
        raise NotAWitness(f"'{name}' is more than can be read") from None
    return Witness(data, name, detected.format, detected.encoding, document, transcript)


def _are_kin(format: str, other: str) -> bool:
    """Whether detection can only guess which of two formats it is; the old source's editor knew."""
    return bool(FORMATS[format].family) and other in FORMATS and FORMATS[format].family == FORMATS[other].family
