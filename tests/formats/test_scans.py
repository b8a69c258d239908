"""Scans and photographs: pictures are opened safely, recognised by any engine, and put into reading order."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import EntryPoint
from unittest.mock import patch

import pytest
from bench import scanned
from fake_recognizer import FakeRecognizer, column, doubted, only, row
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource, detect
from jiaozhu.formats.scans import engines, rapid
from jiaozhu.formats.scans.arranging import arranged
from jiaozhu.formats.scans.rapid import RapidRecognizer
from jiaozhu.formats.scans.reading import recognize_image, recognize_pdf
from jiaozhu.formats.scans.recognizer import Corners, Engine, RecognizedLine
from jiaozhu.formats.scans.turning import read_upright
from jiaozhu.model import doors
from jiaozhu.model.doors import Registry
from jiaozhu.model.transcript import Doubt
from PIL import Image
from rapidfuzz.distance import Levenshtein

LINES = [row("春耕全面展开", 40, 10, size=40), row("入春以来各级", 80, 80), row("组织抓春耕。", 40, 110)]
_ORIENTATION, _GPS = 0x0112, 0x8825


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), frames: int = 1, **more: object) -> bytes:
    out = io.BytesIO()
    pages = [Image.new("RGB", size, (255, 255, 255 - 60 * number)) for number in range(frames)]
    extra = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
    pages[0].save(out, kind, **extra, **more)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "jpeg"), ("PNG", "png"), ("TIFF", "tiff"), ("WEBP", "webp")])
def test_image_files_are_known_and_have_no_text_of_their_own(kind: str, name: str) -> None:
    data = picture(kind)
    assert detect(data).format == name
    transcribe = FORMATS[name].transcribe
    assert transcribe is not None
    with pytest.raises(UnreadableSource, match="no text of its own"):
        transcribe(data, DEFAULT_LIMITS)


def test_a_recogniser_comes_in_by_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeRecognizer(LINES)
    point = EntryPoint("fake", "somewhere:FAKE", engines.GROUP)
    engine = Engine("fake", lambda: fake, "nothing")
    monkeypatch.setattr(engines, "RECOGNIZERS", Registry(engines.GROUP, Engine, engines._OWN))
    with (
        patch.object(doors, "entry_points", lambda group: [point] if group == engines.GROUP else []),
        patch.object(EntryPoint, "load", lambda _: engine),
    ):
        transcript = recognize_image(picture(), DEFAULT_LIMITS, "fake")
    assert transcript.text == "春耕全面展开\n入春以来各级\n组织抓春耕。\n"
    assert transcript.reader == "fake 1"
    assert [place.kind for place in transcript.places] == ["heading", "", ""]
    assert [place.paragraph for place in transcript.places] == [1, 2, 2]
    assert transcript.places[1].box == (80, 80, 200, 100)
    assert transcript.places[1].confidence == 0.99


def test_an_unknown_recogniser_is_refused_and_a_missing_one_says_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(UnreadableSource, match="no recogniser 'x'") as caught:
        recognize_image(picture(), DEFAULT_LIMITS, "x")
    assert "rapidocr" in caught.value.hint
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    engines._OWN[0].load.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(UnreadableSource, match="none is installed") as caught:
        recognize_image(picture(), DEFAULT_LIMITS)
    assert caught.value.hint == "pip install 'jiaozhu[ocr]'"


def test_all_pages_of_a_tiff_are_read_and_paragraphs_are_numbered_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, LINES, [], LINES[1:]) as fake:
        transcript = recognize_image(picture("TIFF", frames=3), DEFAULT_LIMITS)
    assert len(fake.seen) == 3
    assert [(place.page, place.paragraph) for place in transcript.places] == [(1, 1), (1, 2), (1, 2), (3, 4), (3, 4)]
    assert [str(note) for note in transcript.notes] == ["page 2 has no text"]
    assert [image.number for image in transcript.images] == [1, 2, 3]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, LINES), pytest.raises(UnreadableSource, match="it has 3 frames"):
        recognize_image(picture(kind, frames=3), DEFAULT_LIMITS)


def test_a_bomb_is_refused_by_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, LINES) as fake:
        with pytest.raises(UnreadableSource, match="more than 50,000 pixels"):
            recognize_image(picture(), Limits(pixels=50_000))
        huge = picture(size=(8, 8)).replace(b"\0\0\0\x08\0\0\0\x08", b"\0\x01\0\0\0\x01\0\0")
        with pytest.raises(UnreadableSource):
            recognize_image(huge, DEFAULT_LIMITS)
    assert not fake.seen


@given(cut=st.integers(0, 2_000), kind=st.sampled_from(["PNG", "JPEG", "TIFF", "WEBP"]), flip=st.integers(0, 255))
def test_damaged_files_are_read_or_refused(cut: int, kind: str, flip: int) -> None:
    data = bytearray(picture(kind))
    at = cut % len(data)
    damaged = bytes(data[:at]) + bytes([data[at] ^ flip]) + bytes(data[at + 1 :][: 0 if flip % 2 else None])
    with pytest.MonkeyPatch.context() as monkeypatch, only(monkeypatch, LINES), suppress(UnreadableSource):
        recognize_image(damaged, DEFAULT_LIMITS)


def test_a_photograph_is_turned_upright_and_says_nothing_of_where_it_was_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[1] = "N"
    exif.get_ifd(_GPS)[2] = (42.0, 54.0, 0.0)
    data = picture("JPEG", (300, 200), exif=exif.tobytes())
    with only(monkeypatch, LINES) as fake:
        transcript = recognize_image(data, DEFAULT_LIMITS)
    assert fake.seen == [(200, 300)]
    (image,) = transcript.images
    kept = Image.open(io.BytesIO(image.data))
    assert kept.size == image.size == image.read == (200, 300)
    assert not kept.getexif()
    assert not {b"EXIF", b"XMP ", b"ICCP"} & {image.data[at : at + 4] for at in range(len(image.data))}
    assert "GPS" in str(transcript.notes[0])


def test_a_large_page_is_kept_small_and_its_boxes_stay_those_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, LINES):
        (image,) = recognize_image(picture(size=(4_800, 1_200)), DEFAULT_LIMITS).images
    assert (image.size, image.read) == ((2_400, 600), (4_800, 1_200))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_becomes_colour(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new(mode, (60, 40)).save(out, "TIFF")
    with only(monkeypatch, LINES) as fake:
        recognize_image(out.getvalue(), DEFAULT_LIMITS)
    assert fake.seen == [(60, 40)]


def test_pages_of_a_pdf_are_drawn_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("RGB", (720, 360), "white").save(out, "PDF", resolution=72, save_all=True, append_images=[])
    with only(monkeypatch, LINES) as fake:
        transcript = recognize_pdf(out.getvalue(), DEFAULT_LIMITS)
        small = recognize_pdf(out.getvalue(), Limits(pixels=20_000))
        behind = recognize_pdf(b"HTTP/1.1 200 OK\r\n\r\n" + out.getvalue(), DEFAULT_LIMITS)
    assert fake.seen == [(2_000, 1_000), (200, 100), (2_000, 1_000)]
    assert transcript.text == small.text == behind.text
    with pytest.raises(UnreadableSource, match="cannot be opened"), only(monkeypatch, LINES):
        recognize_pdf(b"%PDF-1.4 nothing", DEFAULT_LIMITS)


def test_doubtful_characters_are_kept_with_what_else_they_might_be(monkeypatch: pytest.MonkeyPatch) -> None:
    line = doubted(row(" 入春以来", 40, 10), 2, 0.41, ("舂", 0.38))
    with only(monkeypatch, [line]):
        (place,) = recognize_image(picture(), DEFAULT_LIMITS).places
    assert place.doubts == (Doubt(1, "春", 0.41, (("舂", 0.38),)),)


def test_what_an_engine_raises_names_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, LINES) as fake:
        monkeypatch.setattr(fake, "recognize", lambda _: 1 / 0)
        with pytest.raises(UnreadableSource, match="page 1 cannot be recognised: division by zero"):
            recognize_image(picture(), DEFAULT_LIMITS)


class Lying(FakeRecognizer):
    """Reads a page well only if it, or its part, becomes redder to the right and greener downwards."""

    def __init__(self, lines: list[RecognizedLine], other: list[RecognizedLine]) -> None:
        super().__init__(lines)
        self.other = other

    def recognize(self, picture: Image.Image) -> list[RecognizedLine]:
        self.seen.append(picture.size)
        here, right, below = (picture.getpixel(at) for at in ((0, 0), (picture.width - 1, 0), (0, picture.height - 1)))
        assert isinstance(here, tuple)
        assert isinstance(right, tuple)
        assert isinstance(below, tuple)
        return list(self.pages[0]) if right[0] > here[0] and below[1] > here[1] else self.other


def lying(degrees: int) -> Image.Image:
    across = Image.linear_gradient("L").rotate(90)
    page = Image.merge("RGB", (across, Image.linear_gradient("L"), Image.new("L", (256, 256))))
    return page.resize((300, 200)).rotate(degrees, expand=True)


BADLY = [row("阁皿呈品", 0, 0, size=70, score=0.5), row("品呈皿阁皿呈品", 0, 80, score=0.6)]
DOWN = [column("Notes may also be added", 10, 0, size=8), column("to a part", 40, 0, size=8)]


@pytest.mark.parametrize(("degrees", "other"), [(180, BADLY), (90, DOWN), (270, DOWN)])
def test_a_page_that_lies_is_turned(degrees: int, other: list[RecognizedLine]) -> None:
    found = read_upright(lying(degrees), Lying(LINES, other))
    assert found.degrees == 360 - degrees
    assert [line.text for line in found.lines] == [line.text for line in LINES]
    assert found.image.size == (300, 200)


def test_a_page_that_reads_badly_either_way_and_one_that_reads_well_stay() -> None:
    assert read_upright(lying(90), Lying(BADLY, BADLY)).degrees == 0
    once = Lying(LINES, LINES)
    assert read_upright(lying(180), once).degrees == 0
    assert len(once.seen) == 1


def turned(lines: list[RecognizedLine], degrees: float) -> list[RecognizedLine]:
    """The same lines on a page that is askew."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def turn(corners: Corners) -> Corners:
        one, two, three, four = ((500 + x * cos - y * sin, 500 + x * sin + y * cos) for x, y in corners)
        return one, two, three, four

    return [line._replace(corners=turn(line.corners)) for line in lines]


def texts(lines: list[RecognizedLine]) -> list[str]:
    return [item.line.text for item in arranged(lines).lines]


@pytest.mark.parametrize("slant", [0, 1.7, -4, 8])
def test_columns_under_a_headline_and_a_byline_are_read_in_order_however_askew(slant: float) -> None:
    names = "甲乙丙"
    body = [
        row(f"{names[column]}{line:02}" + "字" * 12, 20 + 340 * column, 120 + 30 * line)
        for line in range(12)
        for column in range(3)
    ]
    lines = [row("横跨三栏的标题", 320, 10, size=44), row("本报记者某人", 420, 75), *body]
    found = texts(turned(lines, slant))
    assert found[:2] == ["横跨三栏的标题", "本报记者某人"]
    assert [text[:3] for text in found[2:]] == [f"{name}{line:02}" for name in names for line in range(12)]
    assert arranged(turned(lines, slant)).slant == pytest.approx(slant, abs=0.1)


@pytest.mark.parametrize("slant", [0, -2.5])
def test_a_letter_that_was_cut_from_its_line_is_put_back(slant: float) -> None:
    lines = [row("入春以来各级", 40, 10), row("一", 164, 14, size=10), row("组", 20, 42), row("织抓春耕备", 43, 40)]
    page = arranged(turned(lines, slant))
    assert [item.line.text for item in page.lines] == ["入春以来各级一", "组织抓春耕备"]
    (left, _), (right, _), _, _ = turned([row("入春以来各级一", 40, 10)], slant)[0].corners
    assert page.lines[0].line.corners[0][0] == pytest.approx(left, abs=1)
    assert right - 12 < page.lines[0].line.corners[1][0] < right


def test_vertical_columns_are_read_from_the_right() -> None:
    lines = [column(text, 300 - 40 * number, 20) for number, text in enumerate(["第一行的文字", "第二行的文字", "末"])]
    page = arranged([lines[2], lines[0], lines[1]])
    assert page.vertical
    assert [item.line.text for item in page.lines] == ["第一行的文字", "第二行的文字", "末"]


@pytest.fixture(scope="module")
def engine() -> None:
    pytest.importorskip("rapidocr", reason="pip install 'jiaozhu[ocr]'")
    pytest.importorskip("onnxruntime", reason="pip install 'jiaozhu[ocr]'")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("is_worn", [False, True])
def test_the_engine_reads_a_strip_of_a_page(is_worn: bool) -> None:
    scan = scanned.newspaper(scanned.PARAGRAPHS[:2], columns=2, width=110)
    transcript = recognize_image(scanned.worn(scan.png) if is_worn else scan.png, DEFAULT_LIMITS)
    wanted, found = "".join(scan.text.split()), "".join(transcript.text.split())
    assert Levenshtein.distance(wanted, found) <= (3 if is_worn else 1)
    assert transcript.reader.startswith("rapidocr 3.")
    assert "sha256:" in transcript.reader


@pytest.mark.parametrize("upright", [True, False])
def test_small_print_is_looked_at_in_bands_and_no_line_is_found_twice_or_cut(
    upright: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (3_000, 8_000) if upright else (8_000, 3_000)
    places = [20 + 61 * number for number in range(130)]
    wanted = [row("字" * 40, 100, place) if upright else column("字" * 40, place, 100) for place in places]
    page = Image.new("L", size)
    crops: list[tuple[int, int, int, int]] = []

    def crop(image: Image.Image, area: tuple[int, int, int, int]) -> Image.Image:
        crops.append(area)
        return image

    monkeypatch.setattr(rapid, "_BAND", 2_000_000)
    monkeypatch.setattr(type(page), "crop", crop)

    class Finder(RapidRecognizer):
        def __init__(self) -> None:
            """Load nothing."""

        def _boxes(self, picture: Image.Image, scale: float) -> list[Corners]:
            left, top, right, bottom = crops[-1] if crops else (0, 0, *size)
            inside = [
                line.corners
                for line in wanted
                if all(left <= x <= right and top <= y <= bottom for x, y in line.corners)
            ]
            return [tuple((x - left, y - top) for x, y in corners) for corners in inside]  # type: ignore[misc]

    found = Finder()._detected(page)
    assert len(crops) > 3
    assert sorted(found) == sorted(line.corners for line in wanted)


_OFFLINE = """
import socket, sys
def refuse(*_): raise AssertionError("the network was asked for")
socket.socket.connect = socket.getaddrinfo = refuse
from jiaozhu.formats import DEFAULT_LIMITS
from jiaozhu.formats.scans.rapid import RapidRecognizer
from jiaozhu.formats.scans.reading import recognize_image
for _ in range(2):
    found = recognize_image(open(sys.argv[1], "rb").read(), DEFAULT_LIMITS)
    print(found.text, found.places, hash(found.images), file=sys.stdout)
"""


@pytest.mark.usefixtures("engine")
def test_the_engine_asks_no_network_and_reads_the_same_twice(tmp_path: object) -> None:
    path = f"{tmp_path}/page.png"
    with open(path, "wb") as file:
        file.write(scanned.vertical(scanned.PARAGRAPHS[:1], along=20).png)
    command = [sys.executable, "-c", _OFFLINE, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "0"})
    half = len(done.stdout) // 2
    assert done.stdout[:half] == done.stdout[half:]
    assert "春耕" in done.stdout
