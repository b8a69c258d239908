"""Archives: every member that a format claims is a source; nothing leads out, nothing unpacks without end."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import samples
from commands import jiaozhu
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import Limits, UnreadableSource
from jiaozhu.store import load_corpus
from jiaozhu.workflows.importing.archives import Unpacked, unpack
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.origins import Original
from samples import KINDS

TEXT = "\n".join(samples.PARAGRAPHS).encode()
#: Set to thousands for a long run: JIAOZHU_FUZZ=10000 pytest tests/workflows/importing/test_archives.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "100"))


def tar(members: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
        for other in others:
            file.addfile(other)
    return out.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def unpacked(data: bytes, *, format: str | None = None, **limits: int) -> Unpacked | None:
    return unpack(Original(Path("a.zip"), data), ImportOptions("zh", format, Limits(**limits)))


def names(found: Unpacked | None) -> list[str]:
    assert found is not None
    return [original.origin.member for original in found.originals]


def passed(found: Unpacked | None) -> dict[str, str]:
    assert found is not None
    return {item.name: item.why for item in found.passed}


MEMBERS = {"b/page.html": KINDS["html-page"], "a.txt": TEXT, "book.epub": KINDS["epub"]}


@pytest.mark.parametrize(
    "data", [samples.package(dict(MEMBERS)), tar(MEMBERS), gzip.compress(tar(MEMBERS))], ids=["zip", "tar", "tar.gz"]
)
def test_every_member_becomes_a_source(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jiaozhu("init", str(tmp_path / "new"), "--title", "试编", "--language", "zh-CN")
    monkeypatch.chdir(tmp_path / "new")
    (tmp_path / "all").write_bytes(data)
    result = jiaozhu("import", str(tmp_path / "all"), "--report", "report.json")
    assert result.exit_code == 0, result.output
    assert "3 imported" in result.output
    sources = {source.siglum: source.about for source in load_corpus(Path("corpus"))[0].sources}
    assert {name: about.format for name, about in sources.items()} == {
        "a": "plain-text", "book": "epub", "page": "html-page"
    }  # fmt: skip
    assert Path("corpus/sources/a/source.txt").read_bytes() == TEXT
    assert sources["page"].provenance.startswith("由压缩包“all”（SHA-256 ")
    assert "中的“b/page.html”导入" in sources["page"].provenance
    assert jiaozhu("check").exit_code == 0
    assert {Path(item["path"]).name for item in json.loads(Path("report.json").read_bytes())} == {
        "a.txt", "book.epub", "page.html"
    }  # fmt: skip
    assert "3 already present" in jiaozhu("import", str(tmp_path / "all")).output


@pytest.mark.parametrize("kind", [kind for kind, data in KINDS.items() if data.startswith(b"PK")])
def test_what_is_a_document_is_no_archive(kind: str) -> None:
    assert unpacked(KINDS[kind]) is None


def test_packages_of_other_programs_and_other_files_are_no_archives() -> None:
    for name in ("[Content_Types].xml", "META-INF/MANIFEST.MF", "mimetype"):
        assert unpacked(samples.package({name: "x", "xl/media/image.png": KINDS["plain-text"]})) is None
    assert unpacked(gzip.compress(TEXT)) is None
    assert unpacked(TEXT) is None
    assert unpacked(samples.package({"a.txt": TEXT}), format="epub") is None
    assert names(unpacked(samples.package({"a.txt": TEXT}), format="markdown-post")) == ["a.txt"]


def test_what_leads_out_and_links_are_passed_over_and_reported() -> None:
    out = ("../a.txt", "/etc/a.txt", "b/../../a.txt", "C:\\a.txt", "..\\a.txt")
    data = tar(
        {**dict.fromkeys(out, TEXT), ".hidden": TEXT, "a.txt": TEXT, "data": b"\x00\x01\xff" * 99},
        special("link", tarfile.SYMTYPE, "/etc/passwd"),
        special("hard", tarfile.LNKTYPE, "a.txt"),
        special("device", tarfile.CHRTYPE),
        special("pipe", tarfile.FIFOTYPE),
        special("folder", tarfile.DIRTYPE),
    )
    found = unpacked(data)
    assert names(found) == ["a.txt"]
    why = passed(found)
    assert {name for name in why if "leads out" in why[name]} == set(out)
    assert {name for name in why if why[name] == "a link or a device"} == {"link", "hard", "device", "pipe"}
    assert why[".hidden"] == "hidden"
    assert "neither text nor" in why["data"]
    assert "folder" not in why


def test_links_and_locked_members_of_a_zip_file_are_passed_over() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("a.txt", TEXT)
    assert passed(unpacked(out.getvalue())) == {"link": "a link or a device"}
    locked = bytearray(samples.package({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert passed(unpacked(bytes(locked)))["a.txt"] == "encrypted"


@pytest.mark.parametrize(
    "inner",
    [samples.package({"x": "y"}), tar({"x": b"y"}), gzip.compress(b"y"), b"BZh91AY", b"7z\xbc\xaf\x27\x1c\0\4"],
    ids=["zip", "tar", "gzip", "bzip2", "7z"],  # not their bytes: gzip has the time in its own
)
def test_archives_in_archives_are_refused(inner: bytes) -> None:
    found = unpacked(samples.package({"a.txt": TEXT, "inner": inner}))
    assert names(found) == ["a.txt"]
    assert found is not None
    assert [(item.name, item.failed) for item in found.passed] == [("inner", True)]


def test_limits_hold() -> None:
    bomb = samples.package({"a.txt": b"a" * 3_000_000})
    for data in (bomb, gzip.compress(tar({"a.txt": b"a" * 3_000_000}))):
        with pytest.raises(UnreadableSource, match="unpacks to more than"):
            unpacked(data)
        assert names(unpacked(data, ratio=2_000)) == ["a.txt"]
        with pytest.raises(UnreadableSource, match="unpacks to more than 99 bytes"):
            unpacked(data, unpacked=99)
    many = {f"{number}.txt": TEXT for number in range(9)}
    for data in (samples.package(dict(many)), tar(many)):
        with pytest.raises(UnreadableSource, match="more than 8 members"):
            unpacked(data, members=8)


def test_an_archive_without_texts_and_a_damaged_one_fail() -> None:
    found = unpacked(samples.package({"x": b"\x00\x01\xff" * 99}))
    assert found is not None
    assert found.passed[-1] == ("", "nothing in the archive is of a known format", True)
    whole = gzip.compress(tar({"a.txt": random.Random(1).randbytes(99_999)}))
    with pytest.raises(UnreadableSource, match="breaks off"):
        unpacked(whole[:-9_999])
    bad = bytearray(samples.package({"a.txt": TEXT}))
    bad[50] ^= 0xFF
    assert "cannot be unpacked" in passed(unpacked(bytes(bad)))["a.txt"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from([samples.package({"a.txt": TEXT, "b/c.txt": "b"}), tar({"a.txt": TEXT, "b": b"b"})]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
    st.booleans(),
)
def test_damaged_archives_are_unpacked_or_refused(whole: bytes, hits: list[tuple[float, int]], pack: bool) -> None:
    data = bytearray(whole)
    for at, byte in hits:
        data[int(at * len(data))] = byte
    with suppress(UnreadableSource):
        unpacked(gzip.compress(bytes(data)) if pack else bytes(data))
