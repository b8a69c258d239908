"""No file hangs a command: every kind of file, made to take too long, at n, 2n and 4n.

Each command runs in a process of its own, so that what hangs is stopped and what it took is known. The whole run prints
a table of all of them.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from costs import Cost, cost_of
from hanging import Trap, check_traps, page_traps
from hanging_files import import_traps
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import make_book
from jiaozhu.outputs.site import generate
from jiaozhu.store import load_corpus
from paths import BASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes whose time and memory are limited")

#: Four times the size may take this many times the CPU, of what is above the command's own.
_MOST_GROWTH = 8.0
#: CPU seconds and bytes below which nothing is compared.
_LITTLE, _LITTLE_MEMORY = 1.0, 150_000_000
#: CPU seconds and bytes that the largest file may take.
_MOST, _MOST_MEMORY = 20.0, 1_000_000_000
_SAMPLED = 10

_CASES = [("check", trap) for trap in check_traps()] + [("import", trap) for trap in import_traps()]
_CASES += [("pages", trap) for trap in page_traps()]
#: The same ones each time, from all over the list.
_SAMPLE = sorted(random.Random(14).sample(range(len(_CASES)), _SAMPLED))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take a sample, or all with ``--whole``."""
    if "number" in metafunc.fixturenames:
        numbers = range(len(_CASES)) if metafunc.config.getoption("--whole") else _SAMPLE
        metafunc.parametrize("number", numbers, ids=[" ".join((_CASES[at][0], _CASES[at][1].name)) for at in numbers])


@pytest.fixture(scope="module")
def table(whole: bool) -> Iterator[list[str]]:
    """The rows that the whole run prints at its end."""
    rows: list[str] = []
    yield rows
    if whole and rows:
        print("\n| command | file | n | CPU s at n, 2n, 4n | growth | peak MB |\n| --- | --- | --- | --- | --- | --- |")
        print("\n".join(rows))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Cost]:
    """What a command costs on its own."""
    return cache(lambda command: _run(command, None, 0, tmp_path_factory.mktemp(command)))


def test_a_file_of_any_size_takes_time_in_proportion(
    number: int, tmp_path: Path, table: list[str], alone: Callable[[str], Cost]
) -> None:
    command, trap = _CASES[number]
    nothing = alone(command)
    costs = [_run(command, trap, size, tmp_path / str(size)) for size in trap.sizes]
    table.append(_row(command, trap, nothing, costs))
    assert not [cost.failure for cost in costs if cost.failure], (trap.name, costs)
    net = [max(cost.seconds - nothing.seconds, 0.05) for cost in costs]
    assert net[-1] < _LITTLE or net[-1] / net[0] <= _MOST_GROWTH, (trap.name, net)
    assert net[-1] <= _MOST, (trap.name, net)
    memory = [max(cost.bytes - nothing.bytes, 10_000_000) for cost in costs]
    assert memory[-1] < _LITTLE_MEMORY or memory[-1] / memory[0] <= _MOST_GROWTH, (trap.name, memory)
    assert memory[-1] <= _MOST_MEMORY, (trap.name, memory)


def _run(command: str, trap: Trap | None, size: int, folder: Path) -> Cost:
    """What a command costs in a sound corpus with a trap in it, or to import a trap; without one, on its own.

    ``pages`` is what a build begins with: all pages, written.
    """
    corpus = Path(shutil.copytree(BASE, folder / "corpus"))
    files = folder / "files"
    files.mkdir()
    (files / "plain.txt").write_text("五月的示例市，正是好时节。\n座谈会上没有人说话。\n", "utf-8")
    if trap is not None:
        trap.lay(files if command == "import" else corpus, size)
    arguments = ["--corpus", str(corpus), command] + ([str(files)] if command == "import" else [])

    def run() -> None:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code in (0, 1), result.output[-2_000:]
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output, result.output[-2_000:]
        assert "the importer failed" not in result.output, result.output[-2_000:]
        if command == "check" and trap is not None and trap.is_read:
            assert not re.search(": Y10[123] ", result.output), f"never reached: {result.output[:2_000]}"

    def write() -> None:
        book = make_book(load_corpus(corpus)[0])
        for made in generate(book, {}):
            assert made.text

    work = write if command == "pages" else run
    if trap is None:
        work()  # what is read once, dictionaries and the like, is read before it is measured
    cost = cost_of(work)
    shutil.rmtree(folder)
    return cost


def _row(command: str, trap: Trap, nothing: Cost, costs: list[Cost]) -> str:
    seconds = " ".join(f"{cost.seconds:.2f}" for cost in costs)
    net = [max(cost.seconds - nothing.seconds, 0.01) for cost in costs]
    growth = f"{net[-1] / net[0]:.1f}" if net[-1] > 0.1 else "–"
    peak = max(cost.bytes for cost in costs) // 1_000_000
    return f"| {command} | {trap.name} | {trap.sizes[0]:,} | {seconds} | {growth} | {peak} |"
