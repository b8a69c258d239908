"""The bibliography style: the examples of the standard, cases of this edition, and its references."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from paths import CORPUS
from pybtex.database import BibliographyData, Entry, parse_file, parse_string
from pybtex.plugin import find_plugin
from pybtex.richtext import HRef
from pybtex_gbt7714 import Style, admits_gaps, missing_fields

GOLDEN = Path(__file__).parent / "expected"
REFERENCES = CORPUS / "references.bib"


def _lines(data: BibliographyData, style: Style | None = None) -> dict[str, str]:
    return {made.key: str(made.text) for made in (style or Style()).format_entries(list(data.entries.values()))}


def _line(bibtex: str, **settings: bool) -> str:
    style = Style()
    for name, value in settings.items():
        setattr(style, name, value)
    return next(iter(_lines(parse_string(bibtex, "bibtex"), style).values()))


def _golden() -> list[object]:
    return [
        pytest.param(table, *line.split("\t"), id=line.split("\t")[0])
        for table in ("standard", "edition")
        for line in (GOLDEN / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    ]


#: Made once: pybtex looks through all installed distributions for its plug-ins.
STYLE = Style()
TABLES = {table: parse_file(str(GOLDEN / f"{table}.bib")) for table in ("standard", "edition")}


@pytest.mark.parametrize(("table", "key", "expected"), _golden())
def test_an_entry_is_formatted_as_expected(table: str, key: str, expected: str) -> None:
    assert str(STYLE.format_entry("1", TABLES[table].entries[key]).text) == expected


@pytest.mark.parametrize("table", TABLES)
def test_every_entry_has_an_expected_line(table: str) -> None:
    keys = [line.split("\t")[0] for line in (GOLDEN / f"{table}.txt").read_text(encoding="utf-8").splitlines()]
    assert keys == list(TABLES[table].entries)


def _references() -> BibliographyData:
    return parse_file(str(REFERENCES))


def test_the_references_of_the_edition_are_formatted_without_loss() -> None:
    data = _references()
    lines = _lines(data)
    assert list(lines) == list(data.entries)
    for key, line in lines.items():
        fields = data.entries[key].fields
        assert re.fullmatch(r".*\[[A-Z]{1,2}(?:/OL)?\].*[^.]\.", line), line
        assert not re.search(
            r"[{}\\]|None|\.\.|。\.|，，|，\.|：\.|（）|\[\]|  ", line.replace(fields.get("url", "|"), "")
        ), line
        assert re.sub(r"[{}]", "", fields["title"]) in line
        for name in ("note", "url"):
            assert re.sub(r"[{}]", "", fields.get(name, "")).rstrip("。") in line


def test_chinese_names_keep_their_order() -> None:
    data = _references()
    for key, line in _lines(data).items():
        for person in data.entries[key].persons.get("author", [])[:3]:
            assert re.sub(r"[{}]", "", str(person)) in line


def test_newspaper_on_the_web_is_a_newspaper() -> None:
    marks = {key: re.search(r"\[([A-Z]+(?:/OL)?)\]", line) for key, line in _lines(_references()).items()}
    entries = _references().entries
    for key, found in marks.items():
        journal = entries[key].fields.get("journal", "")
        assert found
        if journal.endswith(("日报", "晚报", "晨报")):
            assert found.group(1) == ("N/OL" if "url" in entries[key].fields else "N")


@pytest.mark.parametrize("table", TABLES)
def test_any_field_may_be_missing(table: str) -> None:
    for entry in TABLES[table].entries.values():
        for name in entry.fields:
            kept = {field: value for field, value in entry.fields.items() if field != name}
            fewer = Entry(entry.type, fields=kept, persons=dict(entry.persons))
            fewer.key = entry.key
            assert str(STYLE.format_entry("1", fewer).text).endswith(".")
        for role in entry.persons:
            bare = Entry(entry.type, fields=dict(entry.fields), persons={})
            bare.key = entry.key
            assert str(STYLE.format_entry("1", bare).text).endswith("."), role


def test_addresses_are_links_without_the_closing_point() -> None:
    entry = TABLES["standard"].entries["8.5.3-9"]
    links = [part for part in STYLE.format_entry("1", entry).text.parts if isinstance(part, HRef)]
    assert [link.url for link in links] == [
        "https://www.nature.com/articles/nature13308.pdf",
        "https://doi.org/10.1038/nature13308",
    ]
    html = STYLE.format_entry("1", entry).text.render_as("html")
    assert '<a href="https://doi.org/10.1038/nature13308">10.1038/nature13308</a>.' in html


def test_identifier_in_the_address_is_not_repeated() -> None:
    assert "DOI:" not in str(STYLE.format_entry("1", TABLES["standard"].entries["B.14-4"]).text)


def test_the_strict_form_has_no_access_date_for_a_newspaper() -> None:
    where = "journal={人民日报}, date={2022-08-16}, pages={17}, url={http://a}, urldate={2022-09-01}"
    bibtex = f"@article{{k, title={{题}}, {where}}}"
    assert _line(bibtex) == "题[N/OL]. 人民日报，2022-08-16（17）[2022-09-01]. http://a."
    assert _line(bibtex, access_dates=False) == "题[N/OL]. 人民日报，2022-08-16（17）. http://a."
    page = "@online{k, title={题}, date={2022-08-16}, url={http://a}, urldate={2022-09-01}}"
    assert _line(page, access_dates=False) == "题[EB/OL].（2022-08-16）[2022-09-01]. http://a."


def test_entries_are_in_the_order_of_citation_with_numbers_as_labels() -> None:
    data = parse_string("@misc{b, title={乙}}\n@misc{a, title={甲}}", "bibtex")
    made = Style().format_bibliography(data, ["b", "a"])
    assert [(entry.label, entry.key) for entry in made] == [("1", "b"), ("2", "a")]


def test_date_is_used_before_year_month_and_day() -> None:
    fields = "title={题}, journal={新京报}, year=2018, month=nov, day=7"
    assert _line(f"@article{{k, {fields}}}") == "题[N]. 新京报，2018-11-07."
    assert _line(f"@article{{k, {fields}, date={{2018-11-08}}}}") == "题[N]. 新京报，2018-11-08."


@pytest.mark.parametrize(
    ("journal", "mark"),
    [
        ("辽源日报", "N"), ("新京报", "N"), ("经济参考报", "N"), ("中国青年报", "N"), ("文汇报", "N"),
        ("参考消息", "N"), ("新华每日电讯", "N"), ("人民日报海外版", "N"), ("南方周末", "N"), ("新华社、人民日报", "N"),
        ("中国科学报", "N"), ("中国交通报", "N"), ("The Daily Post", "N"), ("编辑学报", "J"), ("国务院公报", "J"),
        ("人民画报", "J"), ("情报", "J"), ("新青年", "J"), ("Nature", "J"), ("新华网", "EB/OL"), ("新华社", "Z"),
    ],
)  # fmt: skip
def test_the_mark_of_an_article_depends_on_its_journal(journal: str, mark: str) -> None:
    assert f"题[{mark}]" in _line(f"@article{{k, title={{题}}, journal={{{journal}}}, year=2001}}")


def test_explicit_mark_and_medium_are_used_first() -> None:
    assert "题[A]" in _line("@misc{k, title={题}, howpublished={辽源日报}, mark={A}}")
    assert "题[DB/CD]" in _line("@misc{k, title={题}, mark={DB}, medium={CD}}")


def test_missing_fields_are_those_the_type_requires() -> None:
    def missing(bibtex: str) -> tuple[str, ...]:
        return missing_fields(next(iter(parse_string(bibtex, "bibtex").entries.values())))

    assert missing("@online{k, title={题}}") == ("url", "urldate")
    assert missing("@misc{k, title={题}, url={http://a}}") == ("urldate",)
    assert missing("@article{k, title={题}, journal={辽源日报}}") == ("date",)
    assert missing("@article{k, title={题}, journal={辽源日报}, year=2019}") == ()
    assert missing("@misc{k, title={题}, howpublished={期刊论文，刊名未见}, year=2019}") == ("journal",)
    assert missing("@book{k, author={甲}}") == ("title", "publisher", "date")
    assert missing("@patent{k, title={题}, number={1}, date={2001}}") == ("author",)
    assert missing("@standard{k, title={题}}") == ("number",)
    assert missing("@misc{k, title={条例}}") == ()
    for entry in TABLES["standard"].entries.values():
        assert set(missing_fields(entry)) <= {"publisher"}, entry.key


def test_an_entry_may_admit_what_was_not_seen() -> None:
    admitting, silent = parse_string(
        "@misc{a, title={题}, note={日期未见}}\n@misc{b, title={题}, note={节录}}", "bibtex"
    ).entries.values()
    assert admits_gaps(admitting)
    assert not admits_gaps(silent)


def test_the_style_is_an_entry_point() -> None:
    assert find_plugin("pybtex.style.formatting", "gbt7714") is Style


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        " javascript:x",
        "data:text/html,x",
        "file:///etc/hosts",
        "vbscript:x",
        "//x",
    ],
)
def test_an_address_that_is_not_of_the_web_does_not_become_a_link(address: str) -> None:
    """The style has users without a check before it."""
    entry = Entry("misc", [("title", "T"), ("year", "2019"), ("url", address), ("doi", address)])
    text = STYLE.format_entry("1", entry).text
    assert address.strip() in str(text)
    assert [part.url for part in text.parts if isinstance(part, HRef)] in ([], [f"https://doi.org/{address.strip()}"])


def test_an_address_of_the_web_is_a_link() -> None:
    entry = Entry("misc", [("title", "T"), ("year", "2019"), ("url", "https://example.org/a")])
    assert [part.url for part in STYLE.format_entry("1", entry).text.parts if isinstance(part, HRef)] == [
        "https://example.org/a"
    ]
