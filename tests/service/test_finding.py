"""What the service finds: what a page's own scripts find, whatever the engine names."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.service import Records
from jiaozhu.service.app import application
from jiaozhu.service.engines import EngineFailed, Narrowed
from jiaozhu.service.finding import MOST_WORDS, Asked, find, query_words
from werkzeug.test import Client


class Scan:
    """An engine that reads every record; ``more`` are named beside those that have the word."""

    def __init__(self, records: Records, more: Sequence[int] = ()) -> None:
        self.records, self.more = list(records), more

    def containing(self, word: str, narrowed: Narrowed, most: int) -> Sequence[int]:
        named = {
            record.id
            for record in self.records
            if word in record.folded
            and narrowed.source in ("", record.page.source)
            and narrowed.year in ("", record.page.year)
        }
        return sorted(named | set(self.more))[:most]

    def close(self) -> None:
        """Nothing is open."""


class Down(Scan):
    """An engine that does not answer."""

    def containing(self, word: str, narrowed: Narrowed, most: int) -> Sequence[int]:
        raise EngineFailed("127.0.0.1 refused")


def test_what_an_engine_names_in_vain_is_no_hit(records: Records) -> None:
    wrong = [1, len(records), len(records) + 1, 0]
    for query in ("211555", "一主六双", "辽源 东北", "的"):
        assert find(records, Scan(records, wrong), Asked(query)) == find(records, Scan(records), Asked(query))


def test_all_words_are_on_the_page_of_a_hit(records: Records) -> None:
    found = find(records, Scan(records), Asked("辽源 南北"))
    assert found.exact
    texts: dict[str, str] = {}
    for record in records:
        unit = f"#{record.anchor}" if record.kind == "term" else record.page.address
        texts[unit] = texts.get(unit, "") + record.folded
    units = {f"#{hit.record.anchor}" if hit.record.kind == "term" else hit.record.page.address for hit in found.hits}
    assert units == {unit for unit, text in texts.items() if "辽源" in text and "南北" in text} & units
    assert len(units) > 1
    assert {word for hit in found.hits for word in found.words if word in hit.record.folded} == {"辽源", "南北"}


def test_the_entry_that_was_asked_for_is_first(records: Records) -> None:
    found = find(records, Scan(records), Asked("２１１５５５"))
    assert found.words == ("211555",)
    assert found.term == found.hits[0].record.anchor
    assert found.hits[0].record.kind == "term"


def test_a_source_reading_is_found_where_it_was_changed(records: Records) -> None:
    record = next(record for record in records if record.changed and record.changed[0][1] > record.changed[0][0])
    start, end, act = record.changed[0]
    word = record.folded[start:end]
    hits = {hit.record.id: hit for hit in find(records, Scan(records), Asked(word)).hits}
    assert hits[record.id].anchor == f"c-{act}"
    same = record.folded[: record.changed[0][0]][-4:]
    if len(same) == 4 and record.folded.count(same) == 1:
        assert record.id not in {hit.record.id for hit in find(records, Scan(records), Asked(same)).hits}


def test_facets_count_what_the_others_leave(records: Records) -> None:
    whole = find(records, Scan(records), Asked("辽源"))
    assert sum(whole.tallies["kind"].values()) == sum(hit.times for hit in whole.hits)
    source = next(iter(records.about.sources))
    one = find(records, Scan(records), Asked("辽源", source=source))
    assert {hit.record.page.source for hit in one.hits} == {source}
    assert one.tallies["source"] == whole.tallies["source"]
    assert sum(one.tallies["kind"].values()) == sum(hit.times for hit in one.hits)
    notes = find(records, Scan(records), Asked("辽源", kind="note"))
    assert {hit.record.kind for hit in notes.hits} == {"note"}
    assert notes.tallies["kind"] == whole.tallies["kind"]


def test_counts_are_lower_bounds_where_not_all_is_verified(records: Records) -> None:
    assert not find(records, Scan(records), Asked("的"), 10).exact
    assert find(records, Scan(records), Asked("211555"), 100).exact


@given(st.text(max_size=40))
def test_any_query_is_only_words(query: str) -> None:
    words = query_words(query, {})
    assert len(set(words)) == len(words) <= MOST_WORDS
    assert all(words)


def client(records: Records, engine: Scan, origin: str = "") -> Client:
    return Client(application(records, engine, origin=origin))


def test_an_answer_over_http(records: Records) -> None:
    response = client(records, Scan(records), "https://example.org").get("/search", query_string={"q": "211555"})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "https://example.org"
    answer = json.loads(response.data)
    assert (answer["version"], answer["words"], answer["exact"]) == (1, ["211555"], True)
    assert answer["count"] == len(answer["hits"]) > 5
    assert all("211555" in hit["text"] or "２１１５５５" in hit["text"] for hit in answer["hits"])
    assert all(answer["pages"][hit["page"]][0].endswith(".html") for hit in answer["hits"])


def test_markup_in_a_query_is_text(records: Records) -> None:
    for query in ("<script>", "\"'; DROP TABLE", "\\x00\ud83d", "*", "(", '"'):
        response = client(records, Scan(records)).get("/search", query_string={"q": query.encode("utf-8", "replace")})
        assert response.status_code == 200
        assert response.mimetype == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_search_is_refused(records: Records) -> None:
    asked = client(records, Scan(records))
    assert asked.get("/search", query_string={"q": "x" * 501}).status_code == 400
    assert asked.get("/etc/passwd").status_code == 404
    assert asked.post("/search").status_code == 405
    assert json.loads(asked.get("/search").data)["hits"] == []


def test_an_engine_that_is_down_is_no_traceback(records: Records, caplog: pytest.LogCaptureFixture) -> None:
    response = client(records, Down(records)).get("/search", query_string={"q": "辽源"})
    assert (response.status_code, json.loads(response.data)) == (503, {"error": "the search engine does not answer"})
    assert "127.0.0.1 refused" in caplog.text  # for those who run it, not for those who ask


def test_order_is_the_same_each_time(records: Records) -> None:
    chance = random.Random(3)
    for word in ("辽源", "发展", "企业", "a"):
        engine = Scan(records)
        chance.shuffle(engine.records)
        assert find(records, engine, Asked(word)) == find(records, Scan(records), Asked(word))
