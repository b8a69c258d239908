"""``jiaozhu check --fix``: what needs no judgement is fixed where it is, and reported."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from contributions import (
    ABOUT,
    BIB,
    EDITION,
    EMENDATION,
    FIGURES,
    MARK,
    NOTE,
    RIBAO,
    SOUND,
    SOURCE,
    TERM,
    lay,
    names,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jiaozhu.cli import main
from malformed import MALFORMED
from malformed_bodies import BODIES
from paths import BASE, CHECKS

#: What is fixed: a file, what it says when it is sound, what it says instead, and code and words of the repair. The
#: fixed file is the sound one, to the character.
MENDED: dict[str, tuple[str, str, str, str, str]] = {
    "a misspelt key": (NOTE, "author: 张三", "auther: 张三", "8:1: Y102", "the key 'auther' is 'author' now"),
    "a key in capitals": (NOTE, "kind: 注", "Kind: 注", "7:1: Y102", "the key 'Kind' is 'kind' now"),
    "an inner key": (NOTE, "  suffix: 在此", "  sufix: 在此", "5:3: Y102", "the key 'sufix' is 'suffix' now"),
    "a key of an entry": (
        EMENDATION,
        "- id: zhangsan-2\n  line: 6",
        "- id: zhangsan-2\n  lien: 6",
        "12:3: Y102",
        "'line'",
    ),
    "a kind of block": (EDITION, "- title: 1", "- titel: 1", "8:9: Y102", "the key 'titel' is 'title' now"),
    "a rule": (EDITION, "  spaces: false", "  space: false", "2:3: E109", "the key 'space' is 'spaces' now"),
    "a full-width colon": (NOTE, "kind: 注", "kind：注", "7:1: Y101", "half-width"),
    "a full-width colon and a blank": (NOTE, "  quote: 客商", "  quote： 客商", "3:3: Y101", "half-width"),
    "slashes in a date": (
        NOTE,
        'date: "2026-11-21"',
        "date: 2026/11/21",
        "9:1: Y103",
        "the date is written 2026-11-21",
    ),
    "points in a date": (NOTE, 'date: "2026-11-21"', "date: 2026.11.21", "9:1: Y103", "2026-11-21"),
    "Hanzi in a date": (NOTE, 'date: "2026-11-21"', "date: 2026年11月21日", "9:1: Y103", "2026-11-21"),
    "full width in a date": (NOTE, 'date: "2026-11-21"', 'date: "２０２６－１１－２１"', "9:1: Y103", "2026-11-21"),
    "a short month": (ABOUT, 'date: "2020-02-29"', "date: 2020-2-29", "4:1: Y103", "2020-02-29"),
    "a year without quotes": (EDITION, '- date: "1951"', "- date: 1951", "12:9: Y103", "1951"),
    "a line in quotes": (EMENDATION, "line: 6", 'line: "6"', "12:3: Y103", "6 is without quotes now"),
    "a value in quotes": (FIGURES, "value: 5", "value: '5'", "7:5: Y103", "5 is without quotes now"),
    "a term's kind in another case": (TERM, "kind: place", "kind: Place", "5:1: Y103", "'kind' is 'place' now"),
    "another case": (EMENDATION, "kind: surplus", "kind: Surplus", "13:3: Y103", "'kind' is 'surplus' now"),
    "a zero-width space": (NOTE, "author: 张三", "author: 张\u200b三", "8:10: Y107", "U+200B is gone"),
    "several of them": (TERM, "gloss: Shaoxing", "gloss: \ufeffSha\ufeffox\ufeffing", "4:8: Y107", "U+FEFF is gone"),
    "a soft hyphen in a body": (NOTE, "行商之人", "行商\xad之人", "11:1: N203", "U+00AD is gone"),
    "letters apart from marks": (
        TERM,
        "Shàoxīng Shì",
        "Sha\u0300oxi\u0304ng Shi\u0300",
        "3:11: Y108",
        "one character now",
    ),
    "blank lines before it all": (NOTE, "---\ntarget", "\n \n---\ntarget", "1:1: Y105", "blank lines"),
}
#: Of these the fixed file is another than the sound one.
OTHERWISE: dict[str, tuple[str, str, str, str, str]] = {
    "blanks around a quote": (NOTE, "quote: 客商", 'quote: " 客商 "', 'quote: "客商"', "3:3: N201"),
    "an ideographic space": (NOTE, "quote: 客商", "quote: \u3000客商\u3000", "quote: 客商", "3:3: N201"),
    "blanks around a prefix": (
        NOTE,
        "prefix: 来自绍兴的",
        "prefix: '来自绍兴的 '",
        "prefix: '来自绍兴的'",
        "4:3: N201",
    ),
    "a quote on a line of its own": (NOTE, "quote: 客商", "quote: |\n    客商", "quote: |-\n    客商", "3:3: N201"),
    "a number for a name": (NOTE, "author: 张三", "author: 3  # 三", 'author: "3"  # 三', "8:1: Y103"),
    "a number in a list": (TERM, "[越州]", "[越州, 12]", '[越州, "12"]', "6:16: Y103"),
    "in braces": (NOTE, 'date: "2026-11-21"', "date: 2026/1/2 # 记", 'date: "2026-01-02" # 记', "9:1: Y103"),
    "a key in double quotes": (NOTE, "author: 张三", '"auther": 张三', '"author": 张三', "8:1: Y102"),
}
#: What takes judgement, and is left as it is.
LEFT: dict[str, tuple[str, str, str]] = {
    "a day that never was": (NOTE, "2026-11-21", "2026-02-30"),
    "a date that may be either": (NOTE, '"2026-11-21"', "21/11/2026"),
    "a year of two digits": (NOTE, '"2026-11-21"', "26.11.21"),
    "a key near to two": (NOTE, "  suffix: 在此", "  xfix: 在此"),
    "a misspelt key beside the right one": (NOTE, "author: 张三", "author: 张三\nauther: 李四"),
    "a misspelt value": (EMENDATION, "kind: surplus", "kind: suplus"),
    "a directional override": (NOTE, "author: 张三", "author: 张\u202e三"),
    "a joiner": (NOTE, "author: 张三", "author: 张\u200d三"),
    "an escaped character": (NOTE, "author: 张三", 'author: "张\\u200b三"'),
    "a misspelt work": (NOTE, "wangwen-2022", "wangwen-2023"),
    "a misspelt related term": (TERM, "[xiao-shanghai]", "[xiao-shanghia]"),
    "a quote that is not there": (NOTE, "quote: 客商", "quote: 客高"),
    "raw HTML": (NOTE, "行商", "<b>行商</b>"),
    "a changed source": (SOURCE, "一段。", "一段！"),
    "a tab": (NOTE, "  text: jishi", "\ttext: jishi"),
    "a line in words": (EMENDATION, "line: 6", "line: 六"),
}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    root = Path(shutil.copytree(BASE, tmp_path / "corpus"))
    lay(root, SOUND)
    return root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def held(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def put(root: Path, name: str, old: str, new: str) -> None:
    assert SOUND[name].count(old) == 1, old
    lay(root, {name: SOUND[name].replace(old, new)})


@pytest.mark.parametrize("name", MENDED)
def test_what_is_mechanical_is_fixed_and_reported(corpus: Path, name: str) -> None:
    sound = held(corpus)
    file, old, new, place, said = MENDED[name]
    put(corpus, file, old, new)
    assert run().exit_code == 1
    result = run("--fix")
    assert (result.exit_code, result.stderr) == (0, "")
    line = result.stdout.splitlines()[0]
    assert line.startswith(f"corpus/{file}:{place} ")
    assert said in line
    assert result.stdout.endswith("\nno problems\n")
    assert held(corpus) == sound
    again = run("--fix")
    assert (again.exit_code, again.stdout) == (0, run().stdout)
    assert held(corpus) == sound


@pytest.mark.parametrize("name", OTHERWISE)
def test_only_the_damaged_place_is_changed(corpus: Path, name: str) -> None:
    file, old, new, fixed, place = OTHERWISE[name]
    put(corpus, file, old, new)
    expected = held(corpus) | {file: SOUND[file].replace(old, fixed).encode()}
    result = run("--fix")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"corpus/{file}:{place} ")
    assert held(corpus) == expected
    run("--fix")
    assert held(corpus) == expected


@pytest.mark.parametrize("name", LEFT)
def test_what_takes_judgement_is_left(corpus: Path, name: str) -> None:
    put(corpus, *LEFT[name])
    before = held(corpus)
    plain, result = run(), run("--fix")
    assert plain.exit_code == 1
    assert (result.exit_code, result.stdout) == (1, plain.stdout)
    assert held(corpus) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), ["1:1: layout the byte-order mark is gone"]),
        (lambda text: text.replace("\n", "\r\n").encode(), ["1:1: layout lines end in line feeds now"]),
        (lambda text: text.replace("\n", "\r").encode(), ["1:1: layout lines end in line feeds now"]),
        (lambda text: text.rstrip("\n").encode(), ["layout the last line has a line end now"]),
        (lambda text: text.encode("utf-16"), ["1:1: Y106 the file is UTF-8 now; it was UTF-16"]),
        (
            lambda text: ("\ufeff" + text.rstrip("\n").replace("\n", "\r\n")).encode(),
            ["the byte-order mark is gone", "lines end in line feeds now", "the last line has a line end now"],
        ),
    ],
)
@pytest.mark.parametrize("name", [NOTE, EMENDATION, TERM, BIB, EDITION, ABOUT, FIGURES])
@pytest.mark.sampled(every=3)
def test_what_another_system_wrote_is_tidied(corpus: Path, name: str, change: object, said: list[str]) -> None:
    sound = held(corpus)
    lay(corpus, {name: change(SOUND[name])})  # type: ignore[operator]
    result = run("--fix")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for line, part in zip(lines, said, strict=False):
        assert line.startswith(f"corpus/{name}:")
        assert part in line
    assert held(corpus) == sound
    assert run("--fix").stdout == run().stdout


def test_several_repairs_in_one_file_and_what_is_left(corpus: Path) -> None:
    text = SOUND[NOTE].replace("author:", "auther:").replace('"2026-11-21"', "2026/11/21").replace("客商", "客高")
    lay(corpus, {NOTE: text.replace("\n", "\r\n")})
    result = run("--fix")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"corpus/{NOTE}:1:1: layout lines end in line feeds now",
        f"corpus/{NOTE}:8:1: Y102 the key 'auther' is 'author' now",
        f"corpus/{NOTE}:9:1: Y103 the date is written 2026-11-21 now",
        f"corpus/{NOTE}:3:3: N201 the quote 「客高」 is not in the text",
        "    hint: copy it from the page: full-width punctuation, no line breaks, within one paragraph",
        "1 problem",
    ]
    assert (corpus / NOTE).read_text("utf-8") == SOUND[NOTE].replace("客商", "客高")


def test_comments_and_layout_of_the_yaml_stay(corpus: Path) -> None:
    text = "# 头\n\n-   id:   lisi-1   # 一\n    lien:  8\n    kind: corrected\n    {}\n    reason: 示\n    basis: 示\n"
    text = text.format("before:  '推广'\n    after:   推行\n\n    # 中") + "    cert:  HIGH   # 二\n    resp: 李\n"
    lay(corpus, {f"{RIBAO}/emendations/lisi.yaml": text})
    assert run("--fix").exit_code == 0
    fixed = (corpus / RIBAO / "emendations" / "lisi.yaml").read_text("utf-8")
    assert fixed == text.replace("lien:", "line:").replace("HIGH", "high")


def test_sources_links_and_other_files_are_never_touched(corpus: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    text = SOUND[NOTE].replace("author:", "auther:").replace("\n", "\r\n").encode()
    outside.write_bytes(text)
    (corpus / RIBAO / "notes" / "lian.md").symlink_to(outside)
    (corpus / RIBAO / "notes" / "nei.md").symlink_to("fengqiao.md")
    lay(corpus, {SOURCE: "三日报\r\n", "README.md": "x\r\n", f"{RIBAO}/source.md": "x\r", f"{RIBAO}/notes/.x.md": text})
    before = held(corpus)
    assert run("--fix").exit_code == 1
    assert held(corpus) == before
    assert outside.read_bytes() == text
    assert (corpus / RIBAO / "notes" / "lian.md").is_symlink()


def test_only_the_files_that_are_named_are_fixed(corpus: Path) -> None:
    put(corpus, NOTE, "author:", "auther:")
    put(corpus, TERM, "gloss:", "glos:")
    result = run("--fix", f"corpus/{TERM}")
    assert result.exit_code == 0
    assert "'gloss' now" in result.stdout
    assert "auther:" in (corpus / NOTE).read_text("utf-8")
    assert (corpus / TERM).read_text("utf-8") == SOUND[TERM]


def test_a_read_only_file_is_reported_and_left(corpus: Path) -> None:
    put(corpus, NOTE, "author:", "auther:")
    (corpus / NOTE).chmod(0o444)
    result = run("--fix")
    assert result.exit_code == 1
    assert result.stderr == f"corpus/{NOTE}: not fixed: it is read-only\n"
    assert "Y102 unknown key 'auther'" in result.stdout
    assert "auther:" in (corpus / NOTE).read_text("utf-8")


def test_what_was_done_does_not_disturb_a_program(corpus: Path) -> None:
    put(corpus, NOTE, "author:", "auther:")
    result = run("--fix", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "'author' now" in result.stderr


#: Fixes that can change what is meant: a file, sound and damaged, and what is reported when they are made.
UNSAFE = {
    "a value of a choice": (TERM, "kind: place", "kind: plase", "Y103 'kind' is 'place' now"),
    "a key of the bibliography": (
        NOTE,
        "{cite}`ribao-2019`",
        "{cite}`ribao-2091`",
        "C403 'ribao-2091' is 'ribao-2019' now",
    ),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_can_change_the_meaning_is_fixed_only_on_request(corpus: Path, name: str) -> None:
    file, old, new, said = UNSAFE[name]
    text = SOUND[file] if old in SOUND[file] else SOUND[file].rstrip("\n") + old + "\n"
    lay(corpus, {file: text})
    sound = held(corpus)
    at = text.index(old)
    lay(corpus, {file: text[:at] + new + text[at + len(old) :]})
    damaged = held(corpus)
    safe = run("--fix")
    assert safe.exit_code == 1
    assert held(corpus) == damaged
    result = run("--fix", "--unsafe")
    assert result.exit_code == 0
    assert said in result.stdout
    assert held(corpus) == sound


@pytest.mark.parametrize("code", ["F602", "S103"])
def test_a_name_that_is_near_is_proposed_and_replaced(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, tmp_path / "corpus")
    shutil.copytree(CHECKS / code / "in", tmp_path / "corpus", dirs_exist_ok=True)
    near = run().output.count("did you mean")
    assert near
    found = [problem for problem in json.loads(run("--format", "json").stdout) if problem["code"] == code]
    assert sum(problem.get("fix") is not None for problem in found) == near
    assert run("--fix").output.count(" now") == 0
    assert run("--fix", "--unsafe").output.count(" now") == near
    assert "did you mean" not in run().output


def test_unsafe_goes_with_fix(corpus: Path) -> None:
    result = run("--unsafe")
    assert result.exit_code == 2
    assert "--unsafe goes with --fix" in result.stderr


def test_a_fix_is_part_of_the_json_and_sarif_reports(corpus: Path) -> None:
    put(corpus, NOTE, "author:", "auther:")
    (problem,) = json.loads(run("--format", "json").stdout)
    assert problem["suggestion"] == "author"
    fix = problem["fix"]
    assert (fix["safe"], fix["summary"]) == (True, "the key 'auther' is 'author' now")
    (edit,) = fix["edits"]
    text = (corpus / NOTE).read_text("utf-8")
    assert text[: edit["start"]] + edit["new"] + text[edit["end"] :] == SOUND[NOTE]
    (result,) = json.loads(run("--format", "sarif").stdout)["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == f"corpus/{NOTE}"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 8, "startColumn": 1, "endLine": 8, "endColumn": 7},
            "insertedContent": {"text": "author"},
        }
    ]


KINDS = [item for item in (*MALFORMED, *BODIES) if item.file in SOUND]


@pytest.mark.parametrize("item", KINDS, ids=names(KINDS))
@pytest.mark.sampled(every=8)
def test_fixing_any_malformed_file_is_done_once_and_makes_nothing_worse(corpus: Path, item: object) -> None:
    made = item.change(SOUND[item.file])  # type: ignore[attr-defined]
    lay(corpus, {item.file: made if isinstance(made, bytes) else made.replace(MARK, "")})  # type: ignore[attr-defined]
    plain = json.loads(run("--format", "json").stdout)
    fixed = run("--fix", "--format", "json")
    left = json.loads(fixed.stdout)
    assert len(left) <= max(1, len(plain))
    after = held(corpus)
    again = run("--fix", "--format", "json")
    assert (again.stderr, json.loads(again.stdout)) == ("", left)
    assert held(corpus) == after
    assert {name for name in after if after[name] != held_sound(name)} <= {item.file}  # type: ignore[attr-defined]


def held_sound(name: str) -> bytes:
    return SOUND[name].encode() if name in SOUND else (BASE / name).read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from([NOTE, EMENDATION, TERM, EDITION]))
def test_fixing_never_loses_a_word(corpus: Path, data: st.DataObject, name: str) -> None:
    """Of a file damaged anywhere, only marks, blanks and the like are changed: what somebody wrote stays."""
    text = SOUND[name]
    at = data.draw(st.integers(0, len(text) - 1))
    scrap = data.draw(
        st.sampled_from(["\u200b", "\ufeff", "：", "\u3000", "\r", '"', " ", "\u0301", "x", "2026/1/2", "\n\n"])
    )
    lay(corpus, {name: text[:at] + scrap + text[at:]})
    run("--fix")
    after = (corpus / name).read_text("utf-8")
    lay(corpus, {name: text})
    hanzi = [
        char for char in unicodedata.normalize("NFC", text[:at] + scrap + text[at:]) if "\u4e00" <= char <= "\u9fff"
    ]
    assert [char for char in unicodedata.normalize("NFC", after) if "\u4e00" <= char <= "\u9fff"] == hanzi
