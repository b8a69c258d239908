"""Scans and pages without text become sources: by default, always or never; what is doubtful is proposed."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import samples
from fake_recognizer import doubted, only, row
from jiaozhu.formats.lines import read_lines
from jiaozhu.formats.pdf.layer import LayerQuality
from jiaozhu.language import profile_for
from jiaozhu.model.transcript import Doubt, PageSpot
from jiaozhu.store import load_corpus
from jiaozhu.workflows.importing.command import ImportCommand, import_paths
from jiaozhu.workflows.importing.detecting.doubting import doubtful
from jiaozhu.workflows.importing.detecting.language_model import LanguageModel, find_model, load_model
from jiaozhu.workflows.importing.detecting.word_list import WordList
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions, Ocr
from jiaozhu.workflows.importing.skeleton import create
from PIL import Image
from scanned_project import PAGES, picture

OPTIONS = ImportOptions("zh-CN")


def pdf_of_pictures() -> bytes:
    out = io.BytesIO()
    Image.new("L", (200, 200), 255).save(out, "PDF")
    return out.getvalue()


def test_a_scan_becomes_a_source_with_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, *PAGES):
        made = import_bytes(picture(), "scan.tif", "scan", OPTIONS)
    assert made.error == ""
    assert made.format == "tiff"
    assert {"source.tif", "facsimile.yaml", "pages/0001.webp", "pages/0002.webp", "layout.json"} <= set(made.files)
    about = made.files["about.yaml"].decode()
    assert "reader: tiff 1, fake 1" in about
    assert 'publish: "no"' in made.files["facsimile.yaml"].decode()


def test_a_pdf_without_text_is_recognised_unless_that_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of_pictures()
    with only(monkeypatch, *PAGES) as fake:
        made = import_bytes(data, "scan.pdf", "scan", OPTIONS)
        assert made.files["transcript.txt"].decode().startswith("春耕生产全面展开\n")
        assert "pages/0001.webp" in made.files
        forbidden = import_bytes(data, "scan.pdf", "scan", ImportOptions("zh-CN", ocr=Ocr("never")))
        assert "no text layer" in forbidden.error
        assert len(fake.seen) == 1


def test_a_pdf_with_text_is_recognised_only_if_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.KINDS["pdf"]
    with only(monkeypatch, *PAGES) as fake:
        assert "pages/0001.webp" not in import_bytes(data, "a.pdf", "a", OPTIONS).files
        assert fake.seen == []
        made = import_bytes(data, "a.pdf", "a", ImportOptions("zh-CN", ocr=Ocr("always", "fake")))
        assert "pages/0001.webp" in made.files


def test_a_pdf_whose_text_is_not_what_it_shows_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    data, words = samples.KINDS["pdf"], samples.KINDS["pdf"]
    monkeypatch.setattr("jiaozhu.formats.pdf.reading.judge", lambda _: LayerQuality(99, 0.9, 0, 0, None))
    with only(monkeypatch, *PAGES):
        made = import_bytes(data, "a.pdf", "a", OPTIONS)
        kept = import_bytes(words, "a.pdf", "a", ImportOptions("zh-CN", ocr=Ocr("never")))
        without = import_bytes(words, "a.pdf", "a", ImportOptions("zh-CN", ocr=Ocr("auto", "x")))
    assert made.files["transcript.txt"].decode().startswith("春耕生产全面展开\n")
    assert "不可靠" in made.files["about.yaml"].decode()
    assert kept.files["transcript.txt"] == without.files["transcript.txt"] != made.files["transcript.txt"]
    assert "no recogniser" in without.files["about.yaml"].decode()


def test_never_refuses_a_picture_and_an_unknown_engine_is_named() -> None:
    refused = import_bytes(picture(), "scan.tif", "scan", ImportOptions("zh-CN", ocr=Ocr("never")))
    assert "no text of its own" in refused.error
    assert "--ocr auto" in refused.error
    unknown = import_bytes(picture(), "scan.tif", "scan", ImportOptions("zh-CN", ocr=Ocr("auto", "x")))
    assert "no recogniser 'x'" in unknown.error


class _Kenlm:
    """As much of KenLM as is used: words cost little, letters by themselves much."""

    words = frozenset({"春耕", "备耕", "大事", "头等大事"})

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def NullContextWrite(self, state: object) -> None:
        """Begin."""

    def BaseScore(self, _state: object, word: str, _after: object) -> float:
        return -2.0 if word in self.words else -3.0


def test_a_model_weighs_the_best_way_to_cut_letters_into_words() -> None:
    model = LanguageModel(_Kenlm(), object)
    assert model.likelihood("") == 0
    assert model.likelihood("头等大事") == -2
    assert model.likelihood("备耕大事") == -4
    assert model.likelihood("备拼大事") == -8


def test_a_model_proposes_what_fits_among_the_words_though_the_recogniser_is_rather_sure() -> None:
    profile, model = profile_for("zh"), LanguageModel(_Kenlm(), object)
    document = read_lines("作为头等大亊来抓\n备\n拼完成了\n")
    doubts = (Doubt(5, "亊", 0.9, (("事", 0.08), ("，", 0.02))),), (), (Doubt(0, "拼", 0.85, (("耕", 0.1),)),)
    places = [PageSpot(doubts=doubt) for doubt in doubts]
    found = {item.after: item for item in doubtful(document, places, profile, model)}
    assert [(item.start, item.detector) for item in found.values()] == [(5, "language-model"), (11, "language-model")]
    assert set(found) == {"事", "耕"}
    assert not list(doubtful(document, places, profile))
    assert not list(doubtful(document, places, profile_for("en"), model))
    low = [PageSpot(doubts=(Doubt(3, "耕", 0.4, (("拼", 0.3),)),))]
    assert len(list(doubtful(read_lines("全市春耕了"), low, profile))) == 1
    assert not list(doubtful(read_lines("全市春耕了"), low, profile, model))
    read_well = [PageSpot(doubts=(Doubt(2, "头", 0.9, (("实", 0.08),)),)), PageSpot(), PageSpot()]
    assert not list(doubtful(document, read_well, profile, model))


def test_a_list_of_words_weighs_the_best_way_to_cut_letters_into_words() -> None:
    words = WordList({"头等": -2.0, "大事": -2.5, "头": -3.0, "等": -3.0})
    assert words.likelihood("") == 0
    assert words.likelihood("头等大事") == -4.5
    assert words.likelihood("等头") == -6
    assert words.likelihood("头等大亊") == -2 - 18


def test_a_list_of_words_takes_the_place_of_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("wordfreq", reason="pip install 'jiaozhu[words]'")
    assert find_model("zh-CN", tmp_path) == "wordfreq:zh-CN"
    assert find_model("en", tmp_path) == ""  # its words are apart
    model = load_model("wordfreq:zh-CN")
    assert model.likelihood("头等大事") > model.likelihood("头等大亊") + 3
    profile = profile_for("zh")
    places = [PageSpot(doubts=(Doubt(5, "亊", 0.9, (("事", 0.08),)),))]
    (found,) = doubtful(read_lines("作为头等大亊来抓"), places, profile, model)
    assert (found.start, found.after, found.detector) == (5, "事", "language-model")
    create(tmp_path / "new", "", "zh-CN")
    (tmp_path / "a.txt").write_text("一段。", "utf-8")
    asked = ImportCommand(tmp_path / "new" / "corpus", (tmp_path / "a.txt",), language_model="wordfreq:xx")
    with pytest.raises(ValueError, match="no list of words"):
        import_paths(asked)
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    assert find_model("zh-CN", tmp_path) == ""


def test_a_model_is_found_where_packages_put_it_and_one_that_is_given_must_be_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    assert find_model("zh-CN", tmp_path) == ""
    place = tmp_path / "usr" / "lib" / "riscv64-linux-gnu" / "libime" / "zh_CN.lm"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"not a model")
    assert find_model("zh-CN", tmp_path) == str(place)
    assert find_model("en", tmp_path) == ""
    pytest.importorskip("kenlm", reason="pip install 'jiaozhu[lm]'")
    create(tmp_path / "new", "", "zh-CN")
    with pytest.raises(ValueError, match="is not a language model"):
        import_paths(ImportCommand(tmp_path / "new" / "corpus", (place,), language_model=str(place)))


def test_letters_that_a_recogniser_doubts_are_proposed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sure = row("入春以来全市各级组织把春耕备耕", 100, 100)
    line = row("作为头等大事来抓，截至四月二十日。", 60, 130)
    line = doubted(line, 3, 0.45, ("寺", 0.4), ("，", 0.1))
    line = doubted(line, 8, 0.3, (",", 0.29))  # punctuation
    line = doubted(line, 10, 0.55, ("圣", 0.05))  # a faint rival
    line = doubted(line, 12, 0.7)  # sure enough
    create(tmp_path / "new", "", "en")
    path = tmp_path / "scan.png"
    with Image.open(io.BytesIO(picture())) as image:
        image.save(path)
    with only(monkeypatch, [sure, line]):
        assert import_paths(ImportCommand(tmp_path / "new" / "corpus", (path,))) == 0
    corpus, problems = load_corpus(tmp_path / "new" / "corpus")
    assert not problems
    found = {item.target.quote: item for item in corpus.sources[0].proposals if item.detector == "recognition"}
    assert {quote: item.after for quote, item in found.items()} == {"等": "寺", "至": ""}
    assert found["等"].evidence == "the recogniser is sure of “等” by 45% only; other readings: 寺 40%"
    assert found["等"].score == 0.55
