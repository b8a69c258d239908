"""Files are written whole or not at all, only if changed, and removed only if an earlier build wrote them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sphinx_typst.output import Output, write_atomically


def test_an_unchanged_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.typ"
    write_atomically(path, b"one")
    os.utime(path, (1, 1))
    write_atomically(path, b"one")
    assert path.stat().st_mtime == 1
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in path.parent.iterdir()] == ["a.typ"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.typ"
    write_atomically(path, b"one")

    def refuse(*args: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk"):
        write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["a.typ"]


def build(folder: Path, *names: str) -> bool:
    """Write a book of these files; return whether its PDF had to be made."""
    output = Output(folder, "book")
    for name in names:
        output.write(name, name)
    inputs = output.inputs_digest("setting")
    is_current = output.is_current("book.pdf", inputs)
    if not is_current:
        write_atomically(folder / "book.pdf", b"pdf")
    output.finish("book.pdf", inputs)
    return not is_current


def test_the_pdf_is_made_again_when_its_inputs_change(tmp_path: Path) -> None:
    assert build(tmp_path, "a.typ")
    assert not build(tmp_path, "a.typ")
    assert not build(tmp_path, "a.typ")
    assert build(tmp_path, "a.typ", "b.typ")
    (tmp_path / "book.pdf").write_bytes(b"another")
    assert build(tmp_path, "a.typ", "b.typ")
    (tmp_path / "book.pdf").unlink()
    assert build(tmp_path, "a.typ", "b.typ")


def test_a_failed_build_is_not_current(tmp_path: Path) -> None:
    assert build(tmp_path, "a.typ")
    failed = Output(tmp_path, "book")
    failed.write("a.typ", "a.typ")
    failed.finish()
    assert build(tmp_path, "a.typ")


def test_only_what_an_earlier_build_wrote_is_removed(tmp_path: Path) -> None:
    build(tmp_path, "a.typ", "texts/b.typ")
    (tmp_path / "texts" / "mine.txt").write_text("mine")
    build(tmp_path, "a.typ", "notes/c.typ")
    assert not (tmp_path / "texts" / "b.typ").exists()
    assert (tmp_path / "texts" / "mine.txt").exists()
    build(tmp_path, "a.typ")
    assert not (tmp_path / "notes").exists()


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', '{"files": ["/etc/x", "../y"]}'])
def test_an_invalid_manifest_is_ignored(tmp_path: Path, manifest: str) -> None:
    outside = tmp_path / "y"
    outside.write_text("y")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".book.json").write_text(manifest)
    assert build(folder, "a.typ")
    assert outside.exists()
