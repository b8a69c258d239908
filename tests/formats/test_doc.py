"""DOC: read by LibreOffice where there is one, in a folder of its own, for a bounded time; else refused with a way out.

A script takes its place here; a test uses the real one where it is installed.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path

import pytest
from jiaozhu.formats import Limits, UnreadableSource, detect
from jiaozhu.formats.office.doc import PROGRAM, transcribe_doc
from samples import PARAGRAPHS, docx, rtf

_LIMITS = Limits(seconds=3)
_DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that copies a DOCX to where LibreOffice would put it, and keeps its arguments."""
    made = tmp_path / "made.docx"
    made.write_bytes(docx(("a", "一段")))
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >> {tmp_path}/told; env >> {tmp_path}/env\n'
        f"cat profile/user/*.xcu >> {tmp_path}/settings 2>/dev/null\n"
        f'case "$*" in *--version*) echo "LibreOffice 7.4";; *) mkdir -p made; cp {made} made/source.docx;; esac\n',
        "utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(PROGRAM, str(program))
    return program


def test_what_the_program_makes_is_read(stand_in: Path) -> None:
    found = transcribe_doc(_DOC, _LIMITS)
    assert found.text == "一段\n"
    assert found.reader == "LibreOffice 7.4"
    assert "LibreOffice" in str(found.notes[0])
    told = (stand_in.parent / "told").read_text("utf-8")
    assert "--headless" in told
    assert "-env:UserInstallation=file:///" in told
    settings = (stand_in.parent / "settings").read_text("utf-8")
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings
    assert f"HOME={Path.home()}\n" not in (stand_in.parent / "env").read_text("utf-8")


def test_a_program_that_never_ends_is_ended_with_its_children(stand_in: Path) -> None:
    stand_in.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {stand_in.parent}/child; wait\n", "utf-8")
    start = time.monotonic()
    with pytest.raises(UnreadableSource, match="seconds"):
        transcribe_doc(_DOC, Limits(seconds=1))
    assert time.monotonic() - start < 20
    child = int((stand_in.parent / "child").read_text("utf-8"))
    time.sleep(0.2)
    gone = Path(f"/proc/{child}/stat")
    assert not gone.exists() or gone.read_text("utf-8").split()[2] == "Z"


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nmkdir made\n"])
def test_a_program_that_makes_nothing(stand_in: Path, script: str) -> None:
    stand_in.write_text(script, "utf-8")
    with pytest.raises(UnreadableSource, match="nothing"):
        transcribe_doc(_DOC, _LIMITS)


def test_a_program_that_cannot_be_started(stand_in: Path) -> None:
    stand_in.write_bytes(b"\0\1")
    with pytest.raises(UnreadableSource, match="started"):
        transcribe_doc(_DOC, _LIMITS)


def test_without_the_program_there_is_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PROGRAM, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableSource) as caught:
        transcribe_doc(_DOC, _LIMITS)
    assert "DOCX" in caught.value.hint


def test_only_a_compound_file_with_a_document_is_one() -> None:
    assert detect(_DOC).format == "doc"
    with pytest.raises(UnreadableSource, match="not a DOC"):
        transcribe_doc(b"text", _LIMITS)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_real_program_reads_a_real_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PROGRAM, raising=False)
    (tmp_path / "a.rtf").write_bytes(rtf(r"\pard " + r"\par ".join(PARAGRAPHS) + r"\par"))
    profile = (tmp_path / "profile").as_uri()
    os.system(
        f"cd {tmp_path} && soffice -env:UserInstallation={profile} --headless --convert-to doc a.rtf >/dev/null 2>&1"
    )
    data = (tmp_path / "a.doc").read_bytes()
    assert detect(data).format == "doc"
    found = transcribe_doc(data, Limits())
    assert found.text == "".join(f"{words}\n" for words in PARAGRAPHS)
    assert found.account is not None
    assert found.account.unaccounted == 0
