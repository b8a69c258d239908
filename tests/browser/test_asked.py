"""Queries as people type them (``tests/cases/asked.json``), asked of the site: is what is right among the first?

Half of the queries served to tune the search; here the other half is judged. ``tools/bench/asked.py`` has made them.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from paths import TESTS
from playwright.sync_api import Browser, Page

#: Of a hundred, right among the first five: of all, and of each class.
LEAST_OF_ALL, LEAST_OF_CLASS = 83, 60
#: Milliseconds of the engine, the median: the benchmark has what is slowest, and a machine of its own.
MOST_TIME = 50

#: Asks as the panel does; what is shown comes in the order in which it is shown.
_ASK = """async queries => {
  const { search, searchData: data, folding } = jiaozhu;
  await data.ready();
  const { pages } = data.loaded();
  const said = ({ record, anchor }, where) => ({
    where, kind: record.kind, anchor, page: pages[record.page][0],
    text: folding.fold(record.text), around: folding.fold([record.text, ...record.under].join("\\n")),
  });
  const found = [];
  for (const query of queries) {
    const start = performance.now();
    const result = await search.find(query);
    const near = await search.near(query, result);
    const time = performance.now() - start;
    const sounds = result.sounds.slice(0, 5).map(([, page, anchor, text]) =>
      ({ where: "sound", kind: "term", anchor, page: pages[page][0], text: folding.fold(text), around: "" }));
    const known = new Set(result.hits.map(hit => hit.record));
    found.push({
      time,
      repeated: near.filter(hit => known.has(hit.record)).length,
      shown: [
        ...result.answers.map(hit => said(hit, "answer")),
        ...sounds,
        ...result.hits.slice(0, 5).map(hit => said(hit, "exact")),
        ...near.slice(0, 5).map(hit => said(hit, "near")),
      ].slice(0, 5),
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def open_search(browser: Browser, site: Path) -> Page:
    """A page whose search is loaded and warm."""
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/search.html")
    page.wait_for_function("window.jiaozhu.search")
    page.evaluate(_ASK, ["对口合作", "斐金红", "辽源有哪些特色产业"])
    return page


def is_right(right: dict[str, Any], shown: dict[str, str], folded: dict[str, str]) -> bool:
    """Whether something shown is what was meant."""
    if "text" in right:
        return folded[right["text"]] in shown["text"]
    if "term" in right:
        return shown["anchor"] == f"t-{right['term']}"
    if "page" in right:
        return bool({shown["anchor"], shown["page"]}.intersection(right["page"]))
    return shown["kind"] == "figure" and all(folded[word] in shown["around"] for word in right["figure"])


def cases(half: str) -> list[dict[str, Any]]:
    """The queries of a half."""
    found: list[dict[str, Any]] = json.loads((TESTS / "cases" / "asked.json").read_text("utf-8"))
    return [case for case in found if case["half"] == half]


def test_what_is_meant_is_among_the_first_five(open_search: Page) -> None:
    asked = cases("judge")
    words = [
        word
        for case in asked
        for value in case["right"].values()
        for word in ([value] if isinstance(value, str) else value)
    ]
    folded = dict(zip(words, open_search.evaluate("words => words.map(jiaozhu.folding.fold)", words), strict=True))
    found = open_search.evaluate(_ASK, [case["query"] for case in asked])
    all_of, right = Counter(case["class"] for case in asked), Counter[str]()
    missed = []
    for case, answer in zip(asked, found, strict=True):
        if any(is_right(case["right"], shown, folded) for shown in answer["shown"]):
            right[case["class"]] += 1
        else:
            missed.append((case["class"], case["query"]))
    share = {name: 100 * right[name] // count for name, count in all_of.items()}
    assert 100 * right.total() >= LEAST_OF_ALL * len(asked), (share, missed)
    assert not {name: part for name, part in share.items() if part < LEAST_OF_CLASS}, (share, missed)
    assert not [answer for answer in found if answer["repeated"]]
    times = sorted(answer["time"] for answer in found)
    assert times[len(times) // 2] <= MOST_TIME, times[-10:]


def test_there_are_enough_queries_of_each_class() -> None:
    both = [*cases("tune"), *cases("judge")]
    assert len(both) >= 400
    assert min(Counter(case["class"] for case in both).values()) >= 20
