"""Builds, stopped at points at which they change the disk: a reader has the old site or the new one, never both."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from faults import Fault
from killing import Ended, Nursery
from small_project import Tree, make_project, published

Recorder = Callable[[str, object], None]
#: Of how many points in what is published, and of all others, one is tried.
_EVERY, _EVERY_OTHER = 90, 900
_WHOLE_EVERY, _WHOLE_EVERY_OTHER = 3, 25
_PRODUCTS = ("html", "pdf", "book.pdf", "book.epub")
_NOTE = Path("corpus/sources/zao-2019/notes/xiongdi.md")


class Project(NamedTuple):
    """A project that is built, and changed since."""

    parts: tuple[str, ...]  #: What is built.
    folder: Path
    cache: Path  #: What builds keep.
    kept: Path  #: A copy of both.
    old: Tree  #: What is published.
    new: Tree  #: What the next build publishes.
    points: tuple[str, ...]  #: What the next build does to the disk.

    def begin(self) -> None:
        for name, folder in (("project", self.folder), ("cache", self.cache)):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.kept / name, folder, symlinks=True)

    def build(self, nursery: Nursery, fault: Fault) -> Ended:
        places = (self.folder, self.cache)
        return nursery.run(self.folder, "build", *self.parts, fault=fault, watched=places)

    def is_whole(self) -> bool:
        """Whether each product is the old one or the new one."""
        found = published(self.folder)
        return all(_part(found, name) in (_part(self.old, name), _part(self.new, name)) for name in _PRODUCTS)


def _part(tree: Tree, product: str) -> Tree:
    return {name: data for name, data in tree.items() if name.partition("/")[0] == product}


def left_over(folder: Path) -> list[str]:
    """What is only there while something is being written."""
    found = [path for path in folder.rglob("*") if path.name == ".jiaozhu" or path.name.endswith((".tmp", ".new"))]
    found += [path for path in folder.rglob("*") if path.name.endswith(("jiaozhu-next", "jiaozhu-old"))]
    return [path.relative_to(folder).as_posix() for path in found]


@pytest.fixture(scope="module", params=["html", "pdf epub"])
def project(
    request: pytest.FixtureRequest, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Project]:
    parts = tuple(request.param.split())
    base = tmp_path_factory.mktemp("builds")
    folder, cache = base / "project", Path(os.environ["XDG_CACHE_HOME"])
    make_project(folder)
    done = nursery.run(folder, "build", *parts)
    assert done.status == 0, done.output
    for name in ("html", "pdf"):
        if (folder / "build" / name).exists():
            (folder / "build" / name / "CNAME").write_text("not ours\n", "utf-8")
    old = published(folder)
    note = folder / _NOTE
    note.write_text(note.read_text("utf-8").rstrip("\n") + "又，待考。\n", "utf-8")
    index = folder / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").replace("# 小编", "# 大编"), "utf-8")
    shutil.copytree(folder, base / "kept" / "project")
    shutil.copytree(cache, base / "kept" / "cache")
    done = nursery.run(folder, "build", *parts, watched=(folder, cache))
    assert done.status == 0, done.output
    found = Project(parts, folder, cache, base / "kept", old, published(folder), done.points)
    assert found.new != old
    assert found.new.keys() == old.keys()
    assert left_over(folder) == []
    yield found
    found.begin()


def chosen(project: Project, whole: bool, share: slice, offset: int = 0) -> list[int]:
    """Numbers of points: many of those in the project, some of those in which Sphinx writes its stage."""
    near, far = (_WHOLE_EVERY, _WHOLE_EVERY_OTHER) if whole else (_EVERY, _EVERY_OTHER)
    numbers = range(1, len(project.points) + 1)
    ours = [number for number in numbers if str(project.folder) in project.points[number - 1]]
    others = [number for number in numbers if number not in ours]
    return sorted({*ours[offset % near :: near], *others[offset % far :: far]})[share]


def check_next_build(project: Project, nursery: Nursery) -> None:
    again = nursery.run(project.folder, "build", *project.parts)
    assert again.status == 0, again.output
    assert published(project.folder) == project.new
    assert left_over(project.folder) == []
    assert not list(project.cache.rglob("*.under-way"))


def test_killed(project: Project, nursery: Nursery, whole: bool, share: slice, record_property: Recorder) -> None:
    points = chosen(project, whole, share)
    for point in points:
        project.begin()
        fault = Fault("kill", point)
        assert (
            nursery.run(
                project.folder, "build", *project.parts, fault=fault, watched=(project.folder, project.cache)
            ).status
            == -9
        )
        assert project.is_whole(), project.points[point - 1]
        check_next_build(project, nursery)
    record_property("tally", ["kills and full disks", " ".join(("build", *project.parts)), "killed", len(points)])


def test_the_disk_is_full(
    project: Project, nursery: Nursery, whole: bool, share: slice, record_property: Recorder
) -> None:
    points = chosen(project, whole, share, 5)[:: 3 if whole else 1]
    for point in points:
        project.begin()
        fault = Fault("full", point)
        done = nursery.run(
            project.folder, "build", *project.parts, fault=fault, watched=(project.folder, project.cache)
        )
        assert "Traceback" not in done.output, done.output
        if done.status:
            assert "the disk is full" in done.output or "No space left on device" in done.output, done.output
            assert published(project.folder) == project.old
        else:
            assert published(project.folder) == project.new
        assert [name for name in left_over(project.folder) if not name.startswith("docs/texts")] == []
        check_next_build(project, nursery)
    record_property("tally", ["kills and full disks", " ".join(("build", *project.parts)), "disk full", len(points)])


@pytest.mark.parametrize("kind", ["int", "term"])
@pytest.mark.sampled(every=2)
def test_told_to_end(
    project: Project, nursery: Nursery, whole: bool, share: slice, kind: str, record_property: Recorder
) -> None:
    points = chosen(project, whole, share, 7 if kind == "int" else 9)[:: 4 if whole else 2]
    for point in points:
        project.begin()
        done = nursery.run(
            project.folder, "build", *project.parts, fault=Fault(kind, point), watched=(project.folder, project.cache)
        )
        assert "Traceback" not in done.output, done.output
        assert published(project.folder) in (project.old, project.new)
        assert [name for name in left_over(project.folder) if not name.startswith("docs/texts")] == []
        check_next_build(project, nursery)
    record_property("tally", ["kills and full disks", " ".join(("build", *project.parts)), "told to end", len(points)])


def test_killed_where_names_cannot_be_exchanged(
    project: Project, whole: bool, record_property: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two renames: in between the site is missing, and the next build puts the old one back first."""
    if project.parts != ("html",):
        pytest.skip("the same for every folder")
    monkeypatch.setenv("JIAOZHU_EXCHANGE", "rename")
    nursery = Nursery()
    project.begin()
    points = nursery.run(project.folder, "build", *project.parts, watched=(project.folder,)).points
    renames = [number for number, what in enumerate(points, 1) if "rename" in what and "jiaozhu-" in what]
    renames += [number for number, what in enumerate(points, 1) if "rename" in what and what.endswith("build/html")]
    assert len(renames) == 3
    if not whole:
        renames = [number for number in renames if points[number - 1].endswith("jiaozhu-next")]  # the site is missing
    for point in renames:
        for kind in ("kill", "term") if whole else ("kill",):
            project.begin()
            nursery.run(project.folder, "build", *project.parts, fault=Fault(kind, point), watched=(project.folder,))
            assert published(project.folder) in (project.old, project.new, {})
            if kind == "term":
                assert published(project.folder) in (project.old, project.new)
            check_next_build(project, nursery)
    nursery.close()
    record_property("attack", [" ".join(("build", *project.parts)), "two renames", len(renames) * (2 if whole else 1)])
