"""Records of a search engine: what a site searches, all of it, and damaged files refused by name."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import Book
from jiaozhu.language.folding import fold
from jiaozhu.outputs.search import entry_pages, text_pages
from jiaozhu.service import NoSearchData, Records, read_site, write_records
from jiaozhu.service.records import ABOUT, NAME


def _address(docname: str) -> str:
    return f"{docname}.html"


def test_every_record_of_the_site_is_there_once(book: Book, records: Records) -> None:
    pages = {page.address: page for page in text_pages(book, _address)}
    pages |= {page.address: page for _docname, page in entry_pages(book, _address)}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for record in records:
        found.setdefault(record.page.address, []).append((record.kind, record.anchor, record.text))
        assert record.folded == fold(record.text, records.about.forms)
    for address, page in pages.items():
        known = [(str(item.kind), item.anchor, item.text) for item in page.records]
        assert sorted(found.pop(address)) == sorted(known)
    assert not found
    assert [record.id for record in records] == list(range(1, len(records) + 1))


def test_headings_are_those_a_record_is_under(records: Records) -> None:
    levels = [record for record in records if record.level > 1]
    assert levels
    for record, following in pairwise(records):
        if record.level > 1 and following.page == record.page and not following.level:
            assert following.under[-1] == record.text


def test_changed_places_are_places_of_the_folded_text(book: Book, records: Records) -> None:
    acts = {change.act.id: change for page in book.pages for block in page.blocks for change in block.changes}
    changed = [(record, change) for record in records for change in record.changed]
    assert changed
    for record, (start, end, act) in changed:
        assert record.folded[start:end] == fold(acts[act].source, records.about.forms)


def test_lines_are_json_and_described(exported: Path) -> None:
    lines = (exported / NAME).read_text("utf-8").splitlines()
    about = json.loads((exported / ABOUT).read_text("utf-8"))
    assert about["size"] == len(lines)
    assert {"id", "address", "title", "source", "year", "kind", "anchor", "text", "folded"} <= json.loads(
        lines[0]
    ).keys()


def test_a_number_that_is_no_record(records: Records) -> None:
    for number in (0, -1, len(records) + 1):
        with pytest.raises(IndexError):
            records[number]


def test_no_site_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSearchData, match=r"head\.js' does not exist: build the site first"):
        read_site(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "jiaozhu.searchData.head({", "jiaozhu.searchData.head({});", "jiaozhu.searchData.head([1]);", "null"]
)
def test_a_damaged_head_is_refused(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "_static" / "jiaozhu"
    folder.mkdir(parents=True)
    (folder / "head.js").write_text(text, "utf-8")
    with pytest.raises(NoSearchData, match="is not search data of this version"):
        read_site(tmp_path)


def test_a_missing_shard_leaves_earlier_records_as_they_were(site: Path, tmp_path: Path) -> None:
    read = read_site(site)
    write_records(read, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(NoSearchData, match=r"shard-\d+\.js' does not exist"):
        write_records(read._replace(shards=[*read.shards[:2], *[(0, 1)] * 8]), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 0}', '{"version": 1, "x": 1}'])
def test_records_of_another_version_are_refused(exported: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes((exported / NAME).read_bytes())
    (tmp_path / ABOUT).write_text(text, "utf-8")
    with pytest.raises(NoSearchData, match="is of another version"):
        Records(tmp_path)


def test_records_cut_short_are_refused(exported: Path, tmp_path: Path) -> None:
    data = (exported / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(data[: data.rindex(b"\n", 0, -1) + 1])
    (tmp_path / ABOUT).write_bytes((exported / ABOUT).read_bytes())
    with pytest.raises(NoSearchData, match=r"is not what records\.json describes"):
        Records(tmp_path)
