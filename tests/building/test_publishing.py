"""Publishing: one exchange; what is not ours stays; what was killed is settled; what cannot be done changes nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from jiaozhu.building import Publication, publishing
from jiaozhu.building.publishing import settle_all
from jiaozhu.store.exchange import _system_call, exchange, old_of


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """How two names change places."""
    monkeypatch.setenv("JIAOZHU_EXCHANGE", request.param)
    _system_call.cache_clear()
    yield str(request.param)
    _system_call.cache_clear()


def staged(folder: Path, files: dict[str, str]) -> dict[str, Path]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    return {name: folder / name for name in files}


def publish(tmp_path: Path, files: dict[str, str]) -> Path:
    target = tmp_path / "build" / "html"
    target.parent.mkdir(exist_ok=True)
    publication = Publication()
    try:
        publication.folder(target, staged(tmp_path / "stage", files))
        publication.commit()
    finally:
        publication.clean()
    return target


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_no_more_goes_and_what_is_not_ours_stays(tmp_path: Path, way: str) -> None:
    target = publish(tmp_path, {"a.html": "1", "b/c.html": "1", "b/d.html": "1"})
    (target / "CNAME").write_text("mine", "utf-8")
    (target / "b" / "mine.html").write_text("mine", "utf-8")
    (target / "empty").mkdir()
    (target / "link").symlink_to("a.html")
    kept = (target / "a.html").stat().st_ino
    publish(tmp_path, {"a.html": "1", "e/f.html": "2"})
    assert files_of(target) == {
        "a.html": "1",
        "e/f.html": "2",
        "CNAME": "mine",
        "b/mine.html": "mine",
        "link": "1",
    }
    assert (target / "a.html").stat().st_ino == kept
    assert (target / "empty").is_dir()
    assert os.readlink(target / "link") == "a.html"
    (target / "b" / "mine.html").unlink()
    publish(tmp_path, {"a.html": "1"})
    assert not (target / "e").exists()
    assert sorted(path.name for path in target.parent.iterdir()) == [".html-manifest.json", "html"]


def test_what_has_not_changed_is_not_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = publish(tmp_path, {"a.html": "1"})
    monkeypatch.setattr(publishing, "exchange", lambda *_: pytest.fail("nothing has changed"))
    before = target.stat().st_ino
    publish(tmp_path, {"a.html": "1"})
    os.utime(tmp_path / "stage" / "a.html", ns=(1, 1))
    publish(tmp_path, {"a.html": "1"})
    assert target.stat().st_ino == before


def test_what_somebody_has_changed_is_replaced(tmp_path: Path) -> None:
    target = publish(tmp_path, {"a.html": "1", "b.html": "1"})
    (target / "a.html").write_text("changed", "utf-8")
    (target / "b.html").unlink()
    (target / "b.html").symlink_to(tmp_path / "stage" / "b.html")
    publish(tmp_path, {"a.html": "1", "b.html": "1"})
    assert files_of(target) == {"a.html": "1", "b.html": "1"}
    assert not (target / "b.html").is_symlink()


def test_a_site_that_is_a_link_stays_one(tmp_path: Path, way: str) -> None:
    (tmp_path / "www" / "site").mkdir(parents=True)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "html").symlink_to(tmp_path / "www" / "site")
    target = publish(tmp_path, {"a.html": "1"})
    assert target.is_symlink()
    assert files_of(tmp_path / "www" / "site") == {"a.html": "1"}


def test_what_cannot_be_exchanged_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two names cannot be exchanged: the first goes back."""
    target = publish(tmp_path, {"a.html": "1"})
    book = tmp_path / "build" / "book.pdf"
    book.write_text("1", "utf-8")
    swap = exchange

    def failing(ready: Path, name: Path) -> None:
        if name == book:
            raise OSError(errno.EBUSY, "Device or resource busy", str(name))
        swap(ready, name)

    monkeypatch.setattr(publishing, "exchange", failing)
    publication = Publication()
    publication.folder(target, staged(tmp_path / "stage", {"a.html": "2"}))
    publication.file(book, b"2")
    with pytest.raises(OSError, match="busy"):
        publication.commit()
    publication.clean()
    assert files_of(target) == {"a.html": "1"}
    assert book.read_text("utf-8") == "1"
    assert sorted(path.name for path in target.parent.iterdir()) == [".html-manifest.json", "book.pdf", "html"]


@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_build_left_is_settled(tmp_path: Path, there: bool) -> None:
    target = publish(tmp_path, {"a.html": "1"})
    if there:
        old_of(target).mkdir()
    else:
        target.rename(old_of(target))
    (target.parent / ".html.jiaozhu-next").mkdir()
    (target.parent / ".book.pdf.jiaozhu-next").write_text("half", "utf-8")
    settle_all(target.parent)
    assert files_of(target) == {"a.html": "1"}
    assert sorted(path.name for path in target.parent.iterdir()) == [".html-manifest.json", "html"]
