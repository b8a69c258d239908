"""A work that only a witness cites is cited, and must be in the bibliography."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from paths import BASE

WITNESS = """text: jishi
name: "网络版"
title: "示例日报网络版"
read: "存本"
part: "一段"
citation: {key}
"""
WORK = "\n@misc{wangluoban,\n  title = {示例日报网络版},\n  year = {2019}\n}\n"


@pytest.mark.parametrize(("key", "codes"), [("wangluoban", set()), ("wangluobam", {"C403", "C404"})])
def test_what_a_witness_cites(tmp_path: Path, key: str, codes: set[str]) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "corpus"))
    folder = root / "sources/ribao-2019/witnesses"
    folder.mkdir()
    (folder / "net.yaml").write_text(WITNESS.format(key=key), "utf-8")
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(WORK)
    corpus, problems = load_corpus(root)
    found = check(make_book(corpus), problems)
    assert {problem.code for problem in found} == codes
    assert {problem.suggestion for problem in found if problem.code == "C403"} <= {"wangluoban"}
