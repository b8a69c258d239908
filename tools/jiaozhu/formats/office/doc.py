"""DOC, Word's binary format: LibreOffice makes a DOCX of it, where one is on the machine, and that is read.

It runs in a folder of its own, without macros, without content from elsewhere, and no longer than a file may take.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.office.docx import transcribe_docx
from jiaozhu.formats.sample import Sample
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Transcript

__all__ = ["PROGRAM", "sniff_doc", "transcribe_doc"]

#: The variable that names the program, where it is not on the path.
PROGRAM = "JIAOZHU_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
#: Code points of a version that are kept.
_LONGEST = 80
#: What LibreOffice may not do, as its own file of settings has it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def sniff_doc(sample: Sample) -> Sniffed | None:
    """Claim a compound file with the stream of a Word document."""
    if sample.data.startswith(_SIGNATURE) and _STREAM in sample.data:
        return Sniffed(1.0, lazy("a compound file with {name}", name="WordDocument"))
    return None


def transcribe_doc(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of what LibreOffice makes of a DOC file.

    Raises:
        UnreadableSource: LibreOffice is missing, does not finish, or makes nothing of it; the limits are exceeded.
    """
    if not data.startswith(_SIGNATURE):
        raise UnreadableSource(_("it is not a DOC file"), _("the file is damaged; get it again"))
    program = _program()
    with tempfile.TemporaryDirectory(prefix="jiaozhu-doc-", ignore_cleanup_errors=True) as folder:
        made = _converted(program, data, Path(folder), limits)
    version = _version(program, limits.seconds)
    read = transcribe_docx(made, limits)
    note = lazy("LibreOffice made a DOCX of the file; the account begins there")
    return replace(read, notes=(note, *read.notes), reader=version)


def _program() -> str:
    found = os.environ.get(PROGRAM) or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise UnreadableSource(
            _("a DOC file is read by LibreOffice, which is not on this machine"),
            _("install LibreOffice, name it in {variable}, or save the file as DOCX", variable=PROGRAM),
        )
    return found


def _converted(program: str, data: bytes, folder: Path, limits: Limits) -> bytes:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    (folder / "source.doc").write_bytes(data)
    _run([*_command(program, folder), "--convert-to", "docx", "--outdir", "made", "source.doc"], folder, limits)
    made = folder / "made" / "source.docx"
    if not made.is_file():
        raise UnreadableSource(_("LibreOffice makes nothing of it"), _("the file is damaged; get it again"))
    if made.stat().st_size > limits.bytes:
        message = _("larger than {n} bytes", n=f"{limits.bytes:,}")
        raise UnreadableSource(message, _("split the file, or raise the limit"))
    return made.read_bytes()


@cache
def _version(program: str, seconds: int) -> str:
    with tempfile.TemporaryDirectory(prefix="jiaozhu-doc-", ignore_cleanup_errors=True) as folder:
        said = _run([*_command(program, Path(folder)), "--version"], Path(folder), Limits(seconds=seconds))
    first = said.decode("utf-8", "replace").strip().split("\n")[0]
    return "".join(char for char in first if char.isprintable())[:_LONGEST] or "LibreOffice"


def _command(program: str, folder: Path) -> list[str]:
    address = (folder / "profile").as_uri()
    return [program, f"-env:UserInstallation={address}", "--headless", "--norestore", "--nolockcheck", "--nodefault"]


def _run(command: list[str], folder: Path, limits: Limits) -> bytes:
    """Run the program, and end it with all that it has started if it takes too long."""
    dead_end = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    try:
        running = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **dead_end, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        message = _("LibreOffice cannot be started: {why}", why=error.strerror)
        raise UnreadableSource(message, _("install LibreOffice, or save the file as DOCX")) from None
    try:
        said, _nothing = running.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        message = _("LibreOffice took more than {n} seconds", n=limits.seconds)
        raise UnreadableSource(message, _("save the file as DOCX, or raise the limit 'seconds'")) from None
    finally:
        with suppress(OSError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        if running.stdout is not None:
            running.stdout.close()
    return said
