"""What is offered for download: what was built and what is made of the corpus, nothing that a browser would run."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from front_project import build_front, front_project
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.corpus import Source
from jiaozhu.outputs.citation_file import write_cff
from jiaozhu.sphinx_ext.files.download_files import received_name
from jiaozhu.sphinx_ext.files.downloads import safe_name
from jiaozhu.store import load_corpus
from lxml import html
from paths import CORPUS
from ruamel.yaml import YAML

TEXT = "texts/zao-2019/yi.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once."""
    folder = front_project(tmp_path_factory.mktemp("downloads") / "edition")
    build_front(folder)
    return folder


def offered(out: Path, name: str) -> dict[str, Path]:
    """The files that a page offers, by their labels."""
    page = html.fromstring((out / name).read_bytes())
    links = page.xpath('//ul[@class="jz-download-list"]//a')
    return {link.text: ((out / name).parent / link.get("href")).resolve() for link in links}


def test_a_text_offers_its_book_its_words_and_its_source(project: Path) -> None:
    found = offered(project / "_build" / "html", TEXT)
    assert list(found) == ["本篇（PDF）", "全书（PDF）", "MyST Markdown", "纯文本", "TEI XML", "原件照存"]
    assert found["本篇（PDF）"].read_bytes() == b"%PDF-1.7 one"
    assert found["全书（PDF）"].read_bytes() == b"%PDF-1.7 all"
    source = project / "corpus/sources/zao-2019/source.txt"
    assert found["原件照存"].read_bytes() == source.read_bytes()
    assert found["MyST Markdown"].read_bytes() == (project / "texts/zao-2019/yi.md").read_bytes()
    assert "对口合作" in found["纯文本"].read_text("utf-8")


def test_what_was_not_built_is_not_offered(project: Path) -> None:
    out = project / "_build" / "html"
    assert "本篇（PDF）" not in offered(out, "texts/zao-2019/er.html")
    assert not any("EPUB" in label for label in offered(out, "index.html"))
    for path in [*(out / "pdf").iterdir(), *(out / "downloads").rglob("*")]:
        assert path.suffix != ".epub"


def test_the_first_page_offers_everything_at_once(project: Path) -> None:
    found = offered(project / "_build" / "html", "index.html")
    assert list(found) == [
        "全书（PDF）",
        "MyST Markdown",
        "纯文本",
        "TEI XML",
        "CITATION.cff",
        "全部数据：源文、校读、注释、词汇",
    ]
    with zipfile.ZipFile(found["纯文本"]) as archive:
        assert archive.namelist() == ["zao-2019/yi.txt", "zao-2019/er.txt"]
    with zipfile.ZipFile(found["全部数据：源文、校读、注释、词汇"]) as archive:
        names = archive.namelist()
        assert "corpus/sources/zao-2019/source.txt" in names
        assert "corpus/glossary/duikou.md" in names
        kept = archive.read("corpus/sources/zao-2019/source.txt")
    assert kept == (project / "corpus/sources/zao-2019/source.txt").read_bytes()


def test_every_link_of_a_download_leads_to_a_file(project: Path) -> None:
    out = project / "_build" / "html"
    for path in out.rglob("*.html"):
        for target in offered(out, path.relative_to(out).as_posix()).values():
            assert target.is_file()


def test_a_book_that_goes_is_not_offered_any_more(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    out = Path(build_front(folder).outdir)
    (folder / "built/pdf/zao-2019-yi.pdf").unlink()
    (folder / "built/book.epub").write_bytes(b"PK")
    build_front(folder)
    found = offered(out, TEXT)
    assert "本篇（PDF）" not in found
    assert "电子书（EPUB）" in found
    assert not (out / "pdf/zao-2019-yi.pdf").exists()
    assert "电子书（EPUB）" in offered(out, "index.html")


def test_nothing_is_made_again_while_the_corpus_is_as_it_was(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(project, folder, symlinks=True)
    out = Path(build_front(folder).outdir)
    before = {path: path.stat().st_mtime_ns for path in (out / "downloads").rglob("*.zip")}
    build_front(folder)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    note = folder / "corpus/sources/zao-2019/notes/xiongdi.md"
    note.write_text(note.read_text("utf-8").replace("第一段", "首段"), "utf-8")
    build_front(folder)
    assert b"\xe9\xa6\x96\xe6\xae\xb5" in (out / "downloads/myst/zao-2019/yi.md").read_bytes()


def test_archives_are_alike_wherever_they_are_made(project: Path, tmp_path: Path) -> None:
    again = Path(build_front(front_project(tmp_path / "elsewhere")).outdir)
    for name in ("plain.zip", "corpus.zip"):
        assert (again / "downloads" / name).read_bytes() == (project / "_build/html/downloads" / name).read_bytes()


def test_hidden_files_and_links_are_not_given_away(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    secret = tmp_path / "secret.md"
    secret.write_text("geheim", "utf-8")
    (folder / "corpus/.env").write_text("geheim", "utf-8")
    out = Path(build_front(folder).outdir)
    with zipfile.ZipFile(out / "downloads/corpus.zip") as archive:
        assert not [name for name in archive.namelist() if "/." in name]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("source.txt", "s/source.txt"),
        ("source.html", "s/source.html.txt"),
        ("source.SVG", "s/source.SVG.txt"),
        ("source.xml", "s/source.xml.txt"),
        ("source.pdf", "s/source.pdf"),
        ("source", "s/source.txt"),
    ],
)
@pytest.mark.sampled(every=3)
def test_a_source_that_a_browser_would_run_is_offered_as_text(file: str, name: str) -> None:
    source = next(iter(load_corpus(CORPUS)[0].sources))
    assert received_name(_with_file(source, file)) == name


def _with_file(source: Source, file: str) -> Source:
    from dataclasses import replace

    return replace(source, siglum="s", about=replace(source.about, file=file))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("辽源文献校注", "辽源文献校注"),
        ("a/b\\c:d", "a b c d"),
        ("../..", "text"),
        ("甲\n乙\t丙\u202e丁", "甲 乙 丙 丁"),
        ("字" * 200, "字" * 60),
        ("", "text"),
    ],
)
def test_a_title_is_a_name_on_any_system(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_the_citation_file_says_what_is_known() -> None:
    """Its keys are those of the Citation File Format 1.2.0."""
    book = make_book(load_corpus(CORPUS)[0])
    found = YAML(typ="safe").load(write_cff(book, {}))
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["title"].startswith("辽源文献校注")
    assert found["authors"] == [{"name": "编者"}]
    assert found["license"] == "CC-BY-4.0"
    known = {"cff-version", "message", "type", "title", "authors", "abstract", "version", "date-released", "license"}
    assert set(found) <= known | {"repository"}
    assert None not in found.values()
