"""Building: all products or none, nothing of texts that are withdrawn, nothing run that came with the project."""

from __future__ import annotations

import os
import pickle
import zipfile
from pathlib import Path

import pytest
from jiaozhu.building import BuildFailed, Places, build, publishing
from small_project import make_project, published

INDEX = "docs/index.md"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    make_project(tmp_path)
    return Places(tmp_path / "docs", tmp_path / "build", tmp_path / "corpus")


def change(places: Places, name: str, before: str, after: str) -> None:
    path = places.docs.parent / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


class Witness:
    """A pickle that tells when it is unpickled."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.told,)


def test_pickles_that_came_with_the_project_are_not_read(places: Places, tmp_path: Path) -> None:
    told = tmp_path / "told"
    for folder in (".stage/doctrees", ".doctrees", "doctrees", "html/.doctrees", ".jiaozhu/doctrees"):
        for name in ("environment.pickle", "index.doctree"):
            path = places.build / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pickle.dumps(Witness(told)))
    (places.build / ".stage" / "html").mkdir()
    (places.build / ".stage" / "html" / "strange.html").write_text("<p>", "utf-8")
    build(places, ["html"])
    assert not told.exists()
    assert not (places.html / "strange.html").exists()


def test_a_product_that_fails_leaves_all_as_they_were(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    build(places, ["html", "pdf"])
    before = published(places.docs.parent)
    change(places, INDEX, "# 小编", "# 大编")
    template = places.docs / "_templates" / "search.html"
    template.parent.mkdir()
    template.write_text("{{ nothing.is.there }}", "utf-8")
    change(
        places,
        "docs/conf.py",
        "project =",
        'templates_path = ["_templates"]\nhtml_additional_pages = {"x": "search.html"}\nproject =',
    )
    with pytest.raises(BuildFailed, match="html"):
        build(places, ["html", "pdf"])
    assert published(places.docs.parent) == before
    assert sorted(path.name for path in places.build.iterdir()) == [
        ".html-manifest.json",
        ".pdf-manifest.json",
        "book.pdf",
        "html",
        "pdf",
    ]


def test_a_text_that_is_withdrawn_is_in_no_product(places: Places) -> None:
    build(places, ["html", "epub", "pdf"])
    assert (places.html / "texts" / "zao-2019" / "er.html").exists()
    assert (places.books / "zao-2019-er.pdf").exists()
    edition = places.corpus / "sources" / "zao-2019" / "edition.yaml"
    text, _, _ = edition.read_text("utf-8").partition("  - id: er")
    edition.write_text(text + "omissions:\n  - lines: 6-7\n    reason: 测试\n", "utf-8")
    build(places, ["pdf"])
    build(places, ["epub"])
    build(places, ["html"])
    assert not (places.html / "texts" / "zao-2019" / "er.html").exists()
    assert not (places.books / "zao-2019-er.pdf").exists()
    with zipfile.ZipFile(places.epub) as book:
        assert not [name for name in book.namelist() if name.endswith("er.xhtml") and "zao" in name]


def test_a_build_in_which_nothing_has_changed_publishes_nothing(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(places, ["html", "pdf"])
    monkeypatch.setattr(publishing, "exchange", lambda *_: pytest.fail("nothing has changed"))
    before = {path: path.stat().st_ino for path in places.build.rglob("*")}
    build(places, ["html", "pdf"])
    assert {path: path.stat().st_ino for path in places.build.rglob("*")} == before


def test_without_a_cache_every_build_is_new(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(places.docs.parent / ".cache"))
    build(places, ["html"])
    first = published(places.docs.parent)
    change(places, INDEX, "# 小编", "# 大编")
    build(places, ["html"])
    assert published(places.docs.parent).keys() == first.keys()
    assert "大编" in (places.html / "index.html").read_text("utf-8")
    assert not os.listdir(places.docs.parent / ".cache" / "jiaozhu")
