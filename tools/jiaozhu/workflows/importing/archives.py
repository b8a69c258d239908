"""Archives (ZIP, tar, tar.gz): each member that a format claims is a file of its own, as in a folder.

Nothing is written to the disk, so no name can lead anywhere. What is a document to a format or to another program is
no archive, whatever it is packed in.
"""

from __future__ import annotations

import hashlib
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, NamedTuple

from jiaozhu.formats import FORMATS, Limits, Sample, Undetectable, UnreadablePackage, UnreadableSource, detect
from jiaozhu.locale import _
from jiaozhu.model.watch import Budget, Overrun, run, watching
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.origins import Origin, Original

__all__ = ["Passed", "Unpacked", "unpack"]

_ZIP, _GZIP, _TAR = b"PK\x03\x04", b"\x1f\x8b", b"ustar"
_TAR_AT = 257
#: How other archives begin: 7z, RAR, bzip2, xz, Zstandard.
_OTHERS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
#: Members by which programs know their own packages: office documents, programs, books.
_OF_PROGRAMS = frozenset({"[Content_Types].xml", "META-INF/MANIFEST.MF", "META-INF/container.xml", "mimetype"})
_PIECE = 65_536
#: Bytes up to which any ratio is allowed.
_SMALL = 1_000_000
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, tarfile.TarError, OSError, RuntimeError, EOFError, ValueError, OverflowError,
)  # fmt: skip


class Passed(NamedTuple):
    """A member that is not imported."""

    name: str
    why: str
    failed: bool = False  #: Whether it may be a text that somebody wants.


class Unpacked(NamedTuple):
    """What is in an archive."""

    originals: list[Original]
    passed: list[Passed]


class _Member(NamedTuple):
    """A member, and how its bytes are had."""

    name: str
    why: str  #: It is not read; empty if it is.
    open: Callable[[], IO[bytes] | None]


class _Left:
    """Counts what is unpacked."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._limits = limits
        self._most = min(limits.unpacked, max(_SMALL, limits.ratio * packed))
        self._count = 0

    def take(self, size: int) -> None:
        """Count so many bytes.

        Raises:
            UnreadableSource: There are more than the limits allow.
        """
        self._count += size
        if self._count > self._most:
            message = _("the archive unpacks to more than {n} bytes", n=f"{self._most:,}")
            hint = _("unpack it yourself, or raise the limit: --limit unpacked=N, --limit ratio=N")
            raise UnreadableSource(message, hint)


def unpack(original: Original, options: ImportOptions) -> Unpacked | None:
    """Return the members of an archive as files to import; None if the file is no archive.

    Args:
        original: A file.
        options: Of the import. If it names a format of packages, there are no archives.

    Raises:
        UnreadableSource: It is damaged, or exceeds the limits.
    """
    if options.format and FORMATS[options.format].transcribe is not None:
        return None
    data = _packed(original, options.limits)
    if data is None:
        return None
    try:
        with watching(Budget(options.limits.seconds, options.limits.memory)):
            return run(original.path.name, partial(_unpacked, original, data, options))
    except Overrun as error:
        raise UnreadableSource(str(error), error.hint) from None


def _packed(original: Original, limits: Limits) -> bytes | None:
    """The bytes of a file that may be an archive; what is too large, or cannot be read, is reported as any file is."""
    data = original.data
    if data is None:
        try:
            with original.path.open("rb") as file:
                if not _may_be(file.read(_TAR_AT + len(_TAR))) or original.path.stat().st_size > limits.bytes:
                    return None
                file.seek(0)
                data = file.read()
        except OSError:
            return None
    return data if _may_be(data) and len(data) <= limits.bytes else None


def _may_be(data: bytes) -> bool:
    return data.startswith((_ZIP, _GZIP)) or data[_TAR_AT:].startswith(_TAR)


def _unpacked(original: Original, data: bytes, options: ImportOptions) -> Unpacked | None:
    left = _Left(len(data), options.limits)
    try:
        if data.startswith(_ZIP):
            members = _zipped(data)
        else:
            tar = _gunzipped(data, left) if data.startswith(_GZIP) else data
            if tar is None or not tar[_TAR_AT:].startswith(_TAR):
                return None
            members = _taped(tar, options.limits)
        if members is None:
            return None
        found = list(members)
    except UnreadableSource:
        raise
    except _DAMAGED as error:
        message = _("the archive cannot be read: {why}", why=error)
        raise UnreadableSource(message, _("the file is damaged; get it again")) from None
    if len(found) > options.limits.members:
        message = _("more than {n} members in the archive", n=f"{options.limits.members:,}")
        raise UnreadableSource(message, _("unpack it yourself, or raise the limit: --limit members=N"))
    unpacked = Unpacked([], [])
    digest = hashlib.sha256(data).hexdigest()
    for member in sorted(found, key=lambda member: member.name):
        why, content = member.why or _unfit(member.name), b""
        if not why:
            try:
                content = _content(member, left)
            except UnreadableSource:
                raise
            except _DAMAGED as error:
                unpacked.passed.append(Passed(member.name, _("cannot be unpacked: {why}", why=error), failed=True))
                continue
        passed = Passed(member.name, why) if why else _unclaimed(member.name, content, options)
        if passed is not None:
            unpacked.passed.append(passed)
            continue
        origin = Origin(
            original.origin.address,
            original.origin.when,
            original.origin.record,
            archive=original.path.name,
            archive_sha256=digest,
            member=member.name,
        )
        unpacked.originals.append(Original(original.path / member.name, content, origin))
    if not unpacked.originals:
        unpacked.passed.append(Passed("", _("nothing in the archive is of a known format"), failed=True))
    return unpacked


def _zipped(data: bytes) -> Iterator[_Member] | None:
    """The members of a ZIP archive; None for a document."""
    sample = Sample(data)
    try:
        is_document = any(format.sniff(sample) for format in FORMATS.values() if not format.fallback)
    except UnreadablePackage:
        return None
    package = zipfile.ZipFile(io.BytesIO(data))
    if is_document or _OF_PROGRAMS & set(package.namelist()):
        return None
    return (
        _Member(info.filename, _not_a_file(info), partial(package.open, info))
        for info in package.infolist()
        if not info.is_dir()
    )


def _not_a_file(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return _("a link or a device")
    return _("encrypted") if info.flag_bits & 1 else ""


def _taped(data: bytes, limits: Limits) -> Iterator[_Member]:
    """The members of a tar archive, no more than a few too many."""
    tar = tarfile.open(fileobj=io.BytesIO(data), mode="r:")  # noqa: SIM115  its members are read later, from memory
    for number, info in enumerate(tar):
        if number > limits.members:
            break
        if not info.isdir():
            why = "" if info.isreg() and not info.issparse() else _("a link or a device")
            yield _Member(info.name, why, partial(tar.extractfile, info))


def _gunzipped(data: bytes, left: _Left) -> bytes | None:
    """What is in a gzip file; None if its beginning is not that of a tar archive."""
    parts: list[bytes] = []
    unpacking = zlib.decompressobj(31)
    pending = data
    while pending:
        piece = unpacking.decompress(pending, _PIECE)
        if not parts and not piece[_TAR_AT:].startswith(_TAR):
            return None
        left.take(len(piece))
        parts.append(piece)
        pending = unpacking.unconsumed_tail
        if unpacking.eof:
            break
    if not unpacking.eof:
        raise EOFError(_("it breaks off"))
    left.take(-sum(map(len, parts)))  # its members are counted again
    return b"".join(parts)


def _content(member: _Member, left: _Left) -> bytes:
    parts = []
    stream = member.open()
    assert stream is not None, "it is a file"
    with stream:
        while piece := stream.read(_PIECE):
            left.take(len(piece))
            parts.append(piece)
    return b"".join(parts)


def _unfit(name: str) -> str:
    """Why a member of this name is not looked at; empty if it is."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or ":" in parts[0] or "\0" in name:
        return _("its name leads out of the archive")
    hidden = any(part.startswith(".") and part != "." for part in parts) or parts[0] == "__MACOSX"
    return _("hidden") if hidden else ""


def _unclaimed(name: str, data: bytes, options: ImportOptions) -> Passed | None:
    """What is said of a member that no format claims; None if one does."""
    if data.startswith(_OTHERS) or data.startswith(_GZIP) or data[_TAR_AT:].startswith(_TAR):
        return Passed(name, _("an archive in the archive is not unpacked"), failed=True)
    if options.format or options.column:
        return None
    try:
        detect(data)
    except Undetectable as error:
        if data.startswith(_ZIP):
            return Passed(name, _("an archive in the archive is not unpacked"), failed=True)
        return Passed(name, str(error))
    return None
