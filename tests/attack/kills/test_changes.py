"""Commands that write a corpus, stopped at every point at which they change the disk.

Killed, told to end, interrupted, or with a disk that is full from then on: no file is ever half written, no source is
touched, the corpus is as it was or as it was to be, nothing is left over, and the next run is right.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from faults import Fault
from killing import Nursery
from paths import BASE, ROOTS

Tree = dict[str, bytes]
Recorder = Callable[[str, object], None]
#: Of how many points the default run tries one.
_EVERY = 29


class Scenario(NamedTuple):
    """A command, and the states that the corpus may be in: before it, after it, and between two of its changes."""

    prepare: Callable[[Path], None]
    steps: Sequence[Sequence[str]]  #: Each makes the next state; the last is the command itself.
    reader: tuple[str, ...] = ("show", "nothing")  #: A command that only reads, and settles what was left.


def _prepare(folder: Path) -> None:
    shutil.copytree(ROOTS / "test-edition" / "corpus", folder / "corpus")


def _with_files(folder: Path) -> None:
    _prepare(folder)
    (folder / "incoming").mkdir()
    for number, name in enumerate(("甲.txt", "乙.md")):
        (folder / "incoming" / name).write_text(f"# 题目{number}\n\n" + "文本一段，待考。\n\n" * 40, "utf-8")


def _with_witness(folder: Path) -> None:
    _prepare(folder)
    text = (folder / "corpus" / "sources" / "zao-2019" / "source.txt").read_text("utf-8")
    (folder / "better.txt").write_text(text + "\n", "utf-8")


def _damaged(folder: Path) -> None:
    shutil.copytree(BASE, folder / "corpus")
    ribao = folder / "corpus" / "sources" / "ribao-2019"
    for path in (
        folder / "corpus" / "glossary" / "xiao-shanghai.md",
        folder / "corpus" / "references.bib",
        ribao / "edition.yaml",
        ribao / "notes" / "fengqiao.md",
    ):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    about = ribao / "about.yaml"
    about.write_bytes(b"\xef\xbb\xbf" + about.read_bytes().rstrip())


_SIGNED = ("--author", "甲")
SCENARIOS = {
    "annotate": Scenario(_prepare, [["annotate", "zao-2019/yi", "两地", *_SIGNED]]),
    "check --fix": Scenario(_damaged, [["check", "--fix"]]),
    "correct": Scenario(
        _prepare,
        [["correct", "zao-2019/yi", "兄弟", "弟兄", *_SIGNED, "--reason", "误", "--basis", "待考。", "--cert", "low"]],
    ),
    "init": Scenario(lambda _folder: None, [["init", ".", "--title", "新编"]], reader=()),
    "import": Scenario(_with_files, [["import", "incoming/乙.md"], ["import", "incoming"]]),
    "rebase": Scenario(_with_witness, [["rebase", "zao-2019", "better.txt"]]),
}


class Trial(NamedTuple):
    """A scenario that has run without a fault."""

    folder: Path  #: A copy of it, to be used up.
    scenario: Scenario
    states: list[Tree]
    points: int

    def begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.scenario.prepare(self.folder)


def tree(folder: Path) -> Tree:
    """Every file, hidden or not, and every folder."""
    return {
        f"{path.relative_to(folder).as_posix()}{'/' if path.is_dir() else ''}": b""
        if path.is_dir()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module", params=sorted(SCENARIOS))
def trial(request: pytest.FixtureRequest, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    scenario = SCENARIOS[request.param]
    found = Trial(tmp_path_factory.mktemp("kills") / "project", scenario, [], 0)
    found.begin()
    found.states.append(tree(found.folder))
    for step in scenario.steps:
        done = nursery.run(found.folder, *step)
        assert done.status == 0, done.output
        found.states.append(tree(found.folder))
    assert all(one != other for one, other in pairwise(found.states))
    found.begin()
    return found._replace(points=len(nursery.run(found.folder, *scenario.steps[-1]).points))


def chosen(points: int, whole: bool, offset: int, share: slice) -> range:
    """The points that a test tries: its share of all, or of a sample that begins elsewhere for each fault."""
    return (range(1, points + 1) if whole else range(1 + offset, points + 1, _EVERY))[share]


def check_whole(trial: Trial) -> None:
    """Nothing is half written: each file is there as it was or as it was to be."""
    for name, data in tree(trial.folder).items():
        if ".jiaozhu" not in name.split("/"):
            assert data in [state[name] for state in trial.states if name in state], name
    for name, data in trial.states[0].items():
        if "/source." in name:
            assert (trial.folder / name).read_bytes() == data


def check_next_runs(trial: Trial, nursery: Nursery) -> None:
    """The next command of any kind settles what was left; the same command again does what it was to do."""
    if not trial.scenario.reader:
        nursery.run(trial.folder, *trial.scenario.steps[-1])
        assert tree(trial.folder) == trial.states[-1]
        return
    nursery.run(trial.folder, *trial.scenario.reader)
    assert tree(trial.folder) in trial.states
    if tree(trial.folder) != trial.states[-1]:
        again = nursery.run(trial.folder, *trial.scenario.steps[-1])
        assert again.status == 0, again.output
        assert tree(trial.folder) == trial.states[-1]


def test_killed(trial: Trial, nursery: Nursery, whole: bool, share: slice, record_property: Recorder) -> None:
    assert trial.points > 10
    points = chosen(trial.points, whole, 0, share)
    for point in points:
        trial.begin()
        assert nursery.run(trial.folder, *trial.scenario.steps[-1], fault=Fault("kill", point)).status == -9
        check_whole(trial)
        check_next_runs(trial, nursery)
    record_property("tally", ["kills and full disks", " ".join(trial.scenario.steps[-1][:2]), "killed", len(points)])


@pytest.mark.parametrize("kind", ["int", "term"])
@pytest.mark.sampled(every=2)
def test_told_to_end(
    trial: Trial, nursery: Nursery, whole: bool, share: slice, kind: str, record_property: Recorder
) -> None:
    points = chosen(trial.points, whole, 3 if kind == "int" else 5, share)
    for point in points:
        trial.begin()
        done = nursery.run(trial.folder, *trial.scenario.steps[-1], fault=Fault(kind, point))
        assert done.status in ((1, 143) if tree(trial.folder) != trial.states[-1] else (0, 1, 143)), done.output
        assert "Traceback" not in done.output
        assert tree(trial.folder) in trial.states  # at once, without another run
        check_next_runs(trial, nursery)
    record_property(
        "tally", ["kills and full disks", " ".join(trial.scenario.steps[-1][:2]), "told to end", len(points)]
    )


def test_the_disk_is_full(trial: Trial, nursery: Nursery, whole: bool, share: slice, record_property: Recorder) -> None:
    points = chosen(trial.points, whole, 2, share)
    for point in points:
        trial.begin()
        done = nursery.run(trial.folder, *trial.scenario.steps[-1], fault=Fault("full", point))
        assert tree(trial.folder) in trial.states
        if done.status:
            assert tree(trial.folder) != trial.states[-1]
            assert "the disk is full" in done.output or "No space left on device" in done.output
        else:
            assert tree(trial.folder) == trial.states[-1]
        assert "Traceback" not in done.output
        check_next_runs(trial, nursery)
    record_property("tally", ["kills and full disks", " ".join(trial.scenario.steps[-1][:2]), "disk full", len(points)])


def test_the_disk_is_full_and_then_it_is_killed(
    trial: Trial, nursery: Nursery, whole: bool, share: slice, record_property: Recorder
) -> None:
    """A change is undone because the disk is full, and while it is undone the process is killed."""
    tried = 0
    for point in chosen(trial.points, whole, 4, share)[::4]:
        trial.begin()
        count = len(nursery.run(trial.folder, *trial.scenario.steps[-1], fault=Fault("full", point)).points)
        for last in range(point + 1, count + 1, 2 if whole else 6):
            trial.begin()
            fault = Fault("full, kill", point, last)
            assert nursery.run(trial.folder, *trial.scenario.steps[-1], fault=fault).status == -9
            check_whole(trial)
            check_next_runs(trial, nursery)
            tried += 1
    record_property("tally", ["kills and full disks", " ".join(trial.scenario.steps[-1][:2]), "full+killed", tried])
