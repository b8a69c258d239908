"""`jiaozhu import` as a user meets it: one file or two hundred, sound or broken, alone or together."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import samples
from commands import jiaozhu
from jiaozhu.language import profile_for
from jiaozhu.workflows.importing import batch, command
from jiaozhu.workflows.importing.batch import InThisProcess, Task, collect, name_sources, run, slug
from jiaozhu.workflows.importing.options import ImportOptions
from samples import KINDS

CHINESE = profile_for("zh")
OPTIONS = ImportOptions("zh")
BROKEN = {
    "pdf": b"%PDF-1.7 cut off",
    "docx": samples.docx(("a", "甲"))[:60],
    "epub": samples.package({"META-INF/container.xml": "<c/>"}),
    "alto": b"<alto xmlns='x'><Layout>",
    "page-xml": b"<PcGts><Page>",
    "hocr": b"",
    "tei": b"<TEI><text><p>x</TEI>",
    "text": b"\x81\x00\xff\xfe\x00\x01" * 50,
    "zip": samples.package({"[Content_Types].xml": "", "x": "y"}),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_new_project_is_sound_and_is_made_once(project: Path) -> None:
    assert jiaozhu("check").output.startswith("no problems\n")
    before = snapshot(project)
    again = jiaozhu("init", str(project))
    assert again.exit_code == 2
    assert "already" in again.output
    assert snapshot(project) == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_source_that_is_accounted_for(kind: str, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "示例 文件.bin"
    path.write_bytes(KINDS[kind])
    result = jiaozhu("import", str(path))
    assert result.exit_code == 0, result.output
    assert f"imported shi-li-wen-jian {kind}" in result.output
    folder = project / "corpus" / "sources" / "shi-li-wen-jian"
    (kept,) = folder.glob("source.*")
    assert kept.read_bytes() == KINDS[kind]
    checked = jiaozhu("check")
    assert checked.exit_code == 0, checked.output
    length = checked.output.split(": ")[1].split(" of ")
    assert length[0] == length[1].split(" ")[0]
    shown = jiaozhu("show", "shi-li-wen-jian/text")
    assert shown.exit_code == 0 or "text-1" in shown.output


def test_what_is_doubtful_is_shown_and_counted(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("市政府召开会议\n本报讯（记者 张三）经验and做法，" + samples.PARAGRAPHS[0] + "\n", "utf-8")
    assert "1 foreign" in jiaozhu("import", str(path)).output
    assert "1 proposal to be judged" in jiaozhu("check").output
    page = jiaozhu("show", "a/text").output
    assert (
        "[〔议〕]{.jz-kind .jz-kind-proposal}[and]{.jz-note-head}[：]{.jz-note-colon}疑混入外文。或当作“和”。" in page
    )
    assert "未经人判" in page


def test_a_source_is_never_overwritten(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(samples.PARAGRAPHS[0], "utf-8")
    assert jiaozhu("import", str(path)).exit_code == 0
    before = snapshot(project)
    assert "already present" in jiaozhu("import", str(path)).output
    assert snapshot(project) == before
    path.write_text(samples.PARAGRAPHS[1], "utf-8")
    named = jiaozhu("import", str(path), "--siglum", "a")
    assert named.exit_code == 2
    assert "nothing is overwritten" in named.output
    assert snapshot(project) == before
    assert jiaozhu("import", str(path)).exit_code == 0
    assert (project / "corpus/sources/a-2/about.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.txt"], "absent.txt"),
        (["corpus/corpus.yaml", "--siglum", "甲"], "cannot be a name"),
        (["corpus", "--siglum", "a"], "names one source"),
        (["corpus/corpus.yaml", "--format", "word"], "'word' is not one of"),
        (["corpus/corpus.yaml", "--jobs", "0"], "--jobs"),
        (
            ["corpus/corpus.yaml", "--limit", "size=3"],
            "bytes, characters, depth, members, memory, pages, pictures, pixels, ratio, seconds, unpacked",
        ),
        (["corpus/corpus.yaml", "--limit", "pages=many"], "NAME=N"),
        ([], "Missing argument"),
    ],
)
def test_a_wrong_command_line_is_reported(project: Path, arguments: list[str], said: str) -> None:
    before = snapshot(project)
    result = jiaozhu("import", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert snapshot(project) == before


def test_a_kind_can_be_named(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# 题\n\n甲乙丙。\n", "utf-8")
    assert "markdown-post" in jiaozhu("import", str(path), "--format", "markdown-post").output
    assert "title: 2" not in (project / "corpus/sources/a/edition.yaml").read_text("utf-8")
    assert "title: 1" in (project / "corpus/sources/a/edition.yaml").read_text("utf-8")


def test_a_limit_can_be_set(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(samples.PARAGRAPHS[0], "utf-8")
    refused = jiaozhu("import", str(path), "--limit", "bytes=100")
    assert refused.exit_code == 1
    assert "larger than 100 bytes" in refused.output
    assert jiaozhu("import", str(path), "--limit", "bytes=1000").exit_code == 0


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two hundred files of all kinds in folders, one broken file of each kind among them."""
    folder = tmp_path / "mixed"
    chance = random.Random(4)
    for number in range(200 - len(BROKEN)):
        kind = sorted(KINDS)[number % len(KINDS)]
        data = KINDS[kind]
        if kind in ("plain-text", "newspaper-ocr", "markdown-post", "wrapped-pdf", "html-post", "html-page"):
            text = data.decode().replace("五月", f"{chance.randint(1, 12)}月{number}日")
            data = text.encode(chance.choice(["utf-8", "gb18030", "utf-16"]))
        elif kind == "docx":
            data = samples.docx(("1", f"第{number}题"), ("a", samples.PARAGRAPHS[number % 3]))
        path = folder / f"{number % 7}" / f"{number:03d}-{kind}.dat"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for kind, data in BROKEN.items():
        (folder / f"broken-{kind}.dat").write_bytes(data)
    (folder / ".hidden").write_bytes(b"not of the corpus")
    return folder


def test_two_hundred_files_in_one_command(project: Path, mixed: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = jiaozhu("import", str(mixed), "--report", str(report))
    assert result.exit_code == 1
    outcomes = json.loads(report.read_text("utf-8"))
    assert len(outcomes) == 200
    failed = {Path(item["path"]).stem for item in outcomes if item["state"] == "failed"}
    assert failed == {f"broken-{kind}" for kind in BROKEN}
    assert all(item["what"] for item in outcomes)
    assert all("please report" not in item["what"] for item in outcomes)
    assert jiaozhu("check").exit_code == 0
    again = jiaozhu("import", str(mixed))
    assert f"{len(BROKEN)} failed" in again.output
    assert "imported" not in again.output.splitlines()[-1]


class Shuffled(ThreadPoolExecutor):
    """Does its work in an order of its own."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As ever, but not in turn."""
        import time

        def late() -> Any:
            time.sleep(random.random() / 200)
            return fn(*args, **kwargs)

        return super().submit(late)


def test_the_corpus_is_the_same_for_every_executor(mixed: Path, tmp_path: Path) -> None:
    made = []
    for number, executor in enumerate((InThisProcess(), Shuffled(5), Shuffled(2))):
        root = tmp_path / f"c{number}" / "corpus"
        (root / "sources").mkdir(parents=True)
        tasks = name_sources(collect([mixed])[:60], [], CHINESE)
        with executor:
            list(run(tasks, root, executor, OPTIONS))
        made.append(snapshot(root))
    assert made[0] == made[1] == made[2]
    assert len(made[0]) > 100


def test_processes_give_the_same_as_one(project: Path, mixed: Path, tmp_path: Path) -> None:
    few = sorted(mixed.glob("0/*"))[:6]
    assert jiaozhu("import", *map(str, few)).exit_code == 0
    one = snapshot(project / "corpus")
    other = tmp_path / "other"
    jiaozhu("init", str(other), "--title", "试编", "--language", "zh-CN")
    os.chdir(other)
    assert jiaozhu("import", *map(str, few), "--jobs", "2").exit_code == 0
    assert snapshot(other / "corpus") == one


def test_a_reader_that_crashes_takes_only_its_own_file_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    root = tmp_path / "corpus"
    (root / "sources").mkdir(parents=True)
    for name in ("a.txt", "deadly.txt", "z.txt"):
        (tmp_path / name).write_text(name + samples.PARAGRAPHS[0], "utf-8")
    original = batch.import_file
    monkeypatch.setattr(batch, "import_file", _Deadly(original))
    tasks = name_sources([tmp_path / name for name in ("a.txt", "deadly.txt", "z.txt")], [], CHINESE)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        outcomes = list(run(tasks, root, pool, OPTIONS))
    states = [outcome.state for outcome in outcomes]
    assert states == ["imported", "failed", "imported"], outcomes


def test_a_dask_scheduler_does_the_same(project: Path, mixed: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is an extra: pip install 'jiaozhu[dask]'")
    few = [str(path) for path in sorted(mixed.glob("0/*"))[:4]]
    assert jiaozhu("import", *few).exit_code == 0
    one = snapshot(project / "corpus")
    other = tmp_path / "other"
    jiaozhu("init", str(other), "--title", "试编", "--language", "zh-CN")
    os.chdir(other)
    with distributed.LocalCluster(1, processes=False, dashboard_address=None, protocol="tcp://") as cluster:
        result = jiaozhu("import", *few, "--dask", cluster.scheduler_address)
    assert result.exit_code == 0, result.output
    assert snapshot(other / "corpus") == one


def test_a_scheduler_that_does_not_answer_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "PATIENCE", "1s")
    result = jiaozhu("import", "corpus/corpus.yaml", "--dask", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "jiaozhu[dask]" in result.output or "no scheduler answers" in result.output


class _Deadly:
    """Imports, but dies of one file; can be sent to another process."""

    def __init__(self, original: Any) -> None:
        self.original = original

    def __call__(self, task: Task, *arguments: Any) -> Any:
        """Dies or imports."""
        if task.path.name.startswith("deadly"):
            os._exit(9)
        return self.original(task, *arguments)

    def __reduce__(self) -> Any:
        return (_rebuilt, ())


def _rebuilt() -> _Deadly:
    from jiaozhu.workflows.importing.importer import import_bytes

    def plain(task: Task, *rest: Any) -> Any:
        return import_bytes(task.path.read_bytes(), task.path.name, task.siglum, OPTIONS)

    return _Deadly(plain)


def test_a_batch_that_was_cut_off_is_resumed(mixed: Path, tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    (root / "sources").mkdir(parents=True)
    tasks = name_sources(collect([mixed])[:30], [], CHINESE)
    half = run(tasks, root, InThisProcess(), OPTIONS)
    assert isinstance(half, Generator)
    for _ in range(12):
        next(half)
    half.close()
    there = {path.name for path in (root / "sources").iterdir()}
    assert there
    assert all(f"{{{name}," in (root / "references.bib").read_text("utf-8") for name in there)
    rest = name_sources(collect([mixed])[:30], there, CHINESE)
    states = [outcome.state for outcome in run(rest, root, InThisProcess(), OPTIONS)]
    assert states.count("there") >= len(there)
    assert "failed" not in {state for task, state in zip(rest, states, strict=True) if "broken" not in task.path.name}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("辽源日报 2019", "liao-yuan-ri-bao-2019"),
        ("A_b.C", "a-b-c"),
        ("...", "source"),
        ("x" * 90, "x" * 40),
        ("重庆", "chong-qing"),
    ],
)
def test_names_are_in_latin_letters(name: str, wanted: str) -> None:
    assert slug(name, CHINESE) == wanted
