"""Books as they are sold: no newspaper pages, no dialogue for headings, no draft that its own check refuses."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
import samples
from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.formats import FORMATS, detect
from jiaozhu.language import profile_for
from jiaozhu.model.act import ActKind
from jiaozhu.model.problem import NOWHERE, Problem
from jiaozhu.model.span import Span
from jiaozhu.store import begin_corpus, load_corpus, source_of
from jiaozhu.workflows.importing import command, importer
from jiaozhu.workflows.importing.batch import InThisProcess, Task, keep_batch, name_sources, run
from jiaozhu.workflows.importing.detecting import joining
from jiaozhu.workflows.importing.detecting.findings import SourceLine
from jiaozhu.workflows.importing.detecting.joining import Joined, joined_fragments
from jiaozhu.workflows.importing.detecting.repeats import near_loops
from jiaozhu.workflows.importing.detecting.structure import Block, Judged, judge
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.metadata import front_matter, iso_date
from jiaozhu.workflows.importing.options import CorpusTexts, ImportOptions
from jiaozhu.workflows.importing.verifying import Trial
from paths import CORPUS

P = ParamSpec("P")
T = TypeVar("T")
CHINESE, ENGLISH = profile_for("zh"), profile_for("en")
OPTIONS = ImportOptions("zh-CN")
_NOVEL = "".join(
    f"第{number}回 灵根育孕源流出\n　　{samples.PARAGRAPHS[number % 3]}\n　　“你听谁说的？”\n"
    "　　他问：“怎么知道？”\n　　“阿平——”\n"
    f"　　这一年天下太平，百姓安居，没有什么可说的事情发生，转眼之间\n　　{samples.PARAGRAPHS[1]}\n"
    for number in range(1, 120)
)


def test_a_novel_is_a_text_with_chapters_and_not_a_newspaper_page() -> None:
    assert detect(_NOVEL.encode()).format == "plain-text"
    imported = import_bytes(_NOVEL.encode(), "novel.txt", "novel", OPTIONS)
    source = source_of("novel", imported.files)
    document, _problems = read(source)
    assert document is not None
    draft, problems = make_draft(source, document)
    assert problems == []
    headings = [block for text in draft.edited.texts for block in text.blocks if block.kind in ("heading", "title")]
    assert len(headings) == 119
    assert all(block.text.reading.startswith("第") for block in headings)
    assert ActKind.MOVED not in draft.edited.ledger.characters()
    assert len(source.proposals) <= len(_NOVEL) / 500


def test_english_dialogue_is_no_heading() -> None:
    texts = [
        "“Where?”",
        "“Who told you that?” he asked",
        "The Road North",
        "It was late, and the road was long and dark.",
    ]
    texts = texts * 4
    blocks = [Block((index,), Span(index, index + 1), text, "") for index, text in enumerate(texts)]
    assert [item.kind for item in judge(blocks, ENGLISH)] == ["p", "p", "heading", "p"] * 4


def test_a_changelog_is_not_joined() -> None:
    log = "".join(
        f"  * 修正第{n}号问题，改用新的办法来处理这一类情况，并且补上了说明\n    - 另见文档\n\n" for n in range(400)
    )
    imported = import_bytes(f"工具 (1.0)\n\n{log}".encode(), "changelog", "changelog", OPTIONS)
    assert imported.error == ""
    kinds = {proposal.kind for proposal in source_of("changelog", imported.files).proposals}
    assert not kinds & {"join", "seam"}


@pytest.mark.parametrize(
    "circles", [{0: 1, 1: 0}, {0: 2, 2: 1, 1: 0}, {0: 1, 1: 2, 2: 3}, {3: 0, 0: 3, 1: 2, 2: 1}, {0: 1, 1: 2, 2: 1}]
)
def test_joints_that_lead_back_are_cut_at_the_weakest(circles: dict[int, int]) -> None:
    made = {first: Joined(second, 0.5 + first / 10, ()) for first, second in circles.items()}
    left = joining._without_circles(dict(made))
    for start in left:
        seen, at = set(), start
        while at in left:
            assert at not in seen
            seen.add(at)
            at = left[at].second
    assert len(made) - len(left) <= 2


def test_fragments_in_a_circle_are_all_read() -> None:
    """Each of two fragments seems to continue the other: neither would be read in its own place."""
    first = "要抓好结构性改革的工作，推进产业链建设，明确先进的思想与"
    second = "与国药集团合作辐射带动作用，建设一个新的医药园区，这就要"
    imported = import_bytes(
        f"题目在此\n{first}\n{second}\n".encode(), "a", "a", ImportOptions("zh-CN", "newspaper-ocr")
    )
    assert imported.error == ""
    source = source_of("a", imported.files)
    document, _problems = read(source)
    assert document is not None
    draft, problems = make_draft(source, document)
    assert problems == []
    words = "".join(block.text.reading for text in draft.edited.texts for block in text.blocks)
    assert first in words
    assert second in words


def test_a_draft_that_is_not_sound_is_made_simpler_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (Problem(NOWHERE, "E103", "lines in no block"),)
    trials = iter([Trial(frozenset(), wrong), Trial(frozenset(), ())])
    monkeypatch.setattr(importer, "tried", lambda *_: next(trials))
    imported = import_bytes(_NOVEL.encode(), "novel.txt", "novel", OPTIONS)
    assert imported.error == ""
    assert "E103" in imported.summary
    source = source_of("novel", imported.files)
    assert len(source.edition.texts) == 1
    assert source.proposals == ()
    monkeypatch.setattr(importer, "tried", lambda *_: Trial(frozenset(), wrong))
    assert "E103" in import_bytes(_NOVEL.encode(), "novel.txt", "novel", OPTIONS).error


@pytest.mark.parametrize("before", range(3, 10))
def test_every_proposal_that_is_written_is_found_again(before: int) -> None:
    """One that lost its place among loops once stayed in, because the problem named the line of its context."""
    text = "好事成双！" * before + "好事成双\x00！" + "好事成双！" * (39 - before) + "\n".join(samples.PARAGRAPHS)
    imported = import_bytes(text.encode(), "x.txt", "x", OPTIONS)
    source = source_of("x", imported.files)
    document, _problems = read(source)
    assert document is not None
    assert make_draft(source, document)[1] == []


def test_names_that_a_system_keeps_for_itself_get_another() -> None:
    names = ["con.txt", "20190501.txt", "null.txt", "2.pdf", "aux.md"]
    tasks = name_sources([Path(name) for name in names], ["2"], CHINESE)
    assert [task.siglum for task in tasks] == ["source-con", "20190501", "null", "2-2", "source-aux"]
    for task in tasks:
        imported = import_bytes(_NOVEL.encode(), task.path.name, task.siglum, OPTIONS)
        assert source_of(task.siglum, imported.files).about.citation == task.siglum


def test_front_matter_gives_author_publisher_and_date() -> None:
    lines = ["---", 'title: "题"', "author: [张三, '李四']", "from: 某报", "date: Sun, 29 May 2022 21:20:46 GMT", "---"]
    judged = [Judged(Block((0,), Span(0, 1), line, "front-matter"), "front-matter", 1.0, "") for line in lines]
    assert front_matter(judged) == ("题", "张三, 李四", "某报", "2022-05-29")
    assert [iso_date(text) for text in ("2022/5/3", "2022-13-01", "null", "2022.05.30 08:00")] == [
        "2022-05-03",
        "",
        "",
        "2022-05-30",
    ]


def test_a_joint_that_closes_a_bracket_or_a_year_goes_before_the_next_paragraph() -> None:
    fragments = [
        "座谈会上，水务集团负责人对智慧水务赞不绝口，他们的做法写进了报告（见2019年5月报道，20",
        "吉林省认定的一类企业，规模以上的有五十多户，分布在各县。",
        "22年报告的附录），管网漏损率降低了7%，漏损水量减少近万吨。",
    ]
    blocks = [Block((index,), Span(index, index + 1), text, "") for index, text in enumerate(fragments)]
    judged = [Judged(block, "p", 0.9, "") for block in blocks]
    found = joined_fragments(judged, FORMATS["newspaper-ocr"], OPTIONS)
    assert found[0].second == 2


class _Elsewhere(Executor):
    """Works in another folder, as a cluster's machines do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        here = Path.cwd()
        os.chdir(self._folder)
        try:
            future.set_result(fn(*args, **kwargs))
        finally:
            os.chdir(here)
        return future


def test_workers_in_another_folder_find_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, other = tmp_path / "corpus", tmp_path / "other"
    (root / "sources").mkdir(parents=True)
    other.mkdir()
    (tmp_path / "a.txt").write_text(_NOVEL, "utf-8")
    monkeypatch.chdir(tmp_path)
    (outcome,) = run([Task(Path("a.txt"), "a")], root, _Elsewhere(other), OPTIONS)
    assert (outcome.state, outcome.path) == ("imported", Path("a.txt"))


def test_a_large_corpus_is_asked_for_no_more_words_than_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, _problems = load_corpus(CORPUS)
    monkeypatch.setattr(command, "_OTHER_WORDS", 3000)
    words = list(command._other_words(corpus.info, corpus.sources))
    assert sum(map(len, words[:-1])) < 3000 <= sum(map(len, words))


def test_words_of_a_corpus_are_read_when_they_are_needed_and_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    shutil.copytree(CORPUS, root)
    info, sources = begin_corpus(root)
    shutil.copytree(root / "sources" / "tashan-2019", root / "sources" / "written-since")
    read_now: list[str] = []

    def words() -> Iterator[str]:
        read_now.append("once")
        yield from (source.siglum for source in sources)

    texts = CorpusTexts(words)
    assert not read_now
    assert pickle.loads(pickle.dumps(texts)) == tuple(texts)
    assert "written-since" not in list(texts)
    assert "tashan-2019" in list(texts)
    assert (read_now, info.language) == (["once"], "zh-CN")


def test_what_all_files_share_is_sent_once(tmp_path: Path) -> None:
    root, folder = tmp_path / "corpus", tmp_path / "shared"
    (root / "sources").mkdir(parents=True)
    folder.mkdir()
    sent: list[bytes] = []

    class Sending(InThisProcess):
        """Sends what it is given, as to another process."""

        def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
            sent.append(pickle.dumps((args, kwargs)))
            return super().submit(fn, *args, **kwargs)

    tasks = []
    for number in range(3):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{_NOVEL}{number}", "utf-8")
        tasks.append(Task(path, f"a{number}"))
    options = replace(OPTIONS, others=("这是别的来源里的文字。" * 50_000,))
    outcomes = list(run(tasks, root, Sending(), options, partial(keep_batch, folder)))
    assert [outcome.state for outcome in outcomes] == ["imported"] * 3
    assert max(map(len, sent)) < 2_000
    assert (folder / "batch").stat().st_size > 500_000


def test_a_log_or_verse_has_no_headings() -> None:
    texts = [f"床前明月光 疑是地上霜 {number} 首" for number in range(60)]
    blocks = [Block((index,), Span(index, index + 1), text, "") for index, text in enumerate(texts)]
    assert {item.kind for item in judge(blocks, CHINESE)} == {"p"}
    bullets = [Block((index,), Span(index, index + 1), f"- 第{index}项", "") for index in range(5)]
    assert {item.kind for item in judge(bullets, CHINESE)} == {"p"}


def test_near_loops_are_followed_where_their_marks_have_changed() -> None:
    turns = ["弹性合成纤维，织袜所用，", *(f"弹性合{char}纤维，织袜所用，" for char in "的一是了在不有")]
    run = "".join([*turns, "弹性合成纤维是织袜所用，", "弹性合成纤维，织袜在用，"])
    line = SourceLine(1, 0, f"开头的话已经说完。{run}结尾", "p")
    (loop,) = near_loops([line], CHINESE)
    assert line.text[loop.start : loop.end].endswith("弹性合成纤维，织袜在用，")
