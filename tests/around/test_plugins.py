"""A plug-in package with one of each is built, installed and used from the command line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from lxml import html
from paths import TESTS

EXAMPLE = TESTS / "around" / "plugin"
FILM = "".join(
    f"{number}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n{words}\n\n"
    for number, words in enumerate(["The river is wide.", "Few cross it today.", "Tomorrow, perhaps."], 1)
)
NOTE = """---
target:
  quote: river
kind: remarque
author: Anne
date: "2026-11-28"
---
The Seine; see {cite}`film`.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the plug-in is installed, from its wheel."""
    source = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("plugin") / "source"))
    words = Catalog(locale="fr", domain="site")
    words.add("Skip to the text", "Aller au texte")
    messages = source / "jiaozhu_example" / "locale" / "fr" / "LC_MESSAGES"
    messages.mkdir(parents=True, exist_ok=True)
    with (messages / "site.mo").open("wb") as file:
        write_mo(file, words)
    code = "from setuptools import build_meta; build_meta.build_wheel('.')"
    subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True)
    (wheel,) = source.glob("*.whl")
    target = source.parent / "installed"
    zipfile.ZipFile(wheel).extractall(target)
    return target


@pytest.fixture(scope="module")
def project(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project in French, with one film in it."""
    root = tmp_path_factory.mktemp("project") / "film"
    options = ("--title", "Film", "--language", "en", "--repository", "https://forge.example/a/film")
    assert command(installed, root.parent, "init", str(root), *options).returncode == 0
    for name in ("corpus/corpus.yaml", "docs/conf.py"):
        text = (root / name).read_text("utf-8")
        changed = re.sub(r"(?m)^(language(?: =|:) [\"']?)en\b", r"\1fr", text)
        assert changed != text
        (root / name).write_text(changed, "utf-8")
    (root / "film.srt").write_text(FILM, "utf-8")
    return root


def command(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "LANGUAGE": "en"}
    return subprocess.run(
        [sys.executable, "-m", "jiaozhu", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_plugin_adds_one_of_each(installed: Path, project: Path) -> None:
    def run(*words: str) -> str:
        done = command(installed, project, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    # The format: recognised by its content, and every character accounted for.
    assert "film" in run("import", "film.srt")
    assert "format: subtitles" in (project / "corpus/sources/film/about.yaml").read_text("utf-8")
    ledger = json.loads(run("ledger", "film", "--json"))
    assert ledger["length"] == len(FILM)
    # The kind of note of the language's profile; the check, its code and its words.
    notes = project / "corpus/sources/film/notes"
    notes.mkdir(exist_ok=True)
    (notes / "river.md").write_text(NOTE + "x" * 80 + "\n", "utf-8")
    found = command(installed, project, "check")
    assert found.returncode == 1
    assert "X901 the note has" in found.stdout
    assert "are not read" in run("explain", "X901")
    sarif = json.loads(command(installed, project, "check", "--format", "sarif").stdout)
    assert "X901" in {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    (notes / "river.md").write_text(NOTE, "utf-8")
    # What is sent, in the envelope.
    (project / "card.txt").write_text(f"CARD sources/film/notes/few.md\n{NOTE.replace('river', 'Few')}", "utf-8")
    run("accept", "card.txt", "--no-branch")
    assert (notes / "few.md").exists()
    # The host: its issue forms, and its pages on the site.
    assert "name: Add a note" in (project / ".forge/questions/note.yml").read_text("utf-8")
    # The output.
    run("export", "counts", "--to", "out")
    assert (project / "out/counts.tsv").read_text("utf-8").startswith("film/text\t")
    # The words: on a page, in the search and in print.
    run("build")
    page = html.fromstring((project / "build/html/texts/film/text.html").read_text("utf-8"))
    assert page.xpath("//a[@class='jz-skip']")[0].text == "Aller au texte"
    assert "remarque" in page.text_content()
    site = (project / "build/html/_static/jiaozhu-site.js").read_text("utf-8")
    assert "https://forge.example/a/film/create/" in site
    search = "".join(path.read_text("utf-8") for path in (project / "build/html/_static/jiaozhu").glob("shard-*.js"))
    assert "subtitles" in search  # the label of the format, on the page of the source
    book = "".join(page.extract_text() for page in pypdf.PdfReader(project / "build" / "book.pdf").pages)
    assert "remarque" in book


#: Its identifier is looked up among those of the authorities.
ENTITY = """---
headword: 吴
pinyin: Wú
gloss: Wu
kind: place
identifiers:
  - {authority: geonames, id: "1", source: x}
---
待考。
"""


@pytest.mark.parametrize(
    ("group", "value", "said"),
    [
        ("jiaozhu.formats", "missing_package:X", "cannot be imported"),
        ("jiaozhu.formats", "os:sep", "is not a Format"),
        ("jiaozhu.checks", "os:sep", "is not a Check"),
        ("jiaozhu.languages", "jiaozhu.language.en:ENGLISH", "already exists"),
        ("jiaozhu.hosts", "os:sep", "is not a Host"),
        ("jiaozhu.authorities", "os:sep", "is not a Authority"),
    ],
)
def test_a_broken_plugin_is_reported_by_name(tmp_path: Path, group: str, value: str, said: str) -> None:
    metadata = tmp_path / "broken-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n", "utf-8")
    (metadata / "entry_points.txt").write_text(f"[{group}]\nx = {value}\n", "utf-8")
    shutil.copytree(TESTS / "checks" / "base", tmp_path / "corpus")
    with (tmp_path / "corpus" / "corpus.yaml").open("a", encoding="utf-8") as info:
        info.write("contribute:\n  host: github\n")
    (tmp_path / "corpus" / "entities").mkdir()
    (tmp_path / "corpus" / "entities" / "wu.md").write_text(ENTITY, "utf-8")
    done = command(tmp_path, tmp_path, "check")
    assert done.returncode == 2
    assert said in done.stderr
    assert value in done.stderr
    assert "Traceback" not in done.stderr
