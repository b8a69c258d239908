"""Pictures that files show in their text are kept as pixels alone, within limits; anything else is counted and left."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest
from jiaozhu.formats import FORMATS, Limits, UnreadableSource
from jiaozhu.formats.scans.embedded import keep_pictures, pixels_of
from jiaozhu.model.transcript import Inline, Transcript
from pictured_project import jpeg, pictured_epub, png
from PIL import Image
from samples import odt, package

LIMITS = Limits()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(format: str, data: bytes, limits: Limits = LIMITS) -> Transcript:
    transcribe = FORMATS[format].transcribe
    assert transcribe is not None
    return transcribe(data, limits)


def docx_with(picture: bytes) -> bytes:
    """A paragraph, and a picture that Word describes."""
    drawing = (
        '<w:drawing><docPr xmlns="x" descr="一座山"/>'
        f'<a:blip xmlns:a="urn:a" xmlns:r="{_R}" r:embed="rId7"/></w:drawing>'
    )
    body = f"<w:p><w:r><w:t>山下有村。</w:t></w:r><w:r>{drawing}</w:r></w:p>"
    related = f'<Relationship Id="rId7" Type="{_R}/image" Target="media/image1.jpeg"/>'
    return package(
        {
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>",
            "word/media/image1.jpeg": picture,
        }
    )


def test_a_book_has_its_pictures_at_their_places() -> None:
    found = read("epub", pictured_epub())
    assert [(item.line, item.at, item.address, item.words, item.size) for item in found.pictures] == [
        (2, 26, "images/hill.jpg", "山下的村子，远处是两座山", (900, 560)),
        (3, 27, "images/glyph.png", "从鸟从我", (36, 36)),
        (7, 1, "images/glyph.png", "", (36, 36)),
        (8, 15, "images/bars.png", "", (300, 120)),
    ]
    assert not found.notes


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("docx", docx_with(jpeg())),
        (
            "fb2",
            "<FictionBook xmlns:l='l'><body><section><p>山下有村。<image l:href='#a'/></p></section></body>"
            f"<binary id='a'>{base64.encodebytes(jpeg()).decode()}</binary></FictionBook>".encode(),
        ),
    ],
)
def test_other_formats_have_theirs(format: str, data: bytes) -> None:
    (picture,) = read(format, data).pictures
    assert (picture.line, picture.at, picture.size) == (1, 5, (900, 560))


def test_an_opendocument_text_has_its_pictures() -> None:
    made = odt('<text:p>山<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>')
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    found = read("odt", package({**members, "Pictures/1.png": png()}))
    assert [(item.line, item.at, item.size) for item in found.pictures] == [(1, 1, (36, 36))]


def test_nothing_but_pixels_is_kept() -> None:
    assert b"taken at home" in jpeg()
    data, size = pixels_of(jpeg(), LIMITS)
    assert b"taken at home" not in data
    assert b"Exif" not in data
    assert size == (900, 560)
    assert Image.open(io.BytesIO(data)).format == "WEBP"


def test_a_drawn_picture_is_the_same_to_the_pixel() -> None:
    data, _size = pixels_of(png(), LIMITS)
    before, after = Image.open(io.BytesIO(png())).convert("RGB"), Image.open(io.BytesIO(data)).convert("RGB")
    assert before.tobytes() == after.tobytes()


def test_a_large_picture_is_made_smaller() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4000, 1000)).save(out, "JPEG")
    assert pixels_of(out.getvalue(), LIMITS)[1] == (1600, 400)


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", jpeg()[:40], b"GIF89a", b"\x89PNG\r\n\x1a\n"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        pixels_of(data, LIMITS)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(UnreadableSource, match="pixels"):
        pixels_of(bomb.getvalue(), LIMITS)


def test_what_cannot_be_kept_is_counted() -> None:
    found = read("epub", pictured_epub(more={"images/bars.png": b"no picture"}))
    assert len(found.pictures) == 3
    assert [str(note).rpartition(" ")[2] for note in found.notes] == ["1"]


def test_there_are_limits_to_their_number_and_to_their_pixels() -> None:
    shown = [Inline(1, 0, 0, "picture", str(number), "") for number in range(5)]
    pictures: dict[str, bytes] = {str(number): png() for number in range(5)}

    def find(address: str) -> bytes | None:
        return pictures.get(address)

    assert len(keep_pictures(shown, find, Limits(pictures=2)).pictures) == 2
    assert not keep_pictures(shown, find, Limits(pixels=100)).pictures


def test_a_picture_in_its_address_is_taken_out_of_it() -> None:
    address = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    found = read("epub", pictured_epub(f'<p>字<img src="{address}"/></p>'))
    (picture,) = found.pictures
    assert picture.address == "data:image/png;base64"
    assert [item.value for item in found.inlines] == ["data:image/png;base64"]
    assert not keep_pictures(
        [Inline(1, 0, 0, "picture", "data:image/png;base64,@@@", "")], lambda _: None, LIMITS
    ).pictures
