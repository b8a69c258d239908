"""The better witness: what kind of file it is, its text, and the files it brings to its source folder."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Undetectable, UnreadableSource, column_format, detect
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.model.file_account import FILE as ACCOUNT
from jiaozhu.model.transcript import Transcript
from jiaozhu.store.dumping import data_of
from jiaozhu.workflows.importing.folder import layout_file, transcript_info
from jiaozhu.workflows.importing.importer import document_of, forced, with_hint
from jiaozhu.workflows.importing.picture_files import facsimile_files, pictures_of


class NotAWitness(ValueError):
    """A file that cannot replace a source, or a command that cannot be carried out; the message says why."""


class Witness(NamedTuple):
    """A file that is to replace a source."""

    data: bytes
    name: str  #: As the user named it.
    format: str
    encoding: str
    document: Document
    transcript: Transcript | None

    @property
    def file(self) -> str:
        """What the file is called in its source folder."""
        return f"source.{FORMATS[self.format].ending}"

    def files(self) -> dict[str, bytes]:
        """Return the file, and what was made of it, by name."""
        pictures = pictures_of(self.document, self.transcript, None, DEFAULT_LIMITS)
        found = {self.file: self.data, **facsimile_files(self.transcript, pictures)}
        if self.transcript is not None:
            found["transcript.txt"] = self.transcript.text.encode("utf-8")
            found["layout.json"] = layout_file(self.transcript)
            if self.transcript.account is not None:
                found[ACCOUNT] = self.transcript.account.to_json()
        return found

    def transcript_record(self) -> dict[str, str] | None:
        """Return what ``about.yaml`` says of the transcript; None if the file is text itself."""
        return data_of(transcript_info(self.transcript, self.format)) if self.transcript is not None else None


def read_witness(data: bytes, name: str, old_format: str, format: str | None = None, column: str = "") -> Witness:
    """Read a witness.

    Args:
        data: The file.
        name: Its name, for the record.
        old_format: Of the source it is to replace.
        format: Overrides detection.
        column: That is the text, of a table.

    Raises:
        NotAWitness: It cannot be read, or not as the format that is named.
    """
    try:
        if len(data) > DEFAULT_LIMITS.bytes:
            raise NotAWitness(_("'{name}' is larger than {n} bytes", name=name, n=f"{DEFAULT_LIMITS.bytes:,}"))
        chosen = format or (column_format(data) if column else "")
        detected = forced(data, chosen) if chosen else detect(data)
        if not chosen and _are_kin(detected.format, old_format):
            detected = detected._replace(format=old_format)
        document, transcript = document_of(data, detected, DEFAULT_LIMITS, column=column)
    except Undetectable as error:
        why = _("{why}; tried: {tried}", why=error, tried=", ".join(error.tried)) if error.tried else error
        raise NotAWitness(_("'{name}': {why}", name=name, why=why)) from None
    except UnreadableSource as error:
        raise NotAWitness(with_hint(_("'{name}': {why}", name=name, why=error), error.hint)) from None
    except (RecursionError, MemoryError):
        raise NotAWitness(_("'{name}' is too large to be read", name=name)) from None
    return Witness(data, name, detected.format, detected.encoding, document, transcript)


def _are_kin(format: str, other: str) -> bool:
    """Whether detection can only guess which of two formats it is, while the editor of the old source knew."""
    return bool(FORMATS[format].family) and other in FORMATS and FORMATS[format].family == FORMATS[other].family
