"""The cases that the scripts' own tests read, held against Python: both do the same."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jiaozhu.edition.anchoring import BORDER
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.language.chinese_numerals import numeral_value
from jiaozhu.language.folding import fold
from jiaozhu.language.zh import CHINESE
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.model.addresses import is_public_address
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.model.limits import MOST_BODY
from jiaozhu.outputs.search.gram_index import hashed
from jiaozhu.outputs.search.nearness import leniency_data
from jiaozhu.sphinx_ext.scripts.hosts import ways_of
from jiaozhu.sphinx_ext.scripts.script_data import plural_table
from jiaozhu.store import load_corpus
from jiaozhu.workflows.accepting import open_envelope
from jiaozhu.workflows.authoring import new_correction, source_lines
from paths import ROOTS, TESTS
from ruamel.yaml import YAML

_DAY = "2019-05-06"


def cases(name: str) -> dict[str, Any]:
    """Return the cases of one file."""
    found: dict[str, Any] = json.loads((TESTS / "cases" / f"{name}.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def book_of_cases() -> Book:
    """The small corpus, of which some cases are."""
    return make_book(load_corpus(ROOTS / "test-edition" / "corpus")[0])


def _sources() -> list[dict[str, Any]]:
    """The data of the small corpus among the cases."""
    return [item for item in cases("places")["data"] if "source" in item]


def test_the_table_of_plurals_is_that_of_the_rule() -> None:
    for case in cases("words")["plurals"]:
        assert plural_table(case["expression"]) == case["table"]


def test_texts_fold_as_in_the_script() -> None:
    found = cases("folding")
    forms = dict(zip(*found["traditional"], strict=True))
    for case in found["folded"]:
        assert fold(case["text"], forms) == case["fold"]
    for case in found["places"]:
        assert case["query"] in fold(case["shown"], forms)


def test_a_search_forgives_what_the_cases_of_the_script_say() -> None:
    found = cases("loose")
    assert json.loads(json.dumps(leniency_data(CHINESE.leniency))) == found["leniency"]
    for case in found["numerals"]:
        assert str(numeral_value(case["text"])) == case["figures"]


def test_characters_are_in_the_buckets_that_the_script_looks_in() -> None:
    for case in cases("folding")["buckets"]:
        assert hashed(case["gram"], case["count"]) == case["bucket"]


def test_the_check_refuses_what_the_script_refuses() -> None:
    for case in cases("markup")["bodies"]:
        assert bool(read(case["body"]).faults) == bool(case["faults"]), case["body"]


def test_a_reader_sees_what_the_preview_shows() -> None:
    shown = [case for case in cases("markup")["bodies"] if "text" in case]
    assert len(shown) >= 20
    for case in shown:
        assert plain_text(read(case["body"]).tree) == case["text"]


def test_a_body_is_as_long_as_the_script_admits() -> None:
    for case in cases("markup")["long"]:
        assert (case["characters"] > MOST_BODY) == bool(case["faults"])


def test_the_store_reads_the_notes_that_the_form_writes(corpus: Path) -> None:
    folder = corpus / "sources" / "zao-2019" / "notes"
    found = cases("files")["notes"]
    for number, case in enumerate(found):
        text = "\n".join(case["file"]).replace("@today@", _DAY)
        (folder / f"n-{number}.md").write_bytes(text.encode("utf-8"))
    loaded, problems = load_corpus(corpus)
    assert problems == []
    notes = {note.id: note for source in loaded.sources for note in source.notes}
    for number, case in enumerate(found):
        note, target = notes[f"n-{number}"], notes[f"n-{number}"].target
        assert note.date == _DAY
        assert case["reads"] == {
            "quote": target.quote,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "text": target.text,
            "block": target.block,
            "kind": note.kind.id,
            "author": note.author,
            "body": note.body.strip(),
            "works": [work.key for work in note.works],
        }


def test_the_store_reads_the_corrections_that_the_form_writes(corpus: Path) -> None:
    folder = corpus / "sources" / "zao-2019" / "emendations"
    folder.mkdir(exist_ok=True)
    for case in cases("files")["corrections"]:
        (folder / "e-1.yaml").write_bytes("\n".join(case["file"]).encode("utf-8"))
        loaded, problems = load_corpus(corpus)
        assert problems == []
        found = [item for source in loaded.sources for item in source.emendations if item.id == case["said"]["id"]]
        assert [{name: getattr(item, name) for name in case["reads"]} for item in found] == [case["reads"]]
        assert (found[0].reason, found[0].basis) == (case["said"]["reason"], case["said"]["basis"])
        assert [work.key for work in found[0].works] == [work["key"] for work in case["said"].get("works", [])]


def test_the_store_reads_the_glossary_entries_that_the_form_writes(corpus: Path) -> None:
    for case in cases("files")["terms"]:
        (corpus / "glossary" / "t-1.md").write_bytes("\n".join(case["file"]).encode("utf-8"))
        loaded, problems = load_corpus(corpus)
        assert problems == []
        (found,) = [term for term in loaded.terms if term.slug == "t-1"]
        assert {name: getattr(found, name) for name in case["reads"]} == case["reads"]


def test_the_host_is_known_by_its_remote() -> None:
    for case in cases("hosts")["hosts"]:
        ways = dict(ways_of(_info(), case["remote"], "trunk"))
        assert {name: ways[name] for name in case["ways"]} == case["ways"], case["remote"]
        named = dict(ways_of(_info(repository=case["remote"]), "https://github.com/fork/r", "trunk"))
        if case["remote"].startswith("https://"):  # what corpus.yaml says goes before the remote
            assert {name: named[name] for name in case["ways"]} == case["ways"]


def test_what_is_sent_is_what_is_accepted() -> None:
    found = cases("parcel")
    files = {item["path"]: "\n".join(item["content"]) for item in found["items"]}
    folder = found["ways"]["folder"]
    issue = open_envelope("\n".join(found["issue"]).encode())
    assert {file.path: file.text for file in issue.files} == files
    mail = open_envelope("\n".join(found["mail"]).replace("@date@", "Sat, 28 Nov 2026 00:00:00 +0000").encode())
    assert {file.path.removeprefix(folder): file.text for file in mail.files} == files
    assert (mail.author, mail.refused, issue.refused) == (("张三", "z@example.org"), (), ())


def test_git_takes_the_mail(tmp_path: Path) -> None:
    found = cases("parcel")
    mail = tmp_path / "a.patch"
    mail.write_text("\n".join(found["mail"]).replace("@date@", "Sat, 28 Nov 2026 00:00:00 +0000"), "utf-8")
    identity = {f"GIT_COMMITTER_{name}": value for name, value in (("NAME", "E"), ("EMAIL", "e@example.org"))}
    folder = tmp_path / "repository"
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    command = ["git", "-C", str(folder), "am", "-q", str(mail)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **identity})
    for item in found["items"]:
        assert (folder / "corpus" / item["path"]).read_text("utf-8") == "\n".join(item["content"])
    shown = subprocess.check_output(["git", "-C", str(folder), "log", "-1", "--format=%an <%ae>|%s"], encoding="utf-8")
    assert shown == "张三 <z@example.org>|3 contributions\n"


def test_an_address_is_public_where_the_script_finds_it_so() -> None:
    found = cases("addresses")
    assert all(is_public_address(address) for address in found["public"])
    assert [address for address in found["private"] if is_public_address(address)] == []


def _info(repository: str | None = None) -> CorpusInfo:
    return CorpusInfo("某编", "", ("编者",), "zh-CN", "", "", repository=repository)


def test_the_store_admits_the_dates_that_the_form_admits(corpus: Path) -> None:
    note = "\n".join(cases("files")["notes"][0]["file"])
    path = corpus / "sources" / "zao-2019" / "notes" / "n-1.md"
    for case in cases("files")["dates"]:
        path.write_text(note.replace("@today@", case["text"]), "utf-8")
        _, problems = load_corpus(corpus)
        assert (problems == []) == case["valid"], case["text"]


def test_the_data_of_a_source_are_those_that_the_script_reads(book_of_cases: Book) -> None:
    edited = {volume.source.siglum: volume.edited for volume in book_of_cases.volumes}
    for case in _sources():
        data = json.loads(json.dumps(source_lines(edited[case["source"]])[case["name"]]))
        assert (data["lines"], data["blocks"]) == (case["lines"], case["blocks"])


def test_a_correction_at_a_desk_is_placed_as_in_the_form(book_of_cases: Book) -> None:
    edited = {volume.source.siglum: volume.edited for volume in book_of_cases.volumes}
    sources = {case["name"]: case["source"] for case in _sources()}
    for case in cases("places")["origins"]:
        place = case["place"]
        if case["data"] in sources and "refused" not in place:
            file = new_correction(
                edited[sources[case["data"]]],
                place["words"],
                "〇",
                text=case["data"],
                author="甲",
                reason="试",
                basis="试",
                certainty="low",
            )
            (entry,) = YAML(typ="safe").load(file.text)
            written = {name: entry.get(name, "") for name in ("line", "prefix", "suffix")}
            assert {**written, "words": entry["before"]} == place


def test_a_place_is_the_only_one_of_its_line() -> None:
    found = cases("places")
    lines = {item["name"]: dict(item["lines"]) for item in found["data"]}
    for case in found["origins"]:
        place = case["place"]
        if "refused" not in place:
            line = lines[case["data"]][place["line"]]
            assert line.count(place["prefix"] + place["words"] + place["suffix"]) == 1


def test_a_target_is_the_only_one_of_its_text() -> None:
    for case in cases("places")["targets"]:
        target, block = case["target"], case["blocks"][case["number"]]
        held = target["prefix"] + target["quote"] + target["suffix"]
        whole = block if target["named"] else BORDER.join(case["blocks"])
        assert whole.count(held) == 1
        start = len(block.encode("utf-16-le")[: 2 * case["start"]].decode("utf-16-le"))
        assert block.find(held) == start - len(target["prefix"])


def test_offsets_are_in_utf16_units() -> None:
    for case in cases("places")["units"]:
        stretch = case["text"][case["start"] : case["end"]]
        assert len(stretch.encode("utf-16-le")) // 2 == case["length"]
