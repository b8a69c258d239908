"""Tables and data: the column that the user names is the text, and every other word is left out by name."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import samples
from accounts import WORDS
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.cli import main
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource, column_format, detect
from jiaozhu.formats.columns import transcribe_csv, transcribe_json
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions

CELLS = st.text('ab甲乙 ,;|\t\n\r"\\\u2028é', max_size=12)


def closed(found: Transcript) -> Transcript:
    assert found.account is not None
    assert found.account.counted is not None
    assert found.account.unaccounted == 0, found.account
    return found


def table(rows: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def solid(*texts: str) -> str:
    return "".join("".join(texts).split())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6), st.sampled_from(",;\t|"))
def test_every_cell_of_csv_is_accounted_for(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    data = table([["id", "text", "x"], *map(list, rows)], delimiter)
    found = closed(transcribe_csv(data, DEFAULT_LIMITS, "text"))
    assert solid(found.text) == solid(*(row[1] for row in rows))
    assert found.account is not None
    left = solid("id", "text", "x", *(cell for one, _text, other in rows for cell in (one, other)))
    assert found.account.left_out["metadata"].characters == len(left)


values: st.SearchStrategy[Any] = st.recursive(
    CELLS | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "a", "b:"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.fixed_dictionaries({"text": CELLS, "more": values}), min_size=1, max_size=4),
    st.booleans(),
    st.booleans(),
)
def test_every_value_of_json_is_accounted_for(rows: list[dict[str, Any]], as_lines: bool, ascii: bool) -> None:
    made = [json.dumps(row, ensure_ascii=ascii) for row in rows]
    data = ("\n".join(made) if as_lines else f"[{','.join(made)}]").encode()
    found = closed(transcribe_json(data, DEFAULT_LIMITS, "text"))
    words = solid(found.text)
    for row in rows:
        assert solid(row["text"]) in words


def test_a_row_is_a_paragraph_and_a_line_end_begins_another() -> None:
    found = closed(transcribe_csv(table([["n", "text"], ["1", "a\nb"], ["2", ""], ["3", "c"]]), DEFAULT_LIMITS, "text"))
    assert found.text == "a\nb\nc\n"
    assert [place.at for place in found.places] == ["row 1", "row 1", "row 3"]
    twice = closed(transcribe_json(b'{"text": "a", "text": "b", "n": 1.50}', DEFAULT_LIMITS, "text"))
    assert twice.text == "a\nb\n"
    assert twice.account is not None
    assert [item.text for item in twice.account.items] == ["1.50"], "a number is as it is written"
    half = closed(transcribe_json(b'{"text": "a\\ud800b", "c": "\\ud800"}', DEFAULT_LIMITS, "text"))
    assert half.text == "a\ufffdb\n"


@pytest.mark.parametrize(
    ("data", "column", "why", "hint"),
    [
        (b"id;body;x\n1;a;b\n", "text", "no column 'text'", "id, body, x"),
        (b"id\tbody\n1\ta\n", "", "not known which", "id, body"),
        (b'[{"id": 1, "body": "a"}]', "text", "no column 'text'", "id, body"),
        (b'{"id": 1}\n{"id": 2,\n', "id", "line 2 is not JSON", "fix it"),
        (b"[" * 100_000, "id", "too deeply", "not a text"),
        (b"[" * 300 + b"]" * 300, "id", "deeper", "not a text"),
        (b'id,text\n1,"a\n', "text", "is not CSV", "again"),
        (b'id,text\n1,"a"b\n', "text", "is not CSV", "again"),
        (b"\x00\x01\xff\xfe" * 50, "text", "not text", "UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why_and_names_the_columns(data: bytes, column: str, why: str, hint: str) -> None:
    columns = FORMATS[column_format(data)].columns
    assert columns is not None
    with pytest.raises(UnreadableSource, match=why) as raised:
        columns(data, Limits(), column)
    assert hint in raised.value.hint


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [table([["id", "text"], ["1", 'a "b"\nc'], ["2", "d"]]), b'[{"text": "a\\u4e00\\n", "n": [1, null]}]']
    ),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_files_are_read_whole_or_refused(whole: bytes, hits: list[tuple[float, int]]) -> None:
    data = bytearray(whole)
    for at, byte in hits:
        data[int(at * len(data))] = byte
    columns = FORMATS[column_format(bytes(data))].columns
    assert columns is not None
    try:
        found = columns(bytes(data), Limits(), "text")
    except UnreadableSource:
        return
    closed(found)


@given(WORDS)
@settings(max_examples=20, deadline=None)
def test_without_a_column_csv_is_text_and_json_is_refused(word: str) -> None:
    assert detect(f"id,text\n1,{word}\n".encode()).format not in ("csv", "json")
    assert "not prose" in import_bytes(b'{"text": "x"}', "x", "x", ImportOptions("zh")).error


def test_the_command_takes_a_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--title", "x", "--language", "zh-CN"])
    monkeypatch.chdir(tmp_path / "new")
    rows = [{"正文": text, "id": number} for number, text in enumerate(samples.PARAGRAPHS)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "b.csv").write_bytes(
        table([["id", "正文"], *([str(row["id"]), str(row["正文"]) + "。"] for row in rows)])
    )
    paths = [str(tmp_path / name) for name in ("a.jsonl", "b.csv")]
    result = CliRunner().invoke(main, ["import", *paths, "--column", "正文"])
    assert result.exit_code == 0, result.output
    assert "a json" in result.output
    assert "b csv" in result.output
    assert Path("corpus/sources/a/transcript.txt").read_text("utf-8").split("\n")[:-1] == list(samples.PARAGRAPHS)
    assert "column '正文'" in Path("corpus/sources/b/about.yaml").read_text("utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    for path in paths:
        Path(path).write_bytes(Path(path).read_bytes() + b"\n")
    wrong = CliRunner().invoke(main, ["import", *paths, "--column", "题"])
    assert wrong.exit_code == 1
    assert (
        "there is no column '题' (hint: name the column that is the text with --column; expected one of: id, 正文)"
        in (wrong.output)
    )
    other = CliRunner().invoke(main, ["import", *paths, "--column", "x", "--format", "pdf"])
    assert "has no columns" in other.output
