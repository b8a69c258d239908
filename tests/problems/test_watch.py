"""What one file may cost is watched: work that exceeds it is stopped and its file named; the others are still read."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.formats.web import html_post
from jiaozhu.model.document import Document
from jiaozhu.model.problem import Problem
from jiaozhu.model.watch import Budget, Overrun, part, run, watching, within
from jiaozhu.store.files import Files

_SECOND = Budget(1, 0)
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by the system on Linux")


def endless() -> None:
    while True:
        sum(range(100))


def searching() -> None:
    """A pattern that never ends, which looks for signals while it searches."""
    re.compile("(?:a+)+b").match("a" * 64)


def test_without_a_budget_work_is_just_done() -> None:
    assert run("a", lambda: 7) == 7


@pytest.mark.parametrize("work", [endless, searching])
def test_work_that_takes_too_long_is_stopped(work: Callable[[], None]) -> None:
    start = time.process_time()
    with watching(_SECOND), pytest.raises(Overrun, match="it takes more than 1 second"):
        run("a", work)
    assert time.process_time() - start < 4


def busy(seconds: float) -> None:
    start = time.process_time()
    while time.process_time() - start < seconds:
        sum(range(100))


def test_each_part_of_a_file_has_a_budget_of_its_own() -> None:
    def pages() -> None:
        for _ in range(3):
            part(lambda: busy(0.6))
        busy(0.6)

    def after_a_part() -> None:
        part(lambda: busy(0.1))
        endless()

    with watching(_SECOND):
        run("a", pages)
        with pytest.raises(Overrun, match="it takes more than 1 second"):
            run("b", lambda: part(endless))
        with pytest.raises(Overrun):
            run("c", after_a_part)
    assert part(lambda: 7) == 7


def test_the_time_of_a_file_is_counted_together() -> None:
    def some() -> None:
        start = time.process_time()
        while time.process_time() - start < 0.7:
            pass

    with watching(_SECOND):
        run("a", some)
        run("b", some)
        with pytest.raises(Overrun):
            run("a", some)


def test_threads_are_watched_too() -> None:
    """As those of a cluster's workers are, and the only one there is on a system without timers of CPU time."""
    found: list[str] = []

    def work() -> None:
        with watching(_SECOND):
            try:
                run("a", endless)
            except Overrun as error:
                found.append(str(error))
            found.append(run("b", lambda: "and goes on"))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["it takes more than 1 second", "and goes on"]


def test_a_system_without_timers_has_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    with watching(_SECOND), pytest.raises(Overrun):
        run("a", endless)


@linux
def test_work_that_takes_too_much_memory_is_stopped() -> None:
    with watching(Budget(0, 100_000_000)):
        assert len(run("small", lambda: bytes(10_000_000))) == 10_000_000
        with pytest.raises(Overrun, match="it takes more than 100,000,000 bytes of memory"):
            run("at once", lambda: bytes(10_000_000_000))
        with pytest.raises(Overrun):
            run("bit by bit", lambda: [bytes([number % 256]) * 1_000_000 for number in range(10_000)])
        assert run("and then", lambda: 7) == 7


def test_an_overrun_is_a_problem_of_its_file() -> None:
    problems: list[Problem] = []
    with watching(_SECOND):
        assert within("corpus/a.yaml", endless, problems) is None
    assert [(problem.code, problem.place.path) for problem in problems] == [("S110", "corpus/a.yaml")]


def test_what_was_there_before_is_there_again() -> None:
    before = signal.getsignal(signal.SIGPROF) if hasattr(signal, "SIGPROF") else None
    with watching(Budget()):
        pass
    assert before is None or signal.getsignal(signal.SIGPROF) == before
    if sys.platform == "linux":
        import resource

        limits = resource.getrlimit(resource.RLIMIT_AS)
        with watching(Budget()):
            assert resource.getrlimit(resource.RLIMIT_AS) != limits
        assert resource.getrlimit(resource.RLIMIT_AS) == limits


def checked(corpus: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(corpus), "check", *options], catch_exceptions=False)


def test_check_names_the_file_and_goes_on(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split = Files.front_matter

    def slow(self: Files, path: Path) -> object:
        if path.name == "duikou.md":
            endless()
        return split(self, path)

    monkeypatch.setattr(Files, "front_matter", slow)
    (corpus / "sources" / "zao-2019" / "notes" / "kong.md").write_text("---\n", "utf-8")
    result = checked(corpus, "--limit", "seconds=1")
    assert result.exit_code == 1
    assert "duikou.md:1:1: S110 it takes more than 1 second" in result.output
    assert "kong.md:1:1: Y105" in result.output


def test_check_names_a_source_that_takes_too_long(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_text: str) -> Document:
        endless()
        raise AssertionError

    monkeypatch.setattr("jiaozhu.edition.pipeline.read", lambda source: slow(""))
    result = checked(corpus, "--limit", "seconds=1")
    assert "source.txt:1:1: S110" in result.output


def test_check_refuses_a_limit_that_there_is_not(corpus: Path) -> None:
    result = checked(corpus, "--limit", "secnods=1")
    assert result.exit_code == 2
    assert "did you mean 'seconds'?" in result.output


def test_import_names_the_file_and_goes_on(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.html").write_text("---\ntitle: 甲\n---\n<p>甲。</p><p>乙。</p><p>丙。</p>\n", "utf-8")
    (files / "b.txt").write_text("一段文字，没有什么。\n又一段。\n", "utf-8")
    monkeypatch.setattr(html_post, "tokens", lambda *_: endless())
    command = ["--corpus", str(corpus), "import", str(files), "--limit", "seconds=1"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 1
    assert "a.html: failed" in result.output
    assert "it takes more than 1 second" in result.output
    assert "b.txt: imported" in result.output


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_watches_that_overlap_leave_the_limit_as_it_was() -> None:
    """The one that begins first ends first; the other must not put back the first one's limit."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    first, second = watching(Budget(memory=1 << 40)), watching(Budget(memory=1 << 41))
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
